"""`make replay` against the system that is up."""

from pathlib import Path

import pytest

from local import replay
from local.running import announce
from local.world import World

WIDE = "id,s1,s2,s3,s4,s5,s6\nfirm,35,37,34,23,24,21\nbad,35,x,34,23,24,21\nmissed,20,,19,,18,\n"


def test_a_wide_file_is_sent_and_told_and_a_bad_course_left_out_whole(
    system: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "courses.csv"
    path.write_text(WIDE, encoding="utf-8")
    announce(system.place)
    assert replay.main([str(path), "--port", str(system.place.port), "--instrument", "BDI-II"]) == 1
    told = capsys.readouterr()
    assert told.err == "make replay: line 3, column s2: 'x' is not a whole number; nothing of course bad is sent.\n"
    assert "scores: 9, courses: 2 (wide form)" in told.out
    assert "sudden_gain confirmed after session 3" in told.out
    assert ["firm", "3", "34", "23", "confirmed"] in [line.split() for line in told.out.splitlines()]
