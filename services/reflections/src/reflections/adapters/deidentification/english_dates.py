"""Dates in English: days and months, and days told from today ("yesterday")."""

import re
from collections.abc import Iterator
from datetime import date

from reflections.adapters.deidentification.calendar_days import last_such_day, latest, of_numbers
from reflections.adapters.deidentification.english_told_days import told_from
from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.session_time import Day, told_by_session
from reflections.domain.deidentifying import Identifier, Known

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?\b\.?|feb(?:ruary)?\b\.?|mar(?:ch)?\b\.?|apr(?:il)?\b\.?|may\b|june?\b\.?|july?\b\.?|"
    r"aug(?:ust)?\b\.?|sept?(?:ember)?\b\.?|oct(?:ober)?\b\.?|nov(?:ember)?\b\.?|dec(?:ember)?\b\.?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?\b"
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_IN = r"(?:\b(?P<in>on|in|at|during) )?"

_D = r"(?:3[01]|[12]\d|0?[1-9])"
_RANGE = rf"(?:{_D}(?:st|nd|rd|th)?(?: ?- ?| to | and | or | until | till ))?"
_WEEKDAY_BEFORE = rf"\b(?:{_WEEKDAY}\b\.?,? )?"
_SINCE = r"(?:since|until|till|by|from|before|after)"
_FORMS = (
    rf"{_IN}{_WEEKDAY_BEFORE}(?:the )?\b{_RANGE}{_DAY} (?:of )?{_MONTH}{_YEAR}",
    rf"{_IN}{_WEEKDAY_BEFORE}{_MONTH} (?:the )?{_DAY}(?: ?(?:-|to) ?{_D}\b)?{_YEAR}",
    rf"{_IN}{_WEEKDAY_BEFORE}(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>{_D})(?!\d)",
    (
        rf"{_IN}{_WEEKDAY_BEFORE}(?P<a>{_D})(?P<sep>[-/.])(?P<b>{_D})(?P=sep)"
        r"(?P<y2>(?:19|20)\d\d|\d\d)(?![\w.]\d)"
    ),
    # Not 3/10 and the like after "from": a rating is told so.
    rf"\b(?:(?P<in>on)|since|until|till|{_SINCE}(?! {_D}/10\b)) (?P<a>{_D})(?P<sep>[/.])(?P<b>{_D})(?![\d/%]|\.\d)",
)
_DAY_OF_MONTH = (
    r"\b(?:(?P<in>on)|since|until|till|by|from|before|after) the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b"
    r"(?= ?(?:[.,;:!?)\n]|$|and|but|when|he|she|they|we|I)(?!\w))"
)
_MONTHS_ALONE = (
    (
        r"(?:\b(?P<in>in|during|last|this|next) )?(?:\bthe )?"
        r"\b(?:(?:early|late|mid|beginning of|middle of|end of|start of|"
        r"(?:first|second|third|fourth|last) (?:week|weekend|half|days?) of)[- ])?"
        rf"{_MONTH}{_YEAR}"
    ),
)
_NOUN_BEFORE = re.compile(r"\b(?:since|until|till|by|from|before|after|of|between|and|to)(?: the)? $", re.IGNORECASE)
_SMALL = frozenset({"may", "march", "mar", "sun", "sat", "dec", "jan", "oct"})
_ALONE_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|before|after|of|last|this|next|early|late|mid|during|around|every)[- ]$",
    re.IGNORECASE,
)
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "dec", "sept", "nov", "apr"})
_CENTURY = 100


def english_dates(text: str, known: Known, language: str) -> Iterator[Found]:
    """Find dates.

    Parameters
    ----------
    text : str
        Plain.
    known : Known
        Today, and the days of the sessions.
    language : str
        Of what stands in their place.

    Yields
    ------
    Found
    """
    for form in _FORMS:
        for hit in re.finditer(form, text, re.IGNORECASE):
            groups = hit.groupdict()
            if groups.get("month") in _SMALL and not groups.get("in"):
                continue
            yield _found(text, hit, Day(_day_of(groups, known)), known, language)
    for hit in re.finditer(_DAY_OF_MONTH, text, re.IGNORECASE):
        yield _found(text, hit, Day(last_such_day(int(hit["day"]), known.today)), known, language)
    for form in _MONTHS_ALONE:
        for hit in re.finditer(form, text, re.IGNORECASE):
            if _is_month(text, hit):
                month = _MONTHS.index(hit["month"][:3].lower()) + 1
                middle = of_numbers(int(hit["year"]), month, 15) if hit["year"] else latest(month, 15, known.today)
                yield _found(text, hit, Day(middle, exact=False), known, language)
    for hit, day in told_from(text, known):
        yield _found(text, hit, day, known, language)


def _found(text: str, hit: re.Match[str], day: Day, known: Known, language: str) -> Found:
    """Word a find; of a word such as "since" only what follows it is replaced."""
    start = hit.start()
    leading = re.match(r"(?:since|until|till|by|from|before|after) ", hit[0], re.IGNORECASE)
    if leading:
        start += leading.end()
    swallowed = "in" in hit.re.groupindex and bool(hit["in"])
    before = _NOUN_BEFORE.search(text[max(0, start - 14) : start])
    as_noun = leading is not None or (not swallowed and before is not None)
    return Found(start, hit.end(), Identifier.DATE, told_by_session(day, known, language, as_noun=as_noun))


def _day_of(groups: dict[str, str | None], known: Known) -> date | None:
    if month := groups.get("month"):
        number, day = _MONTHS.index(month[:3].lower()) + 1, int(groups["day"] or 1)
        year = groups.get("year")
        return of_numbers(int(year), number, day) if year else latest(number, day, known.today)
    if groups.get("y"):
        return of_numbers(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0))
    first, second, written = int(groups["a"] or 0), int(groups["b"] or 0), groups.get("y2")
    days = []
    for day, month_number in ((first, second), (second, first)):
        if written is None:
            days.append(latest(month_number, day, known.today))
        else:
            year_number = int(written)
            if year_number < _CENTURY:
                year_number += known.today.year // _CENTURY * _CENTURY
                year_number -= _CENTURY if year_number > known.today.year else 0
            days.append(of_numbers(year_number, month_number, day))
    # 03/05: whichever of the two was a session, else the day before the month, as most of the world writes.
    return next((day for day in days if day in known.sessions), days[0] or days[1])


def _is_month(text: str, hit: re.Match[str]) -> bool:
    """Say whether a month's name means the month: "May", "March", "April" need more around them to tell."""
    name = hit["month"].rstrip(".")
    if not name[0].isupper():
        return name.lower() not in _AMBIGUOUS_MONTHS and len(name) > len("sept") and name != "august"
    if name.lower() not in _AMBIGUOUS_MONTHS and len(name) > len("Sept"):
        return True
    before = text[max(0, hit.start("month") - 12) : hit.start("month")]
    return hit["year"] is not None or _ALONE_BEFORE.search(before) is not None
