"""Reading files of courses: both forms, every fault named by its place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from local.columns import Columns
from local.courses import Courses, read
from local.stopping import CannotGoOnError

RANGES = {"PHQ-9": (0, 27), "BDI-II": (0, 63)}


def reading(folder: Path, text: str, **columns: str) -> Courses:
    path = folder / "courses.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, Columns(**columns), RANGES)


def test_the_long_form_reads_a_score_a_row(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,time,instrument,score\na,1,PHQ-9,18\na,2,PHQ-9,11\nb,1,BDI-II,40\n")
    assert found.shape == "long"
    assert [(point.total, point.session) for point in found.points["a"]] == [(18, 1), (11, 2)]
    assert [(point.instrument, point.line) for point in found.points["b"]] == [("BDI-II", 4)]


def test_names_are_options_and_the_instrument_may_be_one_for_all(tmp_path: Path) -> None:
    text = "who,week,bdi\nx,1,33\nx,2,28\n"
    found = reading(tmp_path, text, id="who", time="week", score="bdi", instrument="BDI-II")
    assert [point.total for point in found.points["x"]] == [33, 28]


def test_a_time_may_be_a_date(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,time,score\na,2026-03-01,18\n", instrument="PHQ-9")
    assert found.points["a"][0].day == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert found.points["a"][0].session is None


@pytest.mark.parametrize("scores", ["bdi_s1..bdi_s3", "bdi_s", "bdi_s1,bdi_s2,bdi_s3"])
def test_the_wide_form_reads_a_course_a_row(tmp_path: Path, scores: str) -> None:
    text = "id,bdi_s1,bdi_s2,bdi_s3,rq_s1\n1,35,,34,9\n2,20,21,NA,9\n"
    found = reading(tmp_path, text, scores=scores, instrument="BDI-II")
    assert found.shape == "wide"
    assert [(point.session, point.total) for point in found.points["1"]] == [(1, 35), (3, 34)]
    assert [(point.session, point.total) for point in found.points["2"]] == [(1, 20), (2, 21)]


def test_the_wide_form_is_found_where_only_one_family_of_columns_is_numbered(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,s2,s10,s1\n1,5,6,4\n", instrument="PHQ-9")
    assert [(point.session, point.total) for point in found.points["1"]] == [(1, 4), (2, 5), (10, 6)]


def test_an_ambiguous_file_is_not_guessed_at(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError, match=r"SCORES=a1\.\.a2 or SCORES=b1\.\.b2.*Columns found: id, a1, a2, b1, b2"):
        reading(tmp_path, "id,a1,a2,b1,b2\n1,5,6,4,3\n", instrument="PHQ-9")


def test_a_missing_column_is_named_with_those_found(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError, match=r"No column named id\. Columns found: who, time, score"):
        reading(tmp_path, "who,time,score\n1,1,5\n", instrument="PHQ-9")


def test_an_unknown_instrument_for_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError, match=r"INSTRUMENT=XYZ .*BDI-II, PHQ-9"):
        reading(tmp_path, "id,time,score\n1,1,5\n", instrument="XYZ")


@pytest.mark.parametrize(
    ("row", "place", "what"),
    [
        ("a,2,PHQ-9,x", "line 3, column score", "'x' is not a whole number"),
        ("a,2,PHQ-9,11.5", "line 3, column score", "not a whole number"),
        ("a,2,PHQ-9,28", "line 3, column score", "outside PHQ-9's range 0 to 27"),
        ("a,2,PHQ-9,-1", "line 3, column score", "outside PHQ-9's range 0 to 27"),
        ("a,soon,PHQ-9,9", "line 3, column time", "neither a session number nor a date"),
        ("a,-2,PHQ-9,9", "line 3, column time", "neither a session number nor a date"),
        ("a,2,PHQ-8,9", "line 3, column instrument", "unknown instrument 'PHQ-8'"),
        ("a,1,PHQ-9,9", "line 3, column time", "twice"),
        ("a,2,PHQ-9", "line 3, column score", "3 cells, the header 4"),
        ("a,2,PHQ-9,9,9", "line 3, column score", "5 cells, the header 4"),
    ],
)
def test_a_bad_cell_is_named_and_its_whole_course_left_out(tmp_path: Path, row: str, place: str, what: str) -> None:
    found = reading(tmp_path, f"id,time,instrument,score\na,1,PHQ-9,18\n{row}\nb,1,PHQ-9,7\n")
    assert len(found.faults) == 1
    assert str(found.faults[0]).startswith(place)
    assert what in str(found.faults[0])
    assert list(found.points) == ["b"]


def test_a_row_without_id_is_a_fault_of_its_own(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,time,score\n,1,5\nb,1,7\n", instrument="PHQ-9")
    assert str(found.faults[0]) == "line 2, column id: the course has no id"
    assert list(found.points) == ["b"]


def test_a_course_given_twice_in_the_wide_form_is_a_fault(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,s1,s2\n1,5,6\n1,4,3\n2,4,3\n", instrument="PHQ-9")
    assert [fault.line for fault in found.faults] == [3]
    assert list(found.points) == ["2"]


def test_an_empty_and_an_absent_file_are_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError, match="is empty"):
        reading(tmp_path, "")
    with pytest.raises(CannotGoOnError, match="No such file"):
        read(tmp_path / "none.csv", Columns(), RANGES)
