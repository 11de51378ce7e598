"""The command on a CSV file: equal to the R package, bad input named by line, nothing half written."""

import csv
import random
from pathlib import Path

import pytest

from milestones.detect.__main__ import main
from unit.milestones.courses import VECTORS, rows

LONG = "id,time,score\n1,1,18\n1,2,19\n1,3,18\n1,4,11\n1,5,10\n"
WIDE = "id,s1,s2,s3,s4,s5,s6\n1,18,19,18,11,10,15\n2,10,11,10,17,16,17\n3,18,,19,18,11,10\n"


class Ran:
    """What the command did with a file."""

    def __init__(self, folder: Path, text: str | bytes, *options: str) -> None:
        source, self.out = folder / "courses.csv", folder / "out.csv"
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            self.code: object = main([str(source), *options, "--out", str(self.out)])
        except SystemExit as ended:
            self.code = ended.code

    @property
    def table(self) -> list[list[str]]:
        """The rows of the result, its header first."""
        with self.out.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


def gains(folder: Path, text: str, *options: str) -> list[list[str]]:
    ran = Ran(folder, text, "--rule", "sudden-gain", *options)
    assert ran.code == 0
    assert ran.table[0] == ["id", "session_n", "magnitude", "state", "reversed"]
    return ran.table[1:]


def test_a_row_per_gain(tmp_path: Path) -> None:
    assert gains(tmp_path, LONG, "--cutoff", "6") == [["1", "3", "7", "confirmed", "false"]]
    assert gains(tmp_path, LONG, "--cutoff", "8") == []
    assert gains(tmp_path, WIDE, "--instrument", "PHQ-9") == [
        ["1", "3", "7", "reversed", "true"],
        ["3", "4", "7", "confirmed", "false"],
    ]


def test_a_row_per_interval(tmp_path: Path) -> None:
    ran = Ran(tmp_path, WIDE, "--rule", "sudden-gain", "--cutoff", "6", "--intervals")
    assert ran.table[0] == ["id", "from_session", "to_session", "c1", "c2", "c3", "gain"]
    assert ran.table[1:4] == [
        ["1", "2", "3", "false", "false", "false", "false"],
        ["1", "3", "4", "true", "true", "true", "true"],
        ["1", "4", "5", "false", "false", "false", "false"],
    ]
    assert ran.table[7] == ["3", "2", "3", "", "", "", ""]


def test_all_states_where_they_are_asked_for(tmp_path: Path) -> None:
    text = "id,s1,s2,s3,s4,s5,s6\na,18,19,18,11,,\nb,18,12,19,12,18,11\nc,14,15,14,8,15,\n"
    assert gains(tmp_path, text, "--cutoff", "6") == []
    assert gains(tmp_path, text, "--cutoff", "6", "--all") == [
        ["a", "3", "7", "provisional", "false"],
        ["b", "3", "7", "unstable", "false"],
        ["b", "5", "7", "provisional", "false"],
        ["c", "3", "6", "reversed", "true"],
    ]


def test_a_baseline_is_session_zero(tmp_path: Path) -> None:
    text = "id,s0,s1,s2,s3\n1,19,18,11,10\n"
    assert gains(tmp_path, text, "--cutoff", "6", "--baseline") == [["1", "1", "7", "confirmed", "false"]]
    ran = Ran(tmp_path, text, "--rule", "sudden-gain", "--cutoff", "6", "--baseline", "--intervals")
    assert ran.table[1:] == [["1", "1", "2", "true", "true", "true", "true"]]


def test_losses_and_an_instrument_where_higher_is_better(tmp_path: Path) -> None:
    ran = Ran(tmp_path, WIDE, "--rule", "sudden-loss", "--cutoff", "6")
    assert ran.table[1:] == [["2", "3", "7", "confirmed", "false"]]
    assert gains(tmp_path, WIDE, "--cutoff", "6", "--direction", "higher") == [["2", "3", "7", "confirmed", "false"]]


def test_the_order_of_lines_makes_no_difference_in_the_long_form(tmp_path: Path) -> None:
    lines = [f"{course},{week},{20 - course if week < 4 else 9}" for course in range(5) for week in range(1, 7)]
    expected = sorted(gains(tmp_path, "\n".join(["id,time,score", *lines]), "--cutoff", "6"))
    random.Random(3).shuffle(lines)  # noqa: S311 - chance for a test
    assert sorted(gains(tmp_path, "\n".join(["id,time,score", *lines]), "--cutoff", "6")) == expected
    assert len(expected) == 5


def test_a_session_that_is_not_there_is_a_gap_and_dates_only_order(tmp_path: Path) -> None:
    gap = LONG.replace("1,4,11", "1,5,11").replace("1,5,10", "1,6,10")
    assert gains(tmp_path, gap, "--cutoff", "6") == []
    assert len(gains(tmp_path, gap, "--cutoff", "6", "--order")) == 1
    dated = "".join(line.replace(",", ",2026-01-0", 1) + "\n" for line in LONG.splitlines()[1:])
    assert len(gains(tmp_path, "id,time,score\n" + dated, "--cutoff", "6")) == 1


@pytest.mark.parametrize("name", ["fuzz1", "fuzz2", "fuzz3", "fuzz4"])
def test_intervals_and_gains_are_those_of_the_r_package(tmp_path: Path, name: str) -> None:
    (source,) = VECTORS.glob(f"{name}_*_input.csv")
    text = source.read_text(encoding="utf-8")
    ran = Ran(tmp_path, text, "--rule", "sudden-gain", "--cutoff", "7", "--intervals")
    truth = {"TRUE": "true", "FALSE": "false", "": "", "1": "true", "0": "false"}
    by_r = {row["id"]: row for row in rows(VECTORS / f"{name}_sg.csv")}
    for id_, n, after, *tests in ran.table[1:]:
        names = [f"sg_crit{one}_{n}to{after}" for one in (1, 2, 3)] + [f"sg_{n}to{after}"]
        assert tests == [truth[by_r[id_][one]] for one in names]
    assert len(ran.table) - 1 == 400 * (3 if name == "fuzz4" else 9)
    listed = [[row["id"], row["sg_session_n"], row["sg_magnitude"]] for row in rows(VECTORS / f"{name}_bysg.csv")]
    assert sorted(found[:3] for found in gains(tmp_path, text, "--cutoff", "7")) == sorted(listed)


def test_changes_by_points_and_across_caseness(tmp_path: Path) -> None:
    text = "id,a,b\n1,16,9\n2,16,10\n3,9,16\n4,10,16\n5,16,15\n"
    ran = Ran(tmp_path, text, "--rule", "clinically-significant-change", "--instrument", "PHQ-9")
    assert ran.table[0] == ["id", "pre", "post", "change", "index", "category"]
    assert [row[5] for row in ran.table[1:]] == ["recovered", "improved", "harmed", "deteriorated", "unchanged"]
    ran = Ran(tmp_path, text, "--rule", "reliable-change", "--points", "6")
    assert ran.table[1] == ["1", "16", "9", "-7", "", "improved"]


def test_changes_by_the_norms_of_the_files_own_first_scores(tmp_path: Path) -> None:
    text = "id,a,b\n1,20,5\n2,24,22\n3,28,27\n4,24,40\n"
    ran = Ran(tmp_path, text, "--rule", "reliable-change", "--reliability", "0.8")
    # Mean 24, SD 3.266: an error of 2.0656 points, so that 4.05 are reliable.
    assert [row[5] for row in ran.table[1:]] == ["improved", "unchanged", "unchanged", "deteriorated"]
    assert float(ran.table[1][4]) == pytest.approx(-15 / ((2 * 0.2) ** 0.5 * (32 / 3) ** 0.5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty: line 1 names the columns"),
        ("id,time,score\n", "has no course"),
        ("id,time\n1,2\n", "line 1: the column score is missing"),
        ("time,score\n1,2\n", "line 1: the column id is missing"),
        ("id,s1,s1\n1,2,3\n", "line 1: the column s1 is there twice"),
        (LONG.replace("19", "nineteen"), "line 3: score is no number: 'nineteen'"),
        (LONG.replace("19", "inf"), "line 3: score is no finite number"),
        (LONG.replace("1,2,19", "1,1,19"), "line 3: time 1 of course 1 is there twice, first in line 2"),
        (LONG.replace("19", "28"), "line 3: score is out of range: 28, where 0 to 27 is possible"),
        (LONG.replace("19", "-9"), "line 3: score is out of range: -9"),
        (LONG + "2,1,18\n", "line 7: course 2 has one score"),
        (LONG + "2,1\n", "line 7: 2 cells, where line 1 has 3"),
        (LONG + ",1,18\n", "line 7: id or time is blank"),
        (WIDE.replace("2,10", "1,10"), "line 3: course 1 is there twice, first in line 2"),
        (WIDE.replace("17,16,17", "17,x,17"), "line 3: s5 is no number: 'x'"),
        (b"\xff\xfe\x00", "is no CSV file in UTF-8"),
    ],
)
def test_bad_input_is_named_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, said: str
) -> None:
    ran = Ran(tmp_path, text, "--rule", "sudden-gain", "--instrument", "PHQ-9")
    assert ran.code == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["courses.csv"]


def test_what_was_there_before_stays_where_the_input_is_bad(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("of yesterday", encoding="utf-8")
    # Bad in its last line: by then, much would have been written.
    ran = Ran(tmp_path, LONG + "2,1,10\n2,2,x\n", "--rule", "sudden-gain", "--cutoff", "6")
    assert ran.code == 2
    assert ran.out.read_text(encoding="utf-8") == "of yesterday"


def test_everything_that_is_wrong_is_named_at_once_up_to_twenty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "id,s1,s2\n" + "".join(f"{course},x,3\n" for course in range(50))
    assert Ran(tmp_path, text, "--rule", "sudden-gain", "--cutoff", "6").code == 2
    assert len(capsys.readouterr().err.splitlines()) == 20


@pytest.mark.parametrize(
    "options",
    [
        ["--rule", "sudden-gain"],
        ["--rule", "sudden-joy"],
        ["--rule", "sudden-gain", "--cutoff", "-7"],
        ["--rule", "reliable-change"],
        ["--rule", "reliable-change", "--reliability", "1"],
        ["--rule", "reliable-change", "--reliability", "0.8", "--mean", "20"],
        ["--rule", "clinically-significant-change", "--points", "6"],
    ],
)
def test_a_command_that_lacks_something_says_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert Ran(tmp_path, LONG, *options).code == 2
    assert "--" in capsys.readouterr().err


def test_short_courses_can_be_left_out(tmp_path: Path) -> None:
    assert len(gains(tmp_path, LONG + "2,1,18\n", "--cutoff", "6", "--skip-short")) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.csv"), "--rule", "sudden-gain", "--cutoff", "6"]) == 2
    assert "none.csv: No such file" in capsys.readouterr().err


def test_without_a_name_the_result_goes_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "courses.csv"
    source.write_text(LONG, encoding="utf-8")
    assert main([str(source), "--rule", "sudden-gain", "--cutoff", "6"]) == 0
    assert capsys.readouterr().out == "id,session_n,magnitude,state,reversed\n1,3,7,confirmed,false\n"
