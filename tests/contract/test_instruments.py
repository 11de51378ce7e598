"""The instruments' files: right by their schema, at one with themselves, each number with its source, and copied."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build.instruments import HOLDERS, checked, folder_of, originals, written
from milestones.domain.instrument import INSTRUMENTS
from reflections.domain.instruments import INSTRUMENTS as MEASURES

FILES = pytest.mark.parametrize("path", originals(), ids=lambda path: path.stem)


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_file_fits_the_schema() -> None:
    checked()


def test_the_copies_are_the_originals_and_nothing_else() -> None:
    copies = {path: text for path, text in written() if path.read_text(encoding="utf-8") == text}
    there = {path for service in HOLDERS for path in folder_of(service).glob("*.json")}
    assert copies.keys() == there, "run `make contracts`"
    assert len(there) == len(HOLDERS) * len(originals())


def _numbers(part: Any, place: str = "", *, sourced: bool = False) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - JSON
    """Give every number of a file, and whether the part that it stands in, or one around it, names a source."""
    if isinstance(part, dict):
        named = sourced or bool(part.get("source"))
        for name, inner in part.items():
            yield from _numbers(inner, f"{place}/{name}", sourced=named)
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from _numbers(inner, f"{place}/{number}", sourced=sourced)
    elif isinstance(part, int | float):
        yield place, sourced


@FILES
def test_every_number_has_a_source(path: Path) -> None:
    numbers = list(_numbers(_read(path)))
    assert numbers
    assert [place for place, sourced in numbers if not sourced] == []


@FILES
def test_what_has_no_source_has_no_default_and_the_file_says_so(path: Path) -> None:
    document = _read(path)
    missing = [name for name in ("reliable_change", "caseness", "clinical", "functional") if document[name] is None]
    assert not missing or document["notes"]


@FILES
def test_items_and_multiplier_span_the_range(path: Path) -> None:
    document = _read(path)
    items, total = document["items"], document["total"]
    times = document["scoring"]["multiplier"] if document["scoring"] else 1
    assert total["minimum"] == items["count"] * items["minimum"] * times
    assert total["maximum"] == items["count"] * items["maximum"] * times
    assert items["wording"] is None or len(items["wording"]) == items["count"]
    assert all(1 <= number <= items["count"] for number in (document["scoring"] or {"reversed": ()})["reversed"])
    for risk in document["risk_items"]:
        assert 1 <= risk["number"] <= items["count"]
        assert items["minimum"] < risk["positive_from"] <= items["maximum"]


@FILES
def test_bands_cover_the_range_without_gap_or_overlap(path: Path) -> None:
    document = _read(path)
    bands = document["bands"]["values"] if document["bands"] else []
    covered = [score for band in bands for score in range(band["lowest"], band["highest"] + 1)]
    total = document["total"]
    assert not bands or covered == list(range(total["minimum"], total["maximum"] + 1))


@FILES
def test_thresholds_lie_within_the_range(path: Path) -> None:
    document = _read(path)
    total = document["total"]
    span = total["maximum"] - total["minimum"]
    for name in ("sudden_gain_cutoff", "reliable_change"):
        assert document[name] is None or 0 < document[name]["value"] <= span
    if document["caseness"]:
        assert total["minimum"] < document["caseness"]["value"] < total["maximum"]
    assert document["reliability"] is None or 0 < document["reliability"]["value"] < 1


@FILES
def test_nothing_of_a_proprietary_instrument_is_quoted(path: Path) -> None:
    document = _read(path)
    free = ("Public domain", "Work of the US government")
    assert document["items"]["wording"] is None or document["licence"].startswith(free)
    assert document["entry"] != "items" or not document["licence"].startswith(("Proprietary", "Copyright"))


def test_both_services_read_the_same_instruments() -> None:
    assert set(INSTRUMENTS) == {path.stem for path in originals()}
    assert set(MEASURES) == set(INSTRUMENTS) - {"GBO"}
    for name, measure in MEASURES.items():
        one = INSTRUMENTS[name]
        assert (measure.minimum, measure.maximum) == (one.lowest, one.highest)
        assert one.answers is not None
        assert (measure.items, measure.by_items) == (one.answers.items, one.answers.by_items)
        assert [risk.number for risk in measure.risk_items] == [risk.number for risk in one.answers.risk_items]


def test_the_thresholds_of_the_nhs_are_those_of_its_publication() -> None:
    told = {
        name: [one.value if one else None for one in (found.reliable_change, found.caseness, found.sudden_gain_cutoff)]
        for name, found in INSTRUMENTS.items()
        if name in {"PHQ-9", "GAD-7"}
    }
    assert told == {"PHQ-9": [6, 10, 6], "GAD-7": [4, 8, 4]}
