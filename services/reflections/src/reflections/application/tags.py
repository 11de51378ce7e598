"""Tags by topic on a reflection: free words, and so sealed like all that a person types."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

MOST_TAGS = 10
_MOST_SIGNS = 40
_BETWEEN = "\n"


def normalised(tag: str) -> str:
    """Write a tag in its one form: compatible signs made one (NFKC), no case, single blanks.

    Parameters
    ----------
    tag : str
        As it was typed.

    Returns
    -------
    str
        Empty where it says nothing.
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold()).split())


def _each_once(tags: list[str]) -> list[str]:
    found = list(dict.fromkeys(map(normalised, tags)))
    if "" in found:
        raise ValueError("some words in each tag")
    return found


Tag = Annotated[str, Field(min_length=1, max_length=_MOST_SIGNS)]
"""A tag as it is typed."""

Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(_each_once)]
"""Tags, each normalised and once."""


def written(tags: list[str]) -> str | None:
    """Write tags as one text, which is sealed like any other; None for none."""
    return _BETWEEN.join(tags) or None


def read(text: object) -> object:
    """Read what `written` wrote; anything else stays."""
    return text.split(_BETWEEN) if isinstance(text, str) else text


def has(tag: str, text: str | None) -> bool:
    """Say whether a normalised tag is among those that `written` wrote."""
    return text is not None and tag in text.split(_BETWEEN)


ShownTags = Annotated[list[str] | None, BeforeValidator(read)]
"""Tags as they are shown; null where they cannot be read."""
