"""What the law makes a practice keep of an erased journey, by the practice's own rule: what, by which law, how long."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from kernel.instants import from_text, to_text
from reflections.domain.capture import Kind

_FEBRUARY_29 = (2, 29)


class Asker(StrEnum):
    """Who asks that a journey be erased."""

    CLIENT = "client"
    THERAPIST = "therapist"
    ADMIN = "admin"


class What(StrEnum):
    """What may have to be kept: that sessions were held, and the scores of measures. Words are never kept."""

    SESSIONS = "sessions"
    MEASURES = "measures"


KINDS: Mapping[What, Kind] = MappingProxyType({What.SESSIONS: Kind.SESSION, What.MEASURES: Kind.MEASURE})


@dataclass(frozen=True, slots=True)
class Keeping:
    """One thing that is kept.

    Parameters
    ----------
    what : What
        What it is.
    basis : str
        The law that demands it, as the practice names it.
    years : int
        How long after the last session, or after the opening where there was none.
    """

    what: What
    basis: str
    years: int


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A practice's rule.

    Parameters
    ----------
    keeps : sequence of Keeping
        What stays; nothing where it is empty.
    askers : set of Asker
        Who may have a journey erased besides its client.
    version : int
        Grows by one with each change; 0 where the practice has set none.
    """

    keeps: Sequence[Keeping] = ()
    askers: AbstractSet[Asker] = frozenset({Asker.ADMIN})
    version: int = 0


@dataclass(frozen=True, slots=True)
class Retained:
    """What stays of one journey.

    Parameters
    ----------
    what : What
        What it is.
    basis : str
        The law that demands it.
    until : str
        RFC 3339, UTC: from then on it is gone too.
    """

    what: What
    basis: str
    until: str


def retained(rule: RetentionRule, ended: str, at: str) -> tuple[Retained, ...]:
    """Say what stays of a journey, and until when.

    Parameters
    ----------
    rule : RetentionRule
        The practice's.
    ended : str
        When the last session was held, or the journey opened: RFC 3339, UTC.
    at : str
        When it is erased; what had to be kept until before then does not stay.

    Returns
    -------
    tuple of Retained
        One for each thing; the longest, where a thing is named twice.
    """
    longest: dict[What, Retained] = {}
    for keeping in rule.keeps:
        until = to_text(_years_after(from_text(ended), keeping.years))
        if until > at and (keeping.what not in longest or longest[keeping.what].until < until):
            longest[keeping.what] = Retained(keeping.what, keeping.basis, until)
    return tuple(longest.values())


def _years_after(instant: datetime, years: int) -> datetime:
    if (instant.month, instant.day) == _FEBRUARY_29:
        instant = instant.replace(day=28)
    return instant.replace(year=instant.year + years)
