"""Whether a name begins with a word of an English text."""

import re

from reflections.adapters.deidentification import english_context as context
from reflections.adapters.deidentification.english_words import Word, adjoins, is_related, may_follow
from reflections.adapters.deidentification.word_lists import is_word, without_accents, words

_SHORTEST = 3
_AGE_AFTER = re.compile(r",? ?[(,] ?(?:aged? )?\d{1,3} ?[,).;]")
_LETTER_BEFORE = re.compile(
    r"\b(?:plan|vitamin|hepatitis|type|group|option|part|point|step|appendix|grade|class|team|room) $", re.IGNORECASE
)


def begins_a_name(text: str, word: Word, before: Word | None, after: Word | None) -> bool:
    """Say whether somebody's or some place's name begins with a word.

    Parameters
    ----------
    text : str
        Plain.
    word : Word
        Of this text.
    before, after : Word or None
        Those beside it.

    Returns
    -------
    bool
    """
    low = without_accents(word.text)
    following = text[word.end + len(word.ending) :][:24]
    if low in words("kept_capitals"):
        speaks = context.SPEAKS.match(following) is not None
        return speaks and not word.ending and word.is_capital and low in words("given_names_that_are_words")
    if is_related(text, before, word) and not word.is_all_capitals and (word.is_capital or not is_word(low)):
        return True
    if word.is_initial:
        return not _LETTER_BEFORE.search(text[max(0, word.start - 12) : word.start]) and _is_short_name(text, word)
    if word.is_all_capitals or not word.is_capital:
        shouted = len(low) > _SHORTEST or any(one is not None and one.is_all_capitals for one in (before, after))
        listed = (
            len(low) >= _SHORTEST
            and low in words("given_names")
            and not is_word(low)
            and (shouted or not word.is_capital)
        )
        return listed or _is_small_name(text, word, low)
    if _is_no_word(low):
        return True
    return _is_name_and_word(text, word, after) if word.opens else _is_named_within(text, word, after)


def _is_small_name(text: str, word: Word, low: str) -> bool:
    """Judge a word in small letters that is in no list of names: one that no dictionary has, where a name would be."""
    if word.is_capital or len(low) < _SHORTEST or is_word(low):
        return False
    leading = text[max(0, word.start - 60) : word.start]
    if low in words("places"):
        return True
    return any(sign.search(leading) for sign in (context.EMPLOYED_AT, context.SOMEBODY)) or bool(
        context.SPEAKS.match(text, word.end)
    )


def _is_named_within(text: str, word: Word, after: Word | None) -> bool:
    """Judge a word with a capital within a sentence that is another word, too: "Baker", "Bath", "the Guardian"."""
    low = without_accents(word.text)
    if low in words("given_names_that_are_words") or low in words("surnames_that_are_words"):
        return True
    leading = text[max(0, word.start - 60) : word.start]
    if after is not None and _adjoining_capital(text, word, after):
        named = words("place_words") | context.PLACES_BEGIN
        if low in named or without_accents(after.text) in words("place_words"):
            return True
    if "-" in low and any(part in words("surnames_that_are_words") for part in low.split("-")):
        return True
    employed = context.EMPLOYED_AT.search(leading) or context.LEFT.search(leading)
    return employed is not None or (low in words("places") and _leads(text, word))


def _is_no_word(low: str) -> bool:
    """Say whether the dictionary lacks a word, or any part of it."""
    return not all(is_word(part) or len(part) == 1 for part in re.split(r"[-']", low) if part)


def _is_name_and_word(text: str, word: Word, after: Word | None) -> bool:
    """Judge a word at the beginning of a sentence that may be a name, too: "Grace", "Baker"."""
    low = without_accents(word.text)
    following = text[word.end + len(word.ending) :][:24]
    given, family = low in words("given_names_that_are_words"), low in words("surnames_that_are_words")
    named = _adjoining_capital(text, word, after) and after is not None and not is_word(after.text)
    if named and low in words("place_words") | context.PLACES_BEGIN:
        return True
    if named or any(sign.match(following) for sign in (context.SPEAKS, context.TOGETHER)):
        return given or family
    if not given or (low in words("virtues") and context.IS.match(following)):
        return False
    return word.ending == "'s" or any(sign.match(following) for sign in (_AGE_AFTER, context.DOES))


def _adjoining_capital(text: str, word: Word, after: Word | None) -> bool:
    return after is not None and not word.ending and adjoins(text, word, after) and may_follow(after)


def _leads(text: str, word: Word) -> bool:
    before = text[max(0, word.start - 24) : word.start]
    return context.WITHIN.search(before) is not None or context.FROM.search(before) is not None


def _is_short_name(text: str, word: Word) -> bool:
    """Say whether a letter with a full stop is a person's and not the end of a sentence."""
    return word.text.count(".") > 1 or text[word.end : word.end + 2] not in {"", "\n"} or word.opens
