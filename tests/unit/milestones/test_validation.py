"""``make validate``: no difference without a reason; on the published data too, where these are at hand."""

import shutil
from pathlib import Path

import pytest

from unit.milestones.courses import VECTORS
from validation.__main__ import SHARED, validated


def test_every_generated_file_agrees_or_differs_by_a_known_defect() -> None:
    found = {one.file: one for one in validated(VECTORS)}
    assert [what for one in found.values() for what in one.unexplained] == []
    assert (found["fuzz2_sg.csv"].compared, found["fuzz2_sg.csv"].equal) == (3600, 3600)
    assert [one.compared - one.equal for name, one in found.items() if "bysg" in name] == [0, 1, 0, 0]
    assert sum(one.compared for one in found.values()) == 24336


@pytest.mark.parametrize(
    ("file", "was", "then"),
    [
        ("fuzz1_sg.csv", "\n1,FALSE,", "\n1,TRUE,"),
        ("fuzz1_sl.csv", "\n1,FALSE,", "\n1,TRUE,"),
        ("fuzz1_bysg.csv", '60,"60_sg_3",3,1,19', '60,"60_sg_3",3,1,18'),
        ("gas_t_scores.csv", "63.693064", "63.693065"),
    ],
)
def test_a_number_that_is_wrong_is_seen(tmp_path: Path, file: str, was: str, then: str) -> None:
    shutil.copytree(VECTORS, tmp_path, dirs_exist_ok=True)
    changed = (tmp_path / file).read_text(encoding="utf-8")
    assert changed.count(was) == 1
    (tmp_path / file).write_text(changed.replace(was, then), encoding="utf-8")
    assert {one.file: len(one.unexplained) for one in validated(tmp_path) if one.unexplained} == {file: 1}


def test_a_file_that_nobody_compares_is_seen(tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("id\n", encoding="utf-8")
    assert [one.file for one in validated(tmp_path) if one.unexplained] == ["new.csv"]


@pytest.mark.skipif(
    not SHARED.is_dir(),
    reason="the published data lie outside the repository: set SHARED_VECTORS to their folder",
)
def test_the_published_data_agree_or_differ_by_a_known_defect() -> None:
    found = list(validated(SHARED))
    assert [what for one in found for what in one.unexplained] == []
    assert len([one for one in found if "clinicalsignificance" in one.file and one.compared]) > 50
