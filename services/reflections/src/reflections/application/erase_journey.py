"""Somebody asks that a journey be erased, or reads what became of that."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from kernel.caller import Caller
from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.erasure_views import ErasureView
from reflections.application.fields import Body
from reflections.domain.erasure import erased, kept_of
from reflections.domain.ports import Erasures, Standing
from reflections.domain.relation import Relation
from reflections.domain.retention import Asker


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever was sent
    # A number that equals it would do for Python, and is not what nobody says by a slip.
    if value is not True:
        message = "true, to say that this cannot be undone"
        raise ValueError(message)
    return value


class ErasureAsked(Body):
    """Said so that nobody erases a journey by a slip: it cannot be undone, by anybody."""

    irrevocable: Annotated[Literal[True], BeforeValidator(_said)]


def asker_in(standing: Standing, caller: Caller) -> Asker:
    """Say as whom somebody asks.

    Parameters
    ----------
    standing : Standing
        The journey, or what is left of it.
    caller : Caller
        Who asks, with what the route lets such a caller reach.

    Returns
    -------
    Asker
        The client, the therapist, or the practice's admin.

    Raises
    ------
    Problem
        404 for everybody else, and where there never was such a journey.
    """
    one = standing.journey or standing.erasure
    if one is not None:
        if caller.sub == one.client and Relation.CLIENT in caller.reaches:
            return Asker.CLIENT
        if caller.sub == one.therapist and Relation.OWN_THERAPIST in caller.reaches:
            return Asker.THERAPIST
        if Relation.SAME_PRACTICE in caller.reaches:
            return Asker.ADMIN
    raise not_found()


@dataclass(frozen=True, slots=True)
class EraseJourney:
    """Erase a journey: two DynamoDB calls (a read and a transaction); one where that was asked before.

    When it is answered, the data key is gone, and every word unreadable but for functions that remember the key, for a
    minute at most. The rows follow: see `reflections.application.remove_erased`.
    """

    erasures: Erasures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Ask for it.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is an `ErasureAsked`.

        Returns
        -------
        Reply
            An `ErasureView`, the same whoever asks again, and however often.

        Raises
        ------
        RefusedStepError
            Where the practice's rule does not let this person.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        standing = self.erasures.look(request.caller.practice, request.path["journey"])
        by, left = asker_in(standing, request.caller), standing.erasure
        if standing.journey is not None:
            at = to_text(self.clock.now())
            left, payload = erased(standing.journey, by, standing.rule, at)
            self.erasures.begin(standing.journey, left, told([payload], standing.journey, request, at)[0])
        if left is None:
            raise not_found()
        return Reply(ErasureView.of(left, as_asked=True))


@dataclass(frozen=True, slots=True)
class ReadErasure:
    """Read an erasure, which once it is done is its certificate: one DynamoDB call."""

    erasures: Erasures
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Read it.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            An `ErasureView`; of a journey that nobody wants erased, what would stay if somebody did.
        """
        standing = self.erasures.look(request.caller.practice, request.path["journey"])
        asker_in(standing, request.caller)
        if standing.erasure is not None:
            return Reply(ErasureView.of(standing.erasure))
        if standing.journey is None:
            raise not_found()
        kept = kept_of(standing.journey, standing.rule, to_text(self.clock.now()))
        return Reply(ErasureView.not_asked(standing.journey.id, kept))
