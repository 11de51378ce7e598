"""Who is who: the client, the therapist, and a letter for everybody else, the same wherever the name comes up."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count, zip_longest

from reflections.adapters.deidentification import wording
from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.plain_text import plain
from reflections.adapters.deidentification.word_lists import without_accents, words
from reflections.domain.deidentifying import Identifier, Known

_KANJI = re.compile(r"[一-鿿]")
_BEGINS = re.compile(r"(?:\A|[.!?。\n「] *)$")
_LAST_WORD = re.compile(r"([A-Za-z-]+)[ ,(]+$")
_PARTS = re.compile(r"[\s・.]+")
_IS_CLIENT = re.compile(r"\b(?:client|patient)(?: is| was|,|:)? $|クライエント(?:の|は|、|:)$", re.IGNORECASE)
_AGE_FOLLOWS = re.compile(r"(?:さん|くん|ちゃん|様|氏)?(?:は|、|,| ?\(| is)? ?(?:(?:age|aged|is) )?$")


def worded_people(text: str, found: Sequence[Found], language: str, known: Known) -> list[Found]:
    """Say of each name whose it is.

    Parameters
    ----------
    text : str
        Plain.
    found : sequence of Found
        All that was found, in order.
    language : str
        ``en`` or ``ja``.
    known : Known
        What the client and the therapist are called. Where the client's name is not known, the first name that
        begins a sentence and that an age follows, or that "client" stands before, is taken for the client's.

    Returns
    -------
    list of Found
        The same; names with their wording.
    """
    client, therapist = _parts_of(known.client_names), _parts_of(known.therapist_names)
    if not client and wording.client(language) not in known.people.values():
        client = _guessed(text, found) - therapist
    letters = _Letters(known, language)
    worded = []
    for one in found:
        if one.identifier is not Identifier.NAME:
            worded.append(one)
            continue
        parts = _parts_of([text[one.start : one.end]])
        if parts & client:
            stands = wording.client(language)
        elif parts & therapist:
            stands = wording.therapist(language)
        else:
            stands = letters.of(parts)
        worded.append(replace(one, wording=stands))
    return worded


class _Letters:
    """A letter for each person, the same for each part of the name."""

    def __init__(self, known: Known, language: str) -> None:
        self._language = language
        self._stands = {part: stands for name, stands in known.people.items() for part in _parts_of([name])}
        self._taken = set(known.people.values())

    def of(self, parts: set[str]) -> str:
        """Give what stands for somebody, by the parts of the name."""
        same = (self._stands[other] for part in sorted(parts) for other in self._stands if _is_same(part, other))
        stands = next(same, None) or self._next()
        self._stands.update(dict.fromkeys(parts - self._stands.keys(), stands))
        self._taken.add(stands)
        return stands

    def _next(self) -> str:
        letters = (wording.person(number, self._language) for number in count())
        return next(letter for letter in letters if letter not in self._taken)


def _parts_of(names: Collection[str]) -> set[str]:
    """Give the parts of names in the form in which they are compared, titles left out."""
    parts = {without_accents(part) for name in names for part in _PARTS.split(plain(name)) if part}
    return {part for part in parts if part not in words("titles")} or parts


def _is_same(part: str, other: str) -> bool:
    """Say whether two parts of names are one, or one of them a Japanese name's beginning: 江本, 江本孟紀."""
    if part == other:
        return True
    shorter, longer = sorted((part, other), key=len)
    return (
        not shorter.isascii() and len(shorter) > 1 and _KANJI.match(shorter) is not None and longer.startswith(shorter)
    )


def _is_related(before: str) -> bool:
    """Say whether what stands before a name makes it somebody else's: "my wife", "母の"."""
    last = _LAST_WORD.search(before)
    if last is not None:
        return last[1].lower() in words("relations") - {"client", "patient"}
    bare = before.rstrip("の(「、")
    return any(bare.endswith(relation) for relation in words("relations_ja") if relation != "クライエント")


def _guessed(text: str, found: Sequence[Found]) -> set[str]:
    """Guess which name is the client's."""
    for one, following in zip_longest(found, found[1:]):
        if one.identifier is not Identifier.NAME or _is_related(text[max(0, one.start - 24) : one.start]):
            continue
        if _IS_CLIENT.search(text[max(0, one.start - 14) : one.start]):
            return _parts_of([text[one.start : one.end]])
        if (
            following is not None
            and following.identifier is Identifier.AGE
            and _BEGINS.search(text[max(0, one.start - 4) : one.start])
            and _AGE_FOLLOWS.fullmatch(text[one.end : following.start])
        ):
            return _parts_of([text[one.start : one.end]])
    return set()
