"""The life of a milestone: what is told, when, and what stays as history."""

from collections.abc import Mapping

from milestones.domain.changes import ClaimKey, Standing, changes_since, standings_after
from milestones.domain.claim import MilestoneKind, milestone_id
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_course
from unit.milestones.courses import JOURNEY, PHQ9, course, point, uuid

Told = list[tuple[str | None, str, int]]


def tell(standings: Mapping[ClaimKey, Standing], made: Course) -> tuple[Told, dict[ClaimKey, Standing]]:
    changes = changes_since(standings, claims_of_course(made, PHQ9))
    told = [
        (change.from_state and change.from_state.value, change.state.value, change.version)
        for change in changes
        if change.key[0] is MilestoneKind.SUDDEN_GAIN
    ]
    return told, standings_after(standings, changes)


def test_from_provisional_to_confirmed_to_reversed() -> None:
    standings: dict[ClaimKey, Standing] = {}
    told = []
    for length in range(1, 7):
        now, standings = tell(standings, course([18, 19, 18, 11, 10, 15][:length]))
        told += now
    assert told == [
        (None, "provisional", 1),
        ("provisional", "confirmed", 2),
        ("confirmed", "reversed", 3),
    ]


def test_nothing_is_told_twice() -> None:
    made = course([18, 19, 18, 11, 10])
    _, standings = tell({}, made)
    assert tell(standings, made) == ([], standings)


def test_a_corrected_score_takes_a_gain_back_and_brings_it_back() -> None:
    made = course([18, 19, 18, 11, 10])
    _, standings = tell({}, made)
    told, standings = tell(standings, made.with_point(point(3, 14, 4, version=2)))
    assert told == [("confirmed", "retracted", 2)]
    told, standings = tell(standings, made.with_point(point(3, 14, 4, version=2)))
    assert told == [], "what is retracted is not retracted again"
    told, _ = tell(standings, made.with_point(point(3, 11, 4, version=3)))
    assert told == [("retracted", "confirmed", 3)]


def test_numbers_that_change_are_told_though_the_state_is_the_same() -> None:
    made = course([18, 19, 18, 11, 10])
    _, standings = tell({}, made)
    told, _ = tell(standings, made.with_point(point(1, 20, 2, version=2)))
    assert told == [("confirmed", "confirmed", 2)]


def test_a_score_that_a_claim_does_not_rest_on_is_not_told() -> None:
    made = course([18, 19, 18, 11, 10, 11])
    _, standings = tell({}, made)
    told, _ = tell(standings, made.with_point(point(6, 10, 7)).with_point(point(7, 9, 8)))
    assert told == []


def test_what_arrives_late_may_be_first_seen_in_any_state() -> None:
    told, _ = tell({}, course([18, 12, 19, 12, 18, 11]))
    assert (None, "unstable", 1) in told


def test_an_id_is_the_journeys_with_sixteen_digits_of_its_own() -> None:
    made = milestone_id(JOURNEY, MilestoneKind.SUDDEN_GAIN, "PHQ-9", uuid(4))
    journey, _, digits = made.partition(".")
    assert journey == JOURNEY
    assert len(digits) == 16
    assert int(digits, 16) > 0
    others = {
        milestone_id(JOURNEY, MilestoneKind.RELIABLE_IMPROVEMENT, "PHQ-9", uuid(4)),
        milestone_id(JOURNEY, MilestoneKind.SUDDEN_GAIN, "GAD-7", uuid(4)),
        milestone_id(JOURNEY, MilestoneKind.SUDDEN_GAIN, "PHQ-9", uuid(5)),
        milestone_id(uuid(1), MilestoneKind.SUDDEN_GAIN, "PHQ-9", uuid(4)),
    }
    assert made not in others
    assert len(others) == 4
