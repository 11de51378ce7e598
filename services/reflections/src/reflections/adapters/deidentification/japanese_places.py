"""Places in a Japanese text: from the region to the number of the house, stations, schools, hospitals; postal codes."""

import re
from collections.abc import Iterator, Sequence

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.japanese_words import Token
from reflections.adapters.deidentification.word_lists import words
from reflections.domain.deidentifying import Identifier

_ENDINGS = re.compile(
    r"[都道府県市区町村郡]|駅|小学校|中学校|高校|高等学校|大学|病院|医院|クリニック|学園|学院|幼稚園|保育園|"
    r"公園|神社|寺|橋|川|山|島|港|"
    r"空港|通り|商店街|団地|マンション|支店|丁目"
)
_DIGITS = r"[\d一二三四五六七八九十]+"
_ADDRESS = re.compile(rf"{_DIGITS}(?:丁目|番地?|号|[-の])?(?:{_DIGITS}(?:番地?|号|[-の])?)*")
_TOWN = re.compile(
    r"(?<![一-鿿])(?!都市|地区|学区|校区|各市|全市|同市|同区|同町|同村|下町|城下町|港町|農村|漁村|山村|田舎町|"
    r"市町村|選挙区|行政区|区)"
    r"(?:[一-鿿々ヶケ]{1,4}|[ぁ-ゖァ-ヺ]{2,5})(?<![都毎])[市区町村](?=[にのでとはがをへ、。]|在住|出身|役所|役場|内)"
)
_SCHOOL = re.compile(
    r"(?<![一-鿿])(?:[一-鿿々ヶケ]{1,5}|"
    r"[ァ-ヺー]{2,8})(?<!公立)(?<!私立)(?<!県立)(?<!市立)(?<!都立)(?<!国立)(?<!総合)(?<!地元)(?<!母校)"
    r"(?<!進学)(?<!名門)(?<!附属)(?<!付属)(?<!大学)(?<!女子)(?<!有名)(?<!精神科)(?<!動物)(?<!近所の)"
    r"(?:小学校|中学校|高校|高等学校|幼稚園|保育園|クリニック|医院|病院|駅)"
)
_POSTAL = re.compile(r"〒 ?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?=\s?[一-鿿]{2,3}[都道府県])")


def japanese_postal_codes(text: str) -> Iterator[Found]:
    """Find postal codes: with their sign, or where an address follows.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    for hit in _POSTAL.finditer(text):
        yield Found(*hit.span(), Identifier.PLACE)


def japanese_places(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Find places.

    Parameters
    ----------
    text : str
        Plain.
    tokens : sequence of Token
        Its words.

    Yields
    ------
    Found
    """
    for pattern in (_TOWN, _SCHOOL):
        for hit in pattern.finditer(text):
            yield Found(*hit.span(), Identifier.PLACE)
    index = 0
    while index < len(tokens):
        if not _is_place(tokens[index]):
            index += 1
            continue
        end = index + 1
        while end < len(tokens) and (_is_place(tokens[end]) or (tokens[end].is_noun and not tokens[end].is_person)):
            end += 1
        while end > index + 1 and not (_is_place(tokens[end - 1]) or _ENDINGS.search(tokens[end - 1].text)):
            end -= 1
        stop = tokens[end - 1].end
        address = _ADDRESS.match(text, stop)
        yield Found(tokens[index].start, address.end() if address else stop, Identifier.PLACE)
        index = end


def _is_place(token: Token) -> bool:
    return token.is_place or token.text in words("places_ja")
