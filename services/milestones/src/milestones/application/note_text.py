"""The words of a note that a therapist keeps: what may be in one, and how long it may be."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

MOST_SIGNS = 4000
"""Longest note, in signs: as long as a reflection may be."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _readable(text: str) -> str:
    if not text.strip():
        raise ValueError("some words")
    if _CONTROL.search(text):
        raise ValueError("no control characters; line breaks and tabs are fine")
    return text


NoteText = Annotated[str, StringConstraints(min_length=1, max_length=MOST_SIGNS), AfterValidator(_readable)]
"""A note as it is taken over HTTP."""
