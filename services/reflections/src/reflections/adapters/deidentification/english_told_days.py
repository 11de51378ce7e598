"""Days that an English text tells from today: "yesterday", "last Tuesday", "three weeks ago"."""

import re
from collections.abc import Iterator
from datetime import timedelta

from reflections.adapters.deidentification.calendar_days import latest
from reflections.adapters.deidentification.session_time import Day
from reflections.domain.deidentifying import Known

_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_NAMED = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_HOUR = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "few": 3,
    "couple of": 2,
}
_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30}
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a )?few|(?:a )?couple of)"
_TOLD = (
    rf"(?:\b(?P<in>on) )?\b(?:(?P<which>last|this|next|the following) )?{_NAMED}{_HOUR}\b",
    (
        r"\b(?P<word>the day before yesterday|yesterday|last night|this morning|tonight|tomorrow)"
        r"(?: (?:morning|afternoon|evening|night))?\b"
    ),
    r"\b(?:the )?(?:last|this past) (?P<unit>week|month|weekend|spring|summer|autumn|fall|winter)\b",
    rf"\b(?P<count>{_COUNT}) (?P<units>day|night|week|fortnight|month)s? ago\b",
)
_ANY = re.compile(r"\b(?:every|each|the|a|most|any|her|his|their|our|my) $", re.IGNORECASE)


def told_from(text: str, known: Known) -> Iterator[tuple[re.Match[str], Day]]:
    """Find days that are told from today.

    Parameters
    ----------
    text : str
        Plain.
    known : Known
        When the text is looked at, and the days of the sessions.

    Yields
    ------
    tuple of re.Match and Day
        Where it is, and which day; the group ``in`` is the "on" before it.
    """
    for form in _TOLD:
        for hit in re.finditer(form, text, re.IGNORECASE):
            groups = hit.groupdict()
            if not _is_any_such_day(groups, text, hit) and not text.startswith("'s", hit.end()):
                yield hit, _day(groups, known)


def _day(groups: dict[str, str | None], known: Known) -> Day:
    """Give the day that is told from today."""
    today = known.today
    if name := groups.get("weekday"):
        back = (today.weekday() - _DAYS.index(name[:3].lower())) % 7 or 7
        day = today - timedelta(days=back)
        # "On Wednesday" may lie ahead; unless "last" stands before it, or a session was held on it.
        past = (groups.get("which") or "").lower() == "last" or day in known.sessions
        return Day(day if past else None)
    if word := groups.get("word"):
        back = {"the day before yesterday": 2, "yesterday": 1, "last night": 1, "tomorrow": -1}.get(word.lower(), 0)
        return Day(today - timedelta(days=back))
    if unit := groups.get("unit"):
        if unit.lower() in _SEASONS:
            return Day(latest(_SEASONS[unit.lower()], 15, today), exact=False)
        return Day(today - timedelta(days=30 if unit.lower() == "month" else 7), exact=False)
    number = re.sub(r"^a (?=few|couple)", "", (groups["count"] or "").lower())
    times = int(number) if number.isdigit() else _NUMBERS[number]
    length = _UNITS[(groups["units"] or "").lower()]
    return Day(today - timedelta(days=length * times), exact=length == 1)


def _is_any_such_day(groups: dict[str, str | None], text: str, hit: re.Match[str]) -> bool:
    """Say whether a day of the week means all of them: "every Monday", "the Monday group"."""
    if not groups.get("weekday") or groups.get("in") or groups.get("which"):
        return False
    return _ANY.search(text[max(0, hit.start() - 7) : hit.start()]) is not None
