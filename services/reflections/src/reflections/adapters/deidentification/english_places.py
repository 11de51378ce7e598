"""Addresses in English: streets with their number, postal codes; and large employers by name."""

import re
from collections.abc import Iterator
from functools import cache

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.word_lists import is_word, words
from reflections.domain.deidentifying import Identifier

_STREETS = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Square|Terrace|Gardens|Grove|Way|"
    r"Place|Pl|Hill|"
    r"Row|Mews|Walk|Parade|Boulevard|Blvd|Highway|Hwy|Parkway|Rise|View|Park)"
)
_FLAT = r"(?:(?:flat|apt\.?|apartment|unit|suite) \w{1,4},? )?"
_HOUSE = r"\d{1,5}[A-Za-z]?"
_CAPITAL = r"[A-Z\u00c0-\u00de][\w'.-]+"
_ROADS = (
    r"(?:\d{1,4},? )?(?:rue|boulevard|avenue|chemin|impasse|via|viale|corso|piazza|calle|avenida|plaza|paseo|ulica|"
    r"ul\.|aleja)"
)
_OF = r"(?:(?:de|du|des|di|della|del|la|las|los|d'|l')[ ']?){0,2}"
_NAMED_STREET = rf"{_HOUSE},? {_CAPITAL}(?: {_CAPITAL}){{0,3}}"
_PATTERNS = (
    rf"\b{_FLAT}\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w'.-]*,? ){{1,4}}{_STREETS}\b\.?",
    r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKSTUW\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b",
    r"(?<=[A-Z]{2} )\d{5}(?:-\d{4})?\b",
    r"\b(?:zip|zip code|post ?code|postal code)(?: is|:)? \w[\w -]{2,8}\d\w*",
    r"\bP\.?O\.? Box \d+",
    r"\b(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|[Ss]tudio) \d\w{0,4}\b",
    # 603 Tracey Mill, Aaronberg: a number before names, the last of which follows a comma or is another place's.
    rf"(?<![\w.,:-])(?!(?:19|20)\d\d ){_NAMED_STREET}(?=,? (?:Apt|Suite|Flat|Studio|{_CAPITAL})|[.,\n]|$)",
    rf"\b{_ROADS} {_OF}{_CAPITAL}(?: {_CAPITAL}){{0,3}}(?:,? \d+)?",
    r"\b[A-Z][\w-]*(?:stra(?:ß|ss)e|platz|weg|gasse|allee|ring|damm|ufer)(?: \d+\w?)?\b",
)


def english_addresses(text: str) -> Iterator[Found]:
    """Find streets with a number, and postal codes.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    for pattern in _PATTERNS:
        for hit in re.finditer(pattern, text):
            yield Found(*hit.span(), Identifier.PLACE)


@cache
def _firms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of all as they are written, and of those that are no words in whatever case."""
    names = sorted(words("employers"), key=len, reverse=True)
    strange = [name for name in names if not is_word(name.split("'")[0])]
    written, any_case = ("|".join(map(re.escape, each)) for each in (names, strange))
    return (
        re.compile(rf"(?<!\w)(?:{written})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_case})(?!\w)", re.IGNORECASE),
    )


def known_firms(text: str) -> Iterator[Found]:
    """Find large employers by name.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    for pattern in _firms():
        for hit in pattern.finditer(text):
            yield Found(*hit.span(), Identifier.EMPLOYER)
