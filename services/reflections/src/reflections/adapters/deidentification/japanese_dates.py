"""Dates in Japanese: days and months, of either calendar, days of the week, days told from today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reflections.adapters.deidentification.calendar_days import latest, of_numbers
from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.session_time import Day, told_by_session
from reflections.domain.deidentifying import Identifier, Known

# The year before the first of each era.
_ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_ERA = r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR](?=\d))"
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d)年|{_ERA}(?P<of>元|{_N})[年.])"
_WEEKDAY = r"(?:\s?[(][月火水木金土日](?:・祝)?[)]|[月火水木金土日]曜日?)?"
_PART = r"(?:の?(?:上旬|中旬|下旬|初め|初旬|半ば|末|頃|ごろ|ころ))?"
_FORMS = (
    rf"{_YEAR}?\s?(?P<month>{_N})[月.]\s?(?P<day>{_N})日{_WEEKDAY}(?:頃|ごろ)?",
    rf"(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d){_WEEKDAY}",
    rf"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/]){_WEEKDAY}(?=[にのはか、。])",
    rf"{_YEAR}\s?(?P<month>{_N})月{_PART}",
    rf"(?P<which>昨年|去年|今年|来年)(?:の)?(?P<month>{_N})月(?:(?P<day>{_N})日)?{_PART}",
    rf"(?<![\dヶか一二三四五六七八九十数何ヵカケ])(?P<month>{_N})月(?!曜|額|間|例|経|収|給|謝){_PART}",
)
_DAY_ALONE = r"(?<![\d一二三四五六七八九十数何月])(?:3[01]|[12]\d|[1-9])日(?=[のはから、。(]|に(?![1-9一二]))"
_HOUR = r"(?:の(?:朝|昼|晩|夜|夕方|午前|午後))?"
_WHEN = r"(?:の(?:初め|終わり|頭|半ば))?"
_TOLD = (
    rf"(?P<told>一昨日|おととい|昨日|きのう|昨夜|昨晩|ゆうべ|今朝){_HOUR}",
    rf"(?P<told>先々週|先週|先々月|先月|先日)(?:の?(?P<weekday>[月火水木金土日])曜日?)?末?{_WHEN}{_HOUR}",
    rf"(?P<weekday>[月火水木金土日])曜日?{_HOUR}",
    r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2}|数)(?P<unit>日|週間|か月|ヶ月|カ月|ヵ月|ケ月)前",
)
_BACK = {
    **dict.fromkeys(("一昨日", "おととい"), 2),
    **dict.fromkeys(("昨日", "きのう", "昨夜", "昨晩", "ゆうべ"), 1),
    "今朝": 0,
    **dict.fromkeys(("先々週",), 14),
    **dict.fromkeys(("先週", "先日"), 7),
    "先々月": 60,
    "先月": 30,
}
_EXACT = 3
_OTHER_YEAR = re.compile(r"(?:年前|年後|翌年|その年|同年|前年)の?$")
_ANY = re.compile(r"(?:毎週|毎回|いつも|よく)の?$")


def japanese_dates(text: str, known: Known, language: str) -> Iterator[Found]:
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
        for hit in re.finditer(form, text):
            groups = hit.groupdict()
            exact = groups.get("day") is not None
            other = _OTHER_YEAR.search(text[max(0, hit.start() - 5) : hit.start()])
            day = None if other else _day_of(groups, known.today)
            yield _found(hit, Day(day, exact=exact), known, language)
    for hit in re.finditer(_DAY_ALONE, text):
        yield _found(hit, Day(None), known, language)
    for form in _TOLD:
        for hit in re.finditer(form, text):
            if not _ANY.search(text[max(0, hit.start() - 4) : hit.start()]):
                yield _found(hit, _told_from(hit.groupdict(), known.today), known, language)


def _found(hit: re.Match[str], day: Day, known: Known, language: str) -> Found:
    wording = told_by_session(day, known, language, as_noun=True)
    return Found(hit.start(), hit.end(), Identifier.DATE, wording)


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    if written == "元":
        return 1
    tens, _, ones = written.rpartition("十")
    if "十" in written:
        return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)
    return _KANJI.get(written, 0)


def _day_of(groups: dict[str, str | None], today: date) -> date | None:
    month, day = _number(groups["month"] or ""), _number(groups.get("day") or "15")
    if which := groups.get("which"):
        return of_numbers(today.year + {"今年": 0, "来年": 1}.get(which, -1), month, day)
    if year := groups.get("year"):
        return of_numbers(int(year), month, day)
    if era := groups.get("era"):
        return of_numbers(_ERAS[era] + _number(groups["of"] or ""), month, day)
    return latest(month, day, today)


def _told_from(groups: dict[str, str | None], today: date) -> Day:
    if told := groups.get("told"):
        back = _BACK.get(told, 0)
        if weekday := groups.get("weekday"):
            monday = today - timedelta(days=today.weekday() + back)
            return Day(monday + timedelta(days="月火水木金土日".index(weekday)))
        return Day(today - timedelta(days=back), exact=back < _EXACT)
    if weekday := groups.get("weekday"):
        return Day(today - timedelta(days=(today.weekday() - "月火水木金土日".index(weekday)) % 7 or 7))
    count = 3 if groups["count"] == "数" else _number(groups["count"] or "")
    length = {"日": 1, "週間": 7}.get(groups["unit"] or "", 30)
    return Day(today - timedelta(days=count * length), exact=length == 1)
