"""The words of a Japanese text, as Sudachi parts it: what is a noun, somebody's name, the name of a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")
# Sudachi takes no more than 49,149 bytes at once.
_PIECE = re.compile(r"[^。！？!?\n]{1,2000}[。！？!?\n]*|[。！？!?\n]+")
_NOUNS = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
_GRAMMAR = frozenset({"助詞", "助動詞", "補助記号", "動詞", "接続詞", "連体詞", "副詞", "代名詞"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a Japanese text.

    Parameters
    ----------
    start, end : int
        Where it is.
    text : str
        As it is written.
    parts : tuple of str
        Its part of speech as UniDic orders them, for example ``("名詞", "固有名詞", "人名", "姓", "*", "*")``.
    unknown : bool
        Whether the dictionary lacks it.
    """

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    unknown: bool

    @property
    def is_noun(self) -> bool:
        """Whether it may be part of a name that is made of nouns."""
        return self.parts[0] in _NOUNS and self.parts[1] != "数詞"

    @property
    def is_grammar(self) -> bool:
        """Whether it is no name in any place."""
        return self.parts[0] in _GRAMMAR or self.parts[1] == "数詞"

    @property
    def is_proper(self) -> bool:
        """Whether it is somebody's or something's own name."""
        return self.parts[1] == "固有名詞"

    @property
    def is_person(self) -> bool:
        """Whether it is a family or given name in Japanese script; those in Latin letters are found as in English."""
        return self.parts[2] == "人名" and not self.text.isascii()

    @property
    def is_place(self) -> bool:
        """Whether it is the name of a place smaller than a country."""
        return self.parts[2] == "地名" and self.parts[3] != "国"


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - a type of sudachipy, which is imported here alone
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(SplitMode.C)


def japanese_words(text: str) -> Sequence[Token]:
    """Part a text into its words.

    Parameters
    ----------
    text : str
        Plain.

    Returns
    -------
    sequence of Token
        Empty where nothing in the text is Japanese: then the dictionary is not even opened.
    """
    if not _JAPANESE.search(text):
        return ()
    found = []
    for piece in _PIECE.finditer(text):
        for one in _tokenizer().tokenize(piece[0]):
            parts = tuple(one.part_of_speech())
            start, end = piece.start() + one.begin(), piece.start() + one.end()
            found.append(Token(start, end, one.surface(), parts, bool(one.is_oov())))
    return found
