"""Words of crisis in a text: rules with word boundaries, inflection and negation, in English and Japanese.

Tuned to miss little: what is found need not be meant so, and what is not found may be. It is no diagnosis and no
monitoring. Each rule names what it stands for, so that what was found can be explained; the sentences that it is judged
by, with recall and precision, are in ``tests/data/crisis``.

A sentence is let pass where the words are negated ("I don't want to die"), belong to a figure of speech ("wanted to die
of embarrassment"), or are quoted as the title or text of a work ("sang 'Born to Die'"). What a person quotes of herself
is not let pass.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from reflections.domain import crisis_english, crisis_japanese


class CrisisKind(StrEnum):
    """What words of crisis speak of."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"


_WORK = (
    r"(?:song|track|album|lyrics?|chorus|movie|film|series|show|book|novel|poem|play|episode|video|band|"
    r"title[ds]?|called|named|"
    r"listen(?:ed|ing)? to|sang|sing(?:ing)?|played|watch(?:ed|ing)|read(?:ing)?|quote[ds]?|line|hamlet|"
    r"karaoke)[^.!?]{0,40}$"
)
_WORK_AFTER_JA = (
    r"[^。！？]{0,3}(?:という|って(?:いう)?|を|の|は|が)?(?:曲|歌|本|映画|ドラマ|小説|漫画|マンガ|"
    r"アニメ|詩|題名|タイトル|歌詞|セリフ|台詞|聴|聞い(?:た|て)|歌っ|読ん|観|見た|弾)"
)
_TITLES = (
    r"\b(?:live and let die|born to die|die with a smile|suicide is painless|killing me softly|"
    r"i want to die in new orleans|"
    r"die hard|romeo and juliet|if i die young|only the good die young|tomorrow never dies|"
    r"no time to die|love will tear us apart)\b"
)
_QUOTES: Mapping[str, str] = {
    '"': '"',
    "'": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "「": "」",
    "『": "』",
}
_APOSTROPHES = str.maketrans(
    dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`", "'")
)
_LATIN = r"[a-z]{3}"
_PARTS = r"[.!?;]| but | and yet "


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: whoever sends no text pays nothing at the start."""
    return re.compile(pattern)


@cache
def _rules(kind: CrisisKind, *, english: bool) -> re.Pattern[str]:
    """Put the patterns of a kind into one."""
    patterns: Sequence[str] = (_ENGLISH if english else _JAPANESE)[kind]
    body = "|".join(f"(?:{pattern})" for pattern in patterns)
    # English begins at a word; of Japanese a look at the first sign lets most places pass at once.
    return re.compile(rf"(?<!\w)(?:{body})" if english else rf"(?=[{crisis_japanese.BEGINNINGS}])(?:{body})")


_ENGLISH: Mapping[CrisisKind, Sequence[str]] = {
    CrisisKind.SUICIDE: crisis_english.SUICIDE,
    CrisisKind.SELF_HARM: crisis_english.SELF_HARM,
}
_JAPANESE: Mapping[CrisisKind, Sequence[str]] = {
    CrisisKind.SUICIDE: crisis_japanese.SUICIDE,
    CrisisKind.SELF_HARM: crisis_japanese.SELF_HARM,
}


def crisis_in(text: str) -> frozenset[CrisisKind]:
    """Look for words of crisis.

    Parameters
    ----------
    text : str
        As it was typed.

    Returns
    -------
    frozenset of CrisisKind
        What it may speak of; empty where nothing was found.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    plain = " ".join(plain.lower().split())
    found: set[CrisisKind] = set()
    if _compiled(_LATIN).search(plain):
        found |= {
            kind for kind in CrisisKind if any(_meant(plain, hit) for hit in _rules(kind, english=True).finditer(plain))
        }
    if not plain.isascii():
        found |= {
            kind
            for kind in CrisisKind
            if any(not _of_a_work(plain, hit) for hit in _rules(kind, english=False).finditer(plain))
        }
    return frozenset(found)


def _meant(text: str, hit: re.Match[str]) -> bool:
    """Say whether words are neither negated, nor a work's."""
    sentence = _compiled(_PARTS).split(text[max(0, hit.start() - 90) : hit.start()])[-1]
    negated = _compiled(crisis_english.NEGATED).search(sentence.rstrip()) is not None
    if negated and _compiled(crisis_english.NOT_NEGATED).search(sentence) is None:
        return False
    return not _of_a_work(text, hit)


def _of_a_work(text: str, hit: re.Match[str]) -> bool:
    """Say whether words are the title of a work, or quoted from one."""
    if _compiled(_TITLES).search(text[max(0, hit.start() - 60) : hit.end() + 60]):
        return True
    opening = max(text.rfind(sign, max(0, hit.start() - 60), hit.start()) for sign in _QUOTES)
    if opening < 0:
        return False
    closing = text.find(_QUOTES[text[opening]], hit.end(), hit.end() + 80)
    if closing < 0:
        return False
    if text[opening] in "「『":
        return _compiled(_WORK_AFTER_JA).match(text, closing + 1) is not None
    return _compiled(_WORK).search(text[max(0, opening - 60) : opening]) is not None
