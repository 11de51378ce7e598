"""Names of people in a Japanese text."""

import re
from collections.abc import Iterator, Sequence

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.japanese_words import Token
from reflections.adapters.deidentification.word_lists import words
from reflections.domain.deidentifying import Identifier

_KATAKANA = re.compile(r"[ァ-ヺー・]{2,}")
_KANA_OR_KANJI = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]{1,6}")
_KANJI = re.compile(r"[一-鿿々〆ヶノ]{1,4}|[ァ-ヺー]{1,8}")
_MOST_PARTS = 3
_DOES = re.compile(
    r"(?:は|が|も|と|に)(?:[^。、]{0,8})?"
    r"(?:言|話|泣|笑|怒|電話|家を出|帰|連絡|会|喧嘩|結婚|離婚|別れ|亡くな|入院|生まれ|通|休ん|働|住)"
)
_NAMED = re.compile(r"(?:名前は|名は|名前が|という名の)[「『]?$")
_WITHIN_A_NAME = frozenset({"", "・", " ", "="})
_LISTS = frozenset({"、", "と", "や", "・"})
_OPENS = frozenset({"。", "、", "\n", "「"})


def japanese_people(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Find names of people: those that the dictionary knows, those before "さん" and after "夫の"; and each again.

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
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        called = _is_called(tokens, index)
        if not (called or token.is_person or _is_meant(text, tokens, index, spans)):
            continue
        start = tokens[_whole(tokens, index)].start if called else token.start
        if spans and (start < spans[-1][1] or text[spans[-1][1] : start] in _WITHIN_A_NAME):
            start, _ = spans.pop()
        spans.append((start, token.end))
    for start, end in spans:
        yield Found(start, end, Identifier.NAME)
    for name in {text[start:end] for start, end in spans if end - start > 1}:
        for hit in re.finditer(re.escape(name), text):
            yield Found(*hit.span(), Identifier.NAME)
    short = {text[start:end] for start, end in spans if end - start == 1}
    for token in tokens:
        if token.text in short:
            yield Found(token.start, token.end, Identifier.NAME)


def _whole(tokens: Sequence[Token], index: int) -> int:
    """Say with which word a name begins that the dictionary does not know as one, and takes apart: 小鳥遊, 勅使河原."""
    first = index
    while first and not tokens[index].is_person and _may_be_part(tokens[first - 1]) and index - first < _MOST_PARTS:
        if tokens[first - 1].end != tokens[first].start:
            break
        first -= 1
    return first


def _may_be_part(token: Token) -> bool:
    kanji = _KANJI.fullmatch(token.text) is not None and token.parts[1] != "数詞"
    no_name = words("not_names_ja") | words("relations_ja") | words("occupations_ja") | words("honorifics_ja")
    return kanji and token.text not in no_name and token.parts[2] != "副詞可能"


def _is_called(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word stands before "さん" or the like."""
    token = tokens[index]
    following = index + 1
    if following < len(tokens) and tokens[following].is_person:
        following += 1
    if following >= len(tokens) or tokens[following].text not in words("honorifics_ja"):
        return False
    if token.text in words("not_names_ja") or not _KANA_OR_KANJI.fullmatch(token.text):
        return False
    if token.is_grammar and not _KANJI.fullmatch(token.text):
        return False
    before = tokens[index - 1] if index else None
    return before is None or before.end != token.start or before.text not in {"お", "ご"}


def _is_meant(text: str, tokens: Sequence[Token], index: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a word that may be a name is meant as one, or a strange word in katakana is somebody's."""
    token = tokens[index]
    before = tokens[index - 1].text if index else "\n"
    related = index > 1 and before in {"の", "、", "は"} and tokens[index - 2].text in words("relations_ja")
    unusual = token.unknown or token.is_proper or token.parts[0] in {"感動詞", "代名詞", "動詞"}
    strange = (
        (unusual if related else token.unknown)
        and bool(_KATAKANA.fullmatch(token.text))
        and token.text not in words("kept_katakana_ja")
    )
    if strange:
        return True
    if _NAMED.search(text, max(0, token.start - 6), token.start) and not token.is_grammar:
        return True
    if token.text not in words("given_names_ja"):
        return False
    listed = bool(spans) and text[spans[-1][1] : token.start] in _LISTS
    following = index + 1 < len(tokens) and tokens[index + 1].is_person
    does = before in _OPENS and _DOES.match(text, token.end) is not None
    return related or listed or following or does
