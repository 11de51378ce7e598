"""How words are found in a text: whatever their case, width, accents, and whether a language parts them by blanks."""

import unicodedata
from collections.abc import Sequence

_ACCENTS = ("\u0300", "\u036f")
"""The combining marks of Latin, Greek and Cyrillic. Those of other scripts are letters: without its mark が is か."""


def folded(text: str) -> str:
    """Bring a text into the form in which it is compared.

    Compatible signs are made one (NFKC: half-width katakana, ligatures), case is folded, accents and signs without
    width are dropped; so "Über" is found by "uber", and "ｶｳﾝｾﾘﾝｸﾞ" by "カウンセリング".

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    low, high = _ACCENTS
    kept = "".join(sign for sign in apart if not low <= sign <= high and unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", kept)


def words_in(query: str) -> Sequence[str]:
    """Part a query into the words to be found.

    Parameters
    ----------
    query : str
        As it was typed.

    Returns
    -------
    sequence of str
        Each folded and once; empty where it says nothing.
    """
    return list(dict.fromkeys(folded(query).split()))


def all_in(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether each word is in any of the texts.

    Parameters
    ----------
    words : sequence of str
        As `words_in` gives them. Each may stand within a longer word: Japanese has no blanks to tell where one begins.
    texts : sequence of str
        As they were typed.

    Returns
    -------
    bool
    """
    if not words:
        return True
    compared = [folded(text) for text in texts]
    return all(any(word in text for text in compared) for word in words)
