"""Progress: the stretches of a course by how it stands against its first score."""

from milestones.domain.progress import extended, progress_of, upward
from milestones.domain.trail import Progress
from unit.milestones.courses import BDI, WELLBEING, point, series
from unit.milestones.trails import PAIR

PHQ9 = PAIR["PHQ-9"]


def told(progress: Progress) -> list[tuple[int, bool | None]]:
    return [(run.change, run.case) for run in progress]


def test_a_stretch_begins_where_the_standing_changes() -> None:
    progress = progress_of(series([16, 15, 10, 9, 9, 16, 22]), PHQ9)
    assert told(progress) == [(0, True), (1, True), (1, False), (0, True), (-1, True)]
    assert [run.score for run in progress] == [16, 10, 9, 16, 22]
    assert [run.score for run in upward(progress)] == [10]


def test_higher_may_be_better() -> None:
    assert told(progress_of(series([10, 16, 3]), WELLBEING)) == [(0, None), (1, None), (-1, None)]


def test_the_thresholds_of_the_nhs_make_stretches_of_their_own() -> None:
    bold = type(PHQ9)(id="PHQ-9", lowest=0, highest=27, direction=PHQ9.direction)
    assert [run.score for run in progress_of(series([16, 12, 10, 9]), bold)] == [16, 10, 9]


def test_without_scores_or_an_instrument_there_is_none() -> None:
    assert progress_of(series([]), PHQ9) == ()
    assert progress_of(series([16, 9]), None) == ()
    assert told(progress_of(series([40, 20]), BDI)) == [(0, None)]


def test_the_next_score_extends_it() -> None:
    progress = progress_of(series([16, 15]), PHQ9)
    assert extended(progress, point(2, 14), PHQ9) is progress
    assert extended(progress, point(2, 10), PHQ9) == progress_of(series([16, 15, 10]), PHQ9)
    assert extended((), point(0, 16), PHQ9) == progress_of(series([16]), PHQ9)
    assert extended((), point(0, 16), None) == ()
