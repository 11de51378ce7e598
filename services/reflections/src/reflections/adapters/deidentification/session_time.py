"""When something was, told by the sessions instead of the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reflections.domain.deidentifying import Known

_WEEK = 7
_TWO_WEEKS = 14
_TWO_MONTHS = 61
_YEAR = 365
_UNITS = ("days", "week", "weeks", "months", "years")
_ENGLISH = {
    "days": "some days {} session {}",
    "week": "about a week {} session {}",
    "weeks": "some weeks {} session {}",
    "months": "some months {} session {}",
    "years": "more than a year {} session {}",
}
_JAPANESE = {
    "days": "第{1}回の数日{0}",
    "week": "第{1}回の約1週間{0}",
    "weeks": "第{1}回の数週間{0}",
    "months": "第{1}回の数か月{0}",
    "years": "第{1}回の1年以上{0}",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text speaks of.

    Parameters
    ----------
    date : date or None
        None where the text does not say enough to know.
    exact : bool
        Whether that very day is meant, and not the month or week around it.
    """

    date: date | None
    exact: bool = True


def told_by_session(day: Day, known: Known, language: str, *, as_noun: bool) -> str:
    """Tell when a day was, seen from the sessions.

    Parameters
    ----------
    day : Day
        Which one.
    known : Known
        The sessions, and today.
    language : str
        ``en`` or ``ja``.
    as_noun : bool
        Whether a word such as "since" or "until" stands before it; English then says "session 7", else "in session 7".

    Returns
    -------
    str
        For example ``in session 7`` or ``some weeks after session 7``; without a session to go by, ``on a date``.
    """
    if day.date is None or not known.sessions:
        return _unknown(language, exact=day.exact, as_noun=as_noun)
    if day.exact and day.date in known.sessions:
        number = known.sessions[day.date]
        if language == "ja":
            return f"第{number}回"
        return f"session {number}" if as_noun else f"in session {number}"
    nearest = _nearest(day.date, known.sessions)
    number = known.sessions[nearest]
    gap = (day.date - nearest).days
    if language == "ja":
        return (
            f"第{number}回のころ" if not gap else _JAPANESE[_unit(abs(gap))].format("後" if gap > 0 else "前", number)
        )
    if not gap:
        return f"the time of session {number}" if as_noun else f"around session {number}"
    return _ENGLISH[_unit(abs(gap))].format("after" if gap > 0 else "before", number)


def _nearest(day: date, sessions: Mapping[date, int]) -> date:
    """Give the last session before a day, or the first after it where that is much nearer, or there is none before."""
    before = max((held for held in sessions if held <= day), default=None)
    after = min((held for held in sessions if held > day), default=None)
    if before is None or after is None:
        return before or after or day
    return after if (after - day).days * 3 < (day - before).days else before


def _unit(days: int) -> str:
    limits = (_WEEK, _TWO_WEEKS, _TWO_MONTHS, _YEAR)
    return _UNITS[sum(days >= limit for limit in limits)]


def _unknown(language: str, *, exact: bool, as_noun: bool) -> str:
    if language == "ja":
        return "ある日" if exact else "ある時期"
    if as_noun:
        return "a date" if exact else "some time"
    return "on a date" if exact else "at some time"
