"""Names of people, places and employers in an English text: capitals that are no words, and more."""

from collections.abc import Iterator, Sequence

from reflections.adapters.deidentification import english_context as context
from reflections.adapters.deidentification.english_kinds import whose
from reflections.adapters.deidentification.english_names import begins_a_name
from reflections.adapters.deidentification.english_words import Word, adjoins, may_follow, words_of
from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.word_lists import is_word, without_accents, words
from reflections.domain.deidentifying import Identifier

_NAME_PARTICLES = frozenset(
    ["van", "der", "den", "de", "la", "le", "du", "da", "di", "del", "von", "bin", "ibn", "al", "el", "ter", "y"]
)
_PARTICLES = _NAME_PARTICLES | {"of", "the", "and", "&"}
_SHORTEST = 3


def english_runs(text: str) -> Iterator[Found]:
    """Find names of people, places and employers.

    A word that is written with a capital, is in no dictionary, and opens no sentence is somebody's or some place's.
    Where it opens one, or is another word, too, the lists of names and what stands around it decide. Small letters are
    looked at for given names and after words such as "sister".

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    found = words_of(text)
    index = 0
    names: set[str] = set()
    while index < len(found):
        end = _run_end(text, found, index)
        if end == index:
            index += 1
            continue
        run = found[index:end]
        identifier = whose(text, run, found[index - 1] if index else None)
        if identifier is Identifier.NAME:
            names |= {word.text for word in run if word.text[0].isupper() or not is_word(word.text)}
        yield Found(run[0].start, run[-1].end, identifier)
        index = end
    yield from _again(found, names)


def _again(found: Sequence[Word], names: set[str]) -> Iterator[Found]:
    """Find what was found to be a name once wherever else it stands: any case, or with a capital where it is a word."""
    low = {without_accents(name) for name in names if len(name) >= _SHORTEST} - words("titles") - _PARTICLES
    for word in found:
        plain = without_accents(word.text)
        if plain in low and plain not in words("kept_capitals") and (word.is_capital or not is_word(plain)):
            yield Found(word.start, word.end, Identifier.NAME)


def _run_end(text: str, found: Sequence[Word], index: int) -> int:
    """Say before which word the name ends that begins with this one; the same word where none begins."""
    first = found[index]
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    title = without_accents(first.text.rstrip("."))
    short = title in context.SHORT_TITLES
    titled = short or (title in words("titles") and first.is_capital)
    if titled and after is not None and adjoins(text, first, after) and (short or may_follow(after)):
        return _extended(text, found, index + 2)
    if not begins_a_name(text, first, before, after):
        return index
    return _extended(text, found, index + 1)


def _extended(text: str, found: Sequence[Word], end: int) -> int:
    """Take in the words that go on with a name: "Jean van der Berg", "St Mary's Primary School"."""
    while end < len(found):
        last, word = found[end - 1], found[end]
        if not adjoins(text, last, word) or (last.ending and not _names_a_place(found[end:])):
            break
        if may_follow(word) and (not word.is_all_capitals or last.is_all_capitals or _is_place_word(word)):
            end += 1
            continue
        following = found[end + 1] if end + 1 < len(found) else None
        particle = word.text in _NAME_PARTICLES or (word.text in {"of", "and", "the"} and _is_place_word(last))
        if particle and following is not None and adjoins(text, word, following) and may_follow(following):
            end += 2
            continue
        break
    return end


def _names_a_place(rest: Sequence[Word]) -> bool:
    return any(_is_place_word(word) for word in rest[:3])


def _is_place_word(word: Word) -> bool:
    return word.is_capital and word.text.lower().rstrip(".") in words("place_words") | words("firm_words")
