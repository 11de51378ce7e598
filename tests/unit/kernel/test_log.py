"""Logs: enumerated codes with typed fields; a sentence cannot get in."""

import json
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from kernel.log import Code, Log


class _Colour(StrEnum):
    GREEN = "green"


def _line(**fields: str | float | bool | _Colour | None) -> dict[str, object]:
    lines: list[str] = []
    Log("things", lines.append).line(Code.PUBLISHED, **fields)
    assert len(lines) == 1
    found: dict[str, object] = json.loads(lines[0])
    return found


def test_a_line_has_its_code_level_text_and_fields() -> None:
    assert _line(events=3, colour=_Colour.GREEN, absent=None) == {
        "code": "KN020",
        "level": "INFO",
        "text": "events published",
        "service": "things",
        "events": 3,
        "colour": "green",
    }


@given(st.text(min_size=1).filter(lambda text: " " in text or "\n" in text or not text.isascii()))
def test_free_text_is_refused(text: str) -> None:
    assert _line(reason=text)["reason"] == "(refused)"


def test_long_text_is_refused() -> None:
    assert _line(reason="a" * 201)["reason"] == "(refused)"


def test_codes_are_unique_and_their_texts_too() -> None:
    assert len({code.code for code in Code}) == len({code.text for code in Code}) == len(Code)
