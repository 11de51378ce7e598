"""Occupations, in both languages."""

import re
from collections.abc import Iterator
from functools import cache

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.word_lists import words
from reflections.domain.deidentifying import Identifier

_KIND_OF = (
    r"(?:(?:primary|secondary|elementary|middle|high|senior|junior|chief|head|assistant|deputy|trainee|"
    r"part-time|full-time|"
    r"freelance|software|hardware|civil|mechanical|electrical|chemical|structural|sales|marketing|finance|music|"
    r"piano|art|"
    r"english|maths?|science|history|pe|drama|dance|driving|school|university|nursery|hospital|community|"
    r"district|staff|"
    r"registered|psychiatric|mental health|health|care|veterinary|legal|medical|research|lab|police|prison|army|"
    r"navy|film|"
    r"tv|news|crime|travel|web|app|game|graphic|fashion|interior|pastry|sous|head of|bus|truck|lorry|taxi|train|"
    r"tram|van|"
    r"construction|factory|warehouse|shop|bank|tax|insurance|estate|property|it|tech|data|project|product|"
    r"account|hr)[ -])"
    r"{0,3}"
)
_IS_ONE = (
    r"(?<=\b)(?:(?:works?|worked|working|job|trained|training|trains|employed|qualified|retired|retrained|"
    r"freelances?|career|"
    r"life|days|years) as (?:an? |the )?|(?:is|was|'s|'m|am|are|were|become|became|becoming|be|being|been) (?:an? )"
    r"(?:\w+ ){0,2}|\ban? (?:former|retired|trainee|qualified|successful|junior|senior|professional|"
    r"freelance) (?:\w+ )?|"
    r"(?:former|retired|ex-|trainee) ?)"
)
_FIELDS = (
    r"(?:IT|HR|PR|TV|finance|banking|advertising|construction|retail|hospitality|marketing|sales|law|insurance|"
    r"publishing|"
    r"education|nursing|teaching|engineering|accounting|accountancy|logistics|farming|tourism|journalism|"
    r"politics|recruitment|"
    r"fashion|catering|healthcare|real estate|tech|software|film|media|the (?:army|navy|air force|police|"
    r"military|civil service))"
)
_IN_FIELD = re.compile(
    rf"\b(?:works?|worked|working|job|career|employed) in (?P<what>{_FIELDS})(?: (?:industry|sector|business))?\b",
    re.IGNORECASE,
)
_AFTER_JA = (
    r"(?=として|をし(?:て|た)|をやって|の仕事|で生計|の会社|の職|のアルバイト|のバイト|のパート|、(?:未婚|既婚|独身))"
)


@cache
def _english() -> tuple[re.Pattern[str], re.Pattern[str]]:
    anywhere = "|".join(_plural(word) for word in sorted(words("occupations_en"), key=len, reverse=True))
    in_context = "|".join(_plural(word) for word in sorted(words("occupations_en_in_context"), key=len, reverse=True))
    return (
        re.compile(rf"\b{_KIND_OF}(?:{anywhere})\b", re.IGNORECASE),
        re.compile(rf"{_IS_ONE}(?P<what>{_KIND_OF}(?:{in_context}))\b", re.IGNORECASE),
    )


@cache
def _japanese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    anywhere = "|".join(sorted(map(re.escape, words("occupations_ja")), key=len, reverse=True))
    in_context = "|".join(sorted(map(re.escape, words("occupations_ja_in_context")), key=len, reverse=True))
    return re.compile(f"(?:{anywhere})"), re.compile(rf"(?:{in_context}){_AFTER_JA}")


def _plural(word: str) -> str:
    """Give a pattern for one and several."""
    escaped = re.escape(word)
    if word.endswith("man"):
        return escaped[:-3] + "m[ae]n"
    if word.endswith("y") and word[-2] not in "aeiou":
        return escaped[:-1] + "(?:y|ies)"
    return escaped + "(?:e?s)?"


def occupations(text: str) -> Iterator[Found]:
    """Find occupations.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    anywhere, in_context = _english()
    for hit in anywhere.finditer(text):
        yield Found(*hit.span(), Identifier.OCCUPATION)
    for pattern in (in_context, _IN_FIELD):
        for hit in pattern.finditer(text):
            yield Found(*hit.span("what"), Identifier.OCCUPATION)
    if not text.isascii():
        for pattern in _japanese():
            for hit in pattern.finditer(text):
                yield Found(*hit.span(), Identifier.OCCUPATION)
