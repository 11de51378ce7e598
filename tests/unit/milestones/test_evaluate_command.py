"""The command that judges amber rules: counts that can be done by hand, bad input named."""

from pathlib import Path

import pytest

from milestones.detect.evaluate import main

STUCK, BETTER, LATE = "16,17,16,17,16,16", "16,14,9,8,7,6", "16,17,16,17,16,8"


def ran(folder: Path, capsys: pytest.CaptureFixture[str], *courses: str) -> dict[str, list[str]]:
    source = folder / "courses.csv"
    lines = [f"{number},{course}" for number, course in enumerate(courses)]
    source.write_text("\n".join(["id,s1,s2,s3,s4,s5,s6", *lines]) + "\n", encoding="utf-8")
    assert main([str(source), "--instrument", "PHQ-9"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "rule,courses,alerted,sensitivity,specificity,ppv,npv"
    return {row.split(",")[0]: row.split(",")[1:] for row in rows}


def test_what_can_be_counted_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ran(tmp_path, capsys, STUCK, BETTER, LATE)
    # Two are alerted in their fifth session: one ends as it was, one turns well at last; the third is never alerted.
    assert found["scores_unmoved"] == ["3", "2", "1.000", "0.500", "0.500", "1.000"]


def test_a_share_of_nothing_is_left_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(tmp_path, capsys, BETTER)["scores_unmoved"] == ["1", "0", "", "1.000", "", "1.000"]


def test_bad_input_is_named_and_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "courses.csv"
    source.write_text("id,s1,s2\n1,16,99\n", encoding="utf-8")
    assert main([str(source), "--instrument", "PHQ-9"]) == 2
    told = capsys.readouterr()
    assert (told.out, "99" in told.err) == ("", True)
    assert main([str(tmp_path / "nowhere.csv"), "--instrument", "PHQ-9"]) == 2
