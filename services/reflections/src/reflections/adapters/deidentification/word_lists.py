"""The word lists beside this file; ``words/SOURCES.md`` says where they come from."""

import unicodedata
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


@cache
def words(name: str) -> frozenset[str]:
    """Read a list, once a process.

    Parameters
    ----------
    name : str
        Of the file, without its ending.

    Returns
    -------
    frozenset of str
        Lines that begin with ``#`` left out.
    """
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def without_accents(word: str) -> str:
    """Give a word in lower case without accents, as the lists have it."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def is_word(word: str) -> bool:
    """Say whether a word, in whatever case, is one of the English language that begins with a small letter."""
    low = without_accents(word)
    return low in words("english_words") or low in words("clinical_words")


def is_given_name(word: str) -> bool:
    """Say whether a word is a given name, be it another word, too."""
    low = without_accents(word)
    return low in words("given_names") or low in words("given_names_that_are_words")
