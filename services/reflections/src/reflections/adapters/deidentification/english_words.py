"""The words of an English text: where each begins, whether it opens a sentence, how it is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reflections.adapters.deidentification.word_lists import without_accents, words

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['-][A-Za-z\u00c0-\u024f]+)*(?:(?<=\b[A-Z])\.(?:[A-Z]\.)*)?")
_ENDING = re.compile(r"(?:'s|s'|n't|'ll|'re|'ve|'d|'m|')$", re.IGNORECASE)
_OPENS = frozenset('.!?:;\n"(*•-—')
_NO_STOP = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Rev|vs|e\.g|i\.e|etc)|\b[A-Z])\.\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text.

    Parameters
    ----------
    start, end : int
        Where it is, without an ending such as ``'s``.
    text : str
        As it is written, without that ending.
    ending : str
        For example ``'s``; empty for most.
    opens : bool
        Whether a sentence, a line or a quotation begins with it.
    """

    start: int
    end: int
    text: str
    ending: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_all_capitals(self) -> bool:
        """Whether it has two letters or more and no small one: an abbreviation, or a raised voice."""
        return len(self.text) > 1 and self.text.isupper() and "." not in self.text

    @property
    def is_initial(self) -> bool:
        """Whether it is one or more single letters, each with a full stop, as a name is shortened."""
        return self.text.endswith(".") and self.text != "I."


def words_of(text: str) -> Sequence[Word]:
    """Part a text into its words.

    Parameters
    ----------
    text : str
        Plain.

    Returns
    -------
    sequence of Word
        In order; what is not of the Latin alphabet is passed over.
    """
    found = []
    for hit in _WORD.finditer(text):
        ending = _ENDING.search(hit[0])
        cut = len(ending[0]) if ending and len(ending[0]) < len(hit[0]) else 0
        if cut and hit[0].endswith("s'"):
            cut = 1
        end = hit.end() - cut
        found.append(Word(hit.start(), end, text[hit.start() : end], text[end : hit.end()], _opens(text, hit.start())))
    return found


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    bare = before.rstrip(" ")
    if not bare:
        return True
    if bare[-1] == "-" and not before.endswith(" "):
        return False
    return bare[-1] in _OPENS and not _NO_STOP.search(before)


def adjoins(text: str, one: Word, other: Word) -> bool:
    """Say whether two words may be of one name: a blank, a hyphen or the full stop of "Mr." between them."""
    between = text[one.end + len(one.ending) : other.start]
    return between in {" ", "-"} or (between == ". " and without_accents(one.text) in words("titles"))


def may_follow(word: Word) -> bool:
    """Say whether a word with a capital may go on with a name."""
    return word.is_capital and without_accents(word.text) not in words("kept_capitals") and word.text != "I"


def is_related(text: str, before: Word | None, word: Word) -> bool:
    """Say whether "sister" or the like stands before a word."""
    return before is not None and without_accents(before.text) in words("relations") and _near(text, before, word)


def _near(text: str, before: Word, word: Word) -> bool:
    return text[before.end + len(before.ending) : word.start] in {" ", ", ", " - ", ' "', " ("}
