"""Replacements are made in a text, each unless it was undone, and nothing else is touched."""

import pytest

from reflections.domain.deidentifying import Identifier, Replacement, applied

TEXT = "😀 Anna, 34, teacher in Kobe"
FOUND = (
    Replacement(2, 6, Identifier.NAME, "[client]"),
    Replacement(8, 10, Identifier.AGE, "30s"),
    Replacement(12, 19, Identifier.OCCUPATION, "[occupation]"),
    Replacement(23, 27, Identifier.PLACE, "[place]"),
)


def test_each_replacement_is_made_counting_code_points() -> None:
    assert applied(TEXT, FOUND) == "😀 [client], 30s, [occupation] in [place]"


def test_what_is_undone_stays_as_it_was_typed() -> None:
    assert applied(TEXT, FOUND, {1, 3}) == "😀 [client], 34, [occupation] in Kobe"


def test_all_undone_or_none_found_is_the_text() -> None:
    assert applied(TEXT, FOUND, range(4)) == TEXT
    assert applied(TEXT, ()) == TEXT
    assert applied("", ()) == ""


def test_neighbours_may_touch() -> None:
    parts = (Replacement(0, 1, Identifier.NAME, "x"), Replacement(1, 2, Identifier.AGE, "y"))
    assert applied("ab", parts) == "xy"


@pytest.mark.parametrize("places", [((0, 3), (2, 5)), ((2, 5), (0, 1)), ((0, 0),), ((26, 29),), ((-1, 2),)], ids=str)
def test_what_was_found_in_another_text_is_refused(places: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="not of this text"):
        applied(TEXT, [Replacement(start, end, Identifier.NAME, "x") for start, end in places])
