"""What every change of one's own words has in common: read, decide, and one conditional write with what tells of it."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found, stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.own_captures import Own
from reflections.application.reaching import Reached
from reflections.application.supporting import noticed_in
from reflections.application.texts import opened, sealed
from reflections.domain.capture import Capture, Facts
from reflections.domain.crisis_language import CrisisKind
from reflections.domain.entry import changed, is_shared, news_of
from reflections.domain.times import happened


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What is to be changed.

    Parameters
    ----------
    facts : mapping
        All facts anew; what is None is left out.
    words : mapping
        New words by the name of their field; None to leave the field empty. A field that is not there stays.
    """

    facts: Facts
    words: Mapping[str, str | None]


Decide = Callable[[Capture, datetime], Rewritten]
"""Says what a request makes of a capture at an instant."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Changes something of one's own upon the version that ``If-Match`` names: two DynamoDB calls.

    Parameters
    ----------
    own : Own
        Finds it.
    clock : Clock
        Tells the time.
    log : Log
        Is told of a race that was lost.
    """

    own: Own
    clock: Clock
    log: Log

    def __call__(self, request: Request, decide: Decide, shown: Callable[[Capture], Reply]) -> Reply:
        """Change it: a read and a conditional put; the read alone where this change was made before.

        Parameters
        ----------
        request : Request
            Its path names it.
        decide : callable
            Says what to make of it; raises what the domain refuses.
        shown : callable
            Makes the reply.

        Returns
        -------
        Reply
            The same where this very change was made before and its answer got lost.
        """
        return until_settled(lambda: shown(self._attempt(request, decide)), self.log, request.path["journey"])

    def _attempt(self, request: Request, decide: Decide) -> Capture:
        before, reached = self.own.found(request)
        if before.retracted:
            raise not_found()
        again = before.version == request.version + 1
        if not again and before.version != request.version:
            raise stale()
        now = self.clock.now()
        wanted = decide(before, now)
        facts = {name: value for name, value in wanted.facts.items() if value is not None}
        if again:
            if facts != dict(before.facts) or not self._says(before, reached, wanted.words):
                raise stale()
            return before
        reached.journey.still_open()
        kept = {field: text for field, text in before.texts.items() if field not in wanted.words}
        texts = {**kept, **sealed(reached, before.id, wanted.words)}
        after = changed(before, facts, texts, reached.journey.generation)
        noticed = frozenset[CrisisKind]()
        if is_shared(after):
            # Words that were private so far are looked at again: what is told of an entry is told with each version.
            words = wanted.words if "text" in wanted.words else opened(reached, after, self.log)
            noticed = noticed_in(words.get("text"), reached)
        self.own.captures.replace(after, told(after, request, now, noticed))
        return after

    def _says(self, before: Capture, reached: Reached, words: Mapping[str, str | None]) -> bool:
        present = opened(reached, before, self.log)
        return all(present.get(field) == text for field, text in words.items())


def told(
    after: Capture, request: Request, now: datetime, noticed: AbstractSet[CrisisKind] = frozenset()
) -> Event | None:
    """Wrap what the others are told of a capture's next version.

    Parameters
    ----------
    after : Capture
    request : Request
        What led to it.
    now : datetime
        The present instant, aware.
    noticed : set of CrisisKind
        What its words may speak of.

    Returns
    -------
    Event or None
        None for what they never heard of.
    """
    payload = news_of(after, noticed)
    if payload is None:
        return None
    return announced(
        payload,
        of=after.id,
        version=after.version,
        journey=after.journey,
        request=request,
        cause=request.correlation,
        at=to_text(now),
    )


def when(said: datetime | None, now: datetime) -> Facts:
    """Settle when a changed capture happened.

    Parameters
    ----------
    said : datetime or None
        As the caller states it anew; None where that stays.
    now : datetime
        The present instant, aware.

    Returns
    -------
    mapping
        What of its facts that changes; None for what no longer holds: that a clock was not trusted.
    """
    if said is None:
        return {}
    return {"occurred_at": happened(said, now), "told_at": None, "clock_offset": None}
