"""Laws of the rules on the trail: they see what is there, and neither its order of arrival nor its calendar date."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_trail
from milestones.domain.progress import extended, progress_of
from milestones.domain.rulebook import RULES, told_numbers
from milestones.domain.rules import nhs_pair
from milestones.domain.trail import Mark, Progress, Sort, Trail
from unit.milestones.courses import point, uuid
from unit.milestones.trails import GOAL, OTHER_GOAL, OTHER_STRUGGLE, PAIR, STRUGGLE, goal, on, pair, struggle, trail

_GOALS, _STRUGGLES = st.sampled_from([GOAL, OTHER_GOAL]), st.sampled_from([STRUGGLE, OTHER_STRUGGLE])
_TOTALS = st.lists(st.sampled_from([20, 14, 10, 9, 7, 3, None]), max_size=8)


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    """Draw the marks of a trail, some of them at one instant."""
    drawn = [
        *draw(st.sampled_from([[], [goal(0)], [goal(0, weight=3), goal(20, OTHER_GOAL)]])),
        *draw(st.sampled_from([[], [struggle(0)], [struggle(3), struggle(30, OTHER_STRUGGLE)]])),
    ]
    for number, day in enumerate(draw(st.lists(st.integers(0, 120), max_size=14)), 0x2000):
        sort = draw(st.sampled_from([Sort.EFFORT, Sort.EFFORT, Sort.EFFORT, Sort.WIN, Sort.LEVEL]))
        about = draw(_GOALS if sort is Sort.LEVEL else st.none() | _GOALS)
        against = draw(_STRUGGLES) if sort is Sort.EFFORT else None
        level = draw(st.integers(-2, 2)) if sort is Sort.LEVEL else 0
        drawn.append(Mark(on(day), uuid(number), 1, sort, about, against, level))
    return drawn


@st.composite
def trails(draw: st.DrawFn) -> Trail:
    """Draw a trail with the progress of both instruments."""
    return replace(trail(draw(marks())), progress=pair(draw(_TOTALS), draw(_TOTALS)).progress)


def told(claims: list[Claim]) -> set[tuple[MilestoneKind, str, bytes]]:
    return {(claim.kind, claim.anchor, claim.fingerprint()) for claim in claims}


def moved(walked: Trail, by: timedelta) -> Trail:
    def later(progress: Progress) -> Progress:
        return tuple([run._replace(since=run.since + by) for run in progress])

    return Trail(
        tuple([mark._replace(occurred_at=mark.occurred_at + by) for mark in walked.marks]),
        {name: later(progress) for name, progress in walked.progress.items()},
    )


@given(trails(), st.integers(-400, 400))
def test_the_calendar_makes_no_difference(walked: Trail, hours: int) -> None:
    by = timedelta(hours=hours)
    shifted = [replace(claim, occurred_at=claim.occurred_at - by) for claim in claims_of_trail(moved(walked, by))]
    assert told(shifted) == told(claims_of_trail(walked))


@given(trails())
def test_what_is_claimed_gives_its_state_again(walked: Trail) -> None:
    for claim in claims_of_trail(walked):
        rule = RULES[claim.kind]
        assert rule.rerun(told_numbers(claim), claim.thresholds) is claim.state
        assert rule.version == claim.rule_version


@given(trails())
def test_a_claim_hangs_on_something_of_the_trail_and_happened_then(walked: Trail) -> None:
    known = {mark.id: mark.occurred_at for mark in walked.marks}
    known |= {run.id: run.since for progress in walked.progress.values() for run in progress}
    claims = claims_of_trail(walked)
    assert all(known[claim.anchor] == claim.occurred_at for claim in claims)
    assert all(set(claim.evidence) <= known.keys() for claim in claims)
    assert len({(claim.kind, claim.anchor) for claim in claims}) == len(claims)


@given(trails(), st.integers(0, 120))
def test_what_comes_later_undoes_no_effort_and_no_step_and_makes_nothing_of_the_rest_vanish(
    walked: Trail, day: int
) -> None:
    until = on(day)
    then = claims_of_trail(
        Trail(
            tuple([mark for mark in walked.marks if mark.occurred_at <= until]),
            {name: tuple([run for run in runs if run.since <= until]) for name, runs in walked.progress.items()},
        )
    )
    now = {(claim.kind, claim.anchor): claim for claim in claims_of_trail(walked)}
    for claim in then:
        later = now[claim.kind, claim.anchor]
        if claim.kind in {MilestoneKind.EFFORT_AGAINST_THE_ODDS, MilestoneKind.FIRST_STEP}:
            assert later == claim
        assert {claim.state, later.state} <= {MilestoneState.CONFIRMED, MilestoneState.REVERSED}


@given(_TOTALS, _TOTALS)
def test_the_pair_mirrored_shows_the_mirror(phq9: list[float | None], gad7: list[float | None]) -> None:
    # Around the first score of each, so that a change for the better becomes one for the worse, of the same size.
    claims = {claim.kind: claim for claim in nhs_pair.detect(pair(phq9, gad7))}
    mirrored = {claim.kind: claim for claim in nhs_pair.detect(pair(_mirrored(phq9), _mirrored(gad7)))}
    better, worse = MilestoneKind.NHS_RELIABLE_IMPROVEMENT, MilestoneKind.NHS_RELIABLE_DETERIORATION
    for kind, other in ((better, worse), (worse, better)):
        one, two = claims.get(kind), mirrored.get(other)
        assert (one and (one.state, one.occurred_at)) == (two and (two.state, two.occurred_at))


def _mirrored(totals: list[float | None]) -> list[float | None]:
    first = next((total for total in totals if total is not None), 0.0)
    return [None if total is None else 2 * first - total for total in totals]


@given(st.sampled_from([3, 9, 10, 20]), st.integers(0, 8), st.sampled_from([3, 7, 8, 20]), st.integers(0, 8))
def test_flat_scores_show_nothing(phq9: int, times: int, gad7: int, others: int) -> None:
    assert nhs_pair.detect(pair([phq9] * times, [gad7] * others)) == []


@given(st.permutations(range(8)), st.lists(st.sampled_from([20, 14, 10, 9, 3]), min_size=8, max_size=8))
def test_progress_is_the_same_in_whatever_order_and_however_often_the_scores_came(
    order: list[int], totals: list[int]
) -> None:
    course = Course()
    for week in [*order, *order]:
        course = course.with_point(point(week, totals[week]))
    stepwise: Progress = ()
    for one in course.points:
        stepwise = extended(stepwise, one, PAIR["PHQ-9"])
    assert progress_of(course.series(), PAIR["PHQ-9"]) == stepwise
