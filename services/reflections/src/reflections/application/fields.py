"""The fields that request bodies are made of: strict, without surprise conversions, and never repeated in an error."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kernel.instants import from_text
from reflections.domain.session import MOST_NUMBERS

MOST_SIGNS = 4000
MOST_SIGNS_A_LINE = 280
_RFC_3339 = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$"


class Body(BaseModel):
    """Base of each request body: no unknown field, no conversion, immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _instant(value: object) -> object:
    """Read an instant; pydantic's own reading would also take numbers in quotes."""
    wrong = ValueError("a time as in RFC 3339, with its offset, for example 2026-05-04T09:00:00+02:00")
    if value is None or isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(_RFC_3339, value, re.ASCII):
        raise wrong
    try:
        return from_text(value)
    except (ValueError, OverflowError):
        raise wrong from None


def _says_something(text: str) -> str:
    if not text.strip():
        raise ValueError("some words")
    return text


def is_one_line(text: str) -> bool:
    """Say whether a text is one line: short, and without any of the breaks that Unicode knows."""
    return len(text) <= MOST_SIGNS_A_LINE and text.splitlines() == [text]


def _in_one_line(text: str) -> str:
    if not is_one_line(text):
        raise ValueError(f"one line of at most {MOST_SIGNS_A_LINE} signs, without line breaks")
    return text


_INSTANT_SCHEMA = WithJsonSchema({"type": "string", "format": "date-time", "pattern": _RFC_3339})

ABSENT: Any = None
"""Default of a field that may be left out, in a change, but is not to be null."""

Instant = Annotated[datetime | None, BeforeValidator(_instant), _INSTANT_SCHEMA]
"""When something happened: RFC 3339 with an offset; absent for now."""

StatedInstant = Annotated[datetime, BeforeValidator(_instant), _INSTANT_SCHEMA]
"""An instant that must be stated."""

Text = Annotated[str, Field(min_length=1, max_length=MOST_SIGNS), AfterValidator(_says_something)]
"""Words that a person typed: sealed before they are stored."""

Line = Annotated[
    str,
    Field(min_length=1, max_length=MOST_SIGNS_A_LINE),
    AfterValidator(_says_something),
    AfterValidator(_in_one_line),
]
"""One line of words, kept in ten seconds."""

GoalWording = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_says_something)]
"""A goal in the client's own words."""

Reference = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""The identifier of something else on the same journey."""

CodeName = Annotated[str, Field(pattern=r"^[A-Z]{1,4}-?[0-9]{1,6}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""A code name such as ``C-014``: of a shape that no name fits into."""

Rating = Annotated[int, Field(ge=0, le=10)]
"""How far a goal is reached, 0 to 10."""

ChangeReason = Literal["typing_error", "wrong_client", "wrong_date", "filled_again", "other"]
"""Why a measure is corrected or taken back."""

Weight = Annotated[int, Field(ge=1, le=10)]
"""How much a goal counts among the goals of its journey, 1 to 10."""

_LevelWording = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_says_something)]

LevelName = Literal["-2", "-1", "0", "1", "2"]
"""A level of attainment, as the name of a field."""

LevelWordings = dict[LevelName, _LevelWording]
"""What each level of attainment would look like; any of them may be left out."""

SessionNumber = Annotated[int, Field(ge=0, le=MOST_NUMBERS)]
"""The number of a session; 0 for what came before the first."""

KeptNumber = Annotated[int, Field(ge=1, le=MOST_NUMBERS)]
"""The number that a session is kept with."""


def canonical(body: BaseModel) -> bytes:
    """Write a body so that equal requests give equal bytes, whatever blanks they were sent with.

    Parameters
    ----------
    body : BaseModel
        As it was read.

    Returns
    -------
    bytes
        What the caller set, and nothing else: a field added to the model later does not change what was sent before.
    """
    return body.model_dump_json(exclude_unset=True).encode()
