"""Whose a name in an English text is: a person's, a place's, an employer's."""

from collections.abc import Sequence

from reflections.adapters.deidentification import english_context as context
from reflections.adapters.deidentification.english_words import Word, is_related
from reflections.adapters.deidentification.word_lists import is_given_name, without_accents, words
from reflections.domain.deidentifying import Identifier


def whose(text: str, run: Sequence[Word], before: Word | None) -> Identifier:
    """Tell whose name it is.

    Parameters
    ----------
    text : str
        Plain.
    run : sequence of Word
        The words of the name.
    before : Word or None
        The one before it.

    Returns
    -------
    Identifier
        A name, a place or an employer.
    """
    leading = text[max(0, run[0].start - 60) : run[0].start]
    lows = [without_accents(word.text.rstrip(".")) for word in run]
    given = is_given_name(lows[0])
    place = len(run) > 1 and not words("place_words").isdisjoint((lows[0], lows[-1]))
    titled = lows[0] in words("titles") | context.SHORT_TITLES and len(run) > 1 and lows[-1] not in words("place_words")
    if lows[-1] in words("firm_words"):
        return Identifier.EMPLOYER
    if titled:
        return Identifier.NAME
    if context.EMPLOYED_AT.search(leading) and not (given and context.WITH.search(leading)):
        return Identifier.EMPLOYER
    if not place and is_related(text, before, run[0]):
        return Identifier.NAME
    return _place_or_name(leading, " ".join(lows), given=given, place=place)


def _place_or_name(leading: str, whole: str, *, given: bool, place: bool) -> Identifier:
    """Tell a place from a person by what leads to it, and by the lists."""
    listed = whole in words("places")
    if not place and not given and not listed and context.LEFT.search(leading):
        return Identifier.EMPLOYER
    within = context.WITHIN.search(leading) is not None and (listed or not given)
    if place or within or (listed and not given):
        return Identifier.PLACE
    if context.FROM.search(leading) is not None and (listed or not given):
        return Identifier.PLACE
    return Identifier.NAME
