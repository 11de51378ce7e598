"""Ages: in numbers and words, and the ten years that stand in their place; above 89 all are one (45 CFR 164.514(b))."""

import re
from collections.abc import Iterator

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.word_lists import is_given_name
from reflections.domain.deidentifying import Identifier

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: value for value, word in enumerate([*_ONES, *_TEENS], start=1)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{ten}{one}": tens + ones
        for tens, ten in zip(range(20, 100, 10), _TENS, strict=True)
        for ones, one in enumerate(_ONES, start=1)
    },
}
_NUMBER = (
    rf"(?P<n>1[01]\d|\d{{1,2}}|(?:{'|'.join(_TENS)})(?:[- ]?(?:{'|'.join(_ONES)}))?|"
    rf"{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
)
_PERSON = (
    r"(?:he|she|they|i|who|we|you|both|son|daughter|brother|sister|mother|father|mum|mom|dad|husband|wife|partner|"
    r"client|patient|child|children|kids?|boy|girl|twins?|friend|baby|grand\w+|aunt|uncle|cousin|niece|nephew|man|"
    r"woman|boss|ex|girlfriend|boyfriend|colleague|(?-i:[A-Z][a-z][\w'-]*))"
)
_ADVERB = r"(?:(?:only|just|now|almost|nearly|already|about|over|barely|not yet|turning|still) )?"
_NO_UNIT = (
    r"(?![\w/%-]| ?(?:%|mg|ml|kg|cm|km|percent|points?|out|of|to|minutes?|hours?|days?|weeks?|months?|sessions?|"
    r"times|people|things|steps?|beers?|drinks?|cigarettes?|pounds?|euros?|dollars?|o'clock|am|pm|on the|in the|"
    r"years? (?!old))\b)"
)
_IS = r"(?: (?:is|was|am|are|were|will be|has been|had been)|'s|'m|'re)"
_ENDS = r"(?= ?(?:[.,;:!?)\"]|$|\n|and|but|when|now|with|who|or|today|years)(?!\w))(?!, \d)"
_TURNS = r"(?:turn(?:s|ed|ing)?|(?:at|until|since|from|before|after) (?:the )?age(?: of)?)"
_OPENING = rf"(?:\A|\n|\b{_PERSON} ?[,(] ?|(?:\A|[.!?\n] ?)(?:[\w'-]+ ){{0,2}}[\w'-]*[A-Za-z], ?)"
_NO_SCORE = (
    r"(?!(?:score|total|phq|gad|sum|rating|number|dose|it|that|this|which|level|mood|sleep|limit|average|one|step|target|"
    r"goal|baseline|pain|suds?|weight|bmi|maximum|minimum|result|cutoff|change|difference|rest|other)\b)"
)
_ENGLISH = (
    # a 42-year-old, 34yo
    (rf"\b{_NUMBER}(?:[- ](?:year|yr)[- ]olds?|y/?o)\b", "noun"),
    (rf"\b{_NUMBER}[- ](?:month|week|day)s?[- ]old\b", "baby"),
    (rf"\b{_NUMBER}(?:[- ]?(?:years?|yrs?|yr|y)[-/ ]?(?:olds?|o)| years? of age)\b", "in"),
    (rf"\bage[ds]?(?: of|:)? {_ADVERB}{_NUMBER}{_NO_UNIT}", "bare"),
    (rf"\b{_TURNS} {_ADVERB}{_NUMBER}{_NO_UNIT}", "bare"),
    (rf"\bat {_NUMBER}(?=,? (?:he|she|they|i|we)\b)", "in"),
    (rf"\b{_PERSON}{_IS} {_ADVERB}{_NUMBER}{_NO_UNIT}{_ENDS}", "in"),
    # Anna, 34, / Anna (34)
    (rf"{_OPENING}{_NUMBER} ?(?=[,;)](?! ?\d))", "bare"),
    # jake is 19, at college; not of a score
    (rf"\b{_NO_SCORE}[a-z']{{2,}} (?:is|was) {_ADVERB}{_NUMBER}{_NO_UNIT}(?=[,.;])(?!, \d)", "in"),
    (rf"\b(?:male|female|man|woman|boy|girl|client|patient|[mf]),? {_NUMBER}(?= ?[,;.)])", "bare"),
    (r"\b(?P<n>\d{2}) ?(?-i:[MF])\b", "bare"),
    (r"\b(?P<n>\d{1,3})(?:st|nd|rd|th) birthday\b", "birthday"),
)
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_BESIDE_A_NAME = re.compile(r"\b(?P<who>[A-Z][a-z]+) (?P<n>\d{1,2})(?= ?(?:[,.;)]|and\b|$|\n))")
_JAPANESE = (
    re.compile(r"(?:満)?(?P<n>\d{1,3}|[〇一二三四五六七八九十百]{1,5})\s?(?:歳|才|さい)(?!代)"),
    # 母(幸子、68)
    re.compile(r"(?:\([^()\d]{1,8}、|(?:さん|くん|ちゃん|氏)\()(?P<n>\d{1,3})(?=\))"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in _ENGLISH)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|they|their|who|I)\b", re.IGNORECASE)
_WHOSE = {"he": "his", "his": "his", "she": "her", "her": "her", "i": "my"}
_OLDEST = 119
_AGGREGATED = 90
_GROWN = 20
_TEEN = 10


def ages(text: str, language: str) -> Iterator[Found]:
    """Find ages.

    Parameters
    ----------
    text : str
        Plain.
    language : str
        Of what stands in their place.

    Yields
    ------
    Found
    """
    for pattern, form in _PATTERNS:
        for hit in pattern.finditer(text):
            value = _value(hit["n"])
            if value > _OLDEST or _is_listed(text, hit.start("n")):
                continue
            end = hit.end("n") if form == "bare" else hit.end()
            yield Found(hit.start("n"), end, Identifier.AGE, _worded(value, form, language, _whose(text, hit)))
    for hit in _BESIDE_A_NAME.finditer(text):
        if is_given_name(hit["who"]):
            yield Found(*hit.span("n"), Identifier.AGE, _worded(int(hit["n"]), "bare", language, ""))
    for hit in (hit for pattern in _JAPANESE for hit in pattern.finditer(text)):
        value = _value_of_kanji(hit["n"])
        if value <= _OLDEST:
            yield Found(hit.start("n"), hit.end(), Identifier.AGE, _worded(value, "bare", language, ""))


def _is_listed(text: str, start: int) -> bool:
    """Say whether a number follows another one, as in a list of scores."""
    return re.search(r"\d ?, ?$", text[max(0, start - 6) : start]) is not None


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS[re.sub(r"[- ]", "", number.lower())]


def _value_of_kanji(number: str) -> int:
    if number.isdigit() and number not in _KANJI:
        return int(number)
    total = 0
    digit = 0
    for sign in number:
        if sign == "百":
            total, digit = total + 100 * (digit or 1), 0
        elif sign == "十":
            total, digit = total + 10 * (digit or 1), 0
        else:
            digit = digit * 10 + _KANJI[sign]
    return total + digit


def _whose(text: str, hit: re.Match[str]) -> str:
    """Give the word for whose age it is, by the last pronoun before it."""
    said = _PRONOUN.findall(text[max(0, hit.start("n") - 40) : hit.start("n")])
    return {"he": "his", "his": "his", "she": "her", "her": "her", "i": "my"}.get(
        said[-1].lower() if said else "", "their"
    )


def _worded(age: int, form: str, language: str, whose: str) -> str:
    if language == "ja":
        return _worded_in_japanese(0 if form == "baby" else age)
    if form == "birthday":
        return "birthday"
    if form == "baby":
        return "under a year old"
    if age >= _AGGREGATED:
        return "90-or-older" if form == "noun" else "90 or older"
    if age < _TEEN:
        return "under-10" if form == "noun" else "under 10"
    tens = age // 10 * 10
    years = "teens" if age < _GROWN else f"{tens}s"
    nouns = "teenage" if age < _GROWN else f"{tens}-something"
    return {"noun": nouns, "in": f"in {whose} {years}"}.get(form, years)


def _worded_in_japanese(age: int) -> str:
    if age >= _AGGREGATED:
        return "90歳以上"
    return f"{age // 10 * 10}代" if age >= _TEEN else "10歳未満"
