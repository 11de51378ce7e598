"""A journey that was erased: nothing of it is left but that it was, who asked, and what the law makes one keep.

First its data key goes, and with that every word of it, backups included; its rows follow. The services confirm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from reflections.domain.journey import Journey
from reflections.domain.journey_events import JourneyErased
from reflections.domain.refusals import RefusedStepError
from reflections.domain.retention import Asker, Retained, RetentionRule, retained

SERVICES = ("reflections", "milestones", "notifications")
"""Who must confirm."""

_NAMES = {Asker.THERAPIST: "Its therapist", Asker.ADMIN: "The practice's admin"}


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is left of an erased journey.

    Parameters
    ----------
    practice, journey : str
        Which it was.
    therapist : str
        Its last therapist, who may read that it was erased.
    client : str or None
        Its client, likewise.
    version : int
        Of the journey, after all that ever happened to it.
    at : str
        When it was asked for: RFC 3339, UTC, milliseconds.
    by : Asker
        Who asked.
    kept : sequence of Retained
        What stays, by which law, until when.
    confirmed : mapping of str to str
        When each service had removed its rows.
    """

    practice: str
    journey: str
    therapist: str
    client: str | None
    version: int
    at: str
    by: Asker
    kept: Sequence[Retained] = ()
    confirmed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def done_at(self) -> str | None:
        """When the last service had confirmed; None while one has not."""
        return max(self.confirmed.values()) if set(SERVICES) <= set(self.confirmed) else None


class ErasedError(RefusedStepError):
    """What was opened once, and erased since, is not opened again by the same command."""

    def __init__(self) -> None:
        super().__init__("journey-erased", "The journey was erased", "Open another journey, with a new key.")


def kept_of(journey: Journey, rule: RetentionRule, at: str) -> tuple[Retained, ...]:
    """Say what would stay of a journey that was erased at an instant."""
    return retained(rule, journey.last_session_at or journey.opened_at, at)


def may_ask(journey: Journey, by: Asker, rule: RetentionRule) -> None:
    """Make sure that the practice lets somebody have a journey erased.

    Parameters
    ----------
    journey : Journey
        The journey.
    by : Asker
        Who asks; a client always may, and a therapist may where no client has joined.
    rule : RetentionRule
        The practice's.

    Raises
    ------
    RefusedStepError
        Where the practice does not.
    """
    alone = by is Asker.THERAPIST and journey.client is None
    if by is not Asker.CLIENT and not alone and by not in rule.askers:
        raise RefusedStepError(
            "erasure-not-yours",
            "Your practice does not let you erase it",
            f"{_NAMES[by]} may where the practice's retention rule says so. Its client may at any time.",
        )


def erased(journey: Journey, by: Asker, rule: RetentionRule, at: str) -> tuple[Erasure, JourneyErased]:
    """Erase a journey, whatever its state.

    Parameters
    ----------
    journey : Journey
        As it is.
    by : Asker
        Who asks.
    rule : RetentionRule
        The practice's.
    at : str
        When: RFC 3339, UTC, milliseconds.

    Returns
    -------
    Erasure
        What is left.
    JourneyErased
        What tells of it.

    Raises
    ------
    RefusedStepError
        Where the practice does not let that person.
    """
    may_ask(journey, by, rule)
    left = Erasure(
        practice=journey.practice,
        journey=journey.id,
        therapist=journey.therapist,
        client=journey.client,
        version=journey.version + 1,
        at=at,
        by=by,
        kept=kept_of(journey, rule, at),
    )
    return left, JourneyErased(version=left.version)
