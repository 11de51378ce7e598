"""What is told of a change: its type, and in what the claim was found."""

from dataclasses import replace
from typing import Any

import pytest

from kernel.envelope import Event
from milestones.application.telling import Telling, news_of
from milestones.domain.changes import Change
from milestones.domain.claim import SETBACKS, MilestoneKind, MilestoneState
from milestones.domain.events import EVENTS
from milestones.domain.found_in import ON_THE_TRAIL, TRAIL
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place
from unit.milestones.courses import JOURNEY, MONDAY, course
from unit.milestones.events import PRACTICE, scored
from unit.milestones.test_explanation_words import CLAIMS
from unit.milestones.trails import GOAL, STRUGGLE, effort, struggle, trail

COURSE = course([18])
WALKED = trail([struggle(-3), effort(-1, 1)])
ANCHOR = COURSE.points[0].id
FOUND = {claim.kind: claim for claim in CLAIMS}
WHERE = ("instrument", "instruments", "goal", "struggle")


def told(kind: MilestoneKind, before: MilestoneState | None, *, gone: bool = False) -> Event:
    claim = replace(FOUND[kind], anchor=ANCHOR)
    change = Change(
        (kind, ANCHOR),
        1 if before is None else 2,
        MilestoneState.RETRACTED if gone else claim.state,
        before,
        None if gone else claim,
    )
    place = Place(PRACTICE, JOURNEY, TRAIL if kind in ON_THE_TRAIL else claim.subject)
    (news,) = news_of([change], COURSE, Telling(place, Reason.SCORE, scored(0, 18), MONDAY, WALKED))
    return news.event


def found_in(event: Event) -> dict[str, Any]:
    return {name: event.data[name] for name in WHERE if name in event.data}


@pytest.mark.parametrize("before", [None, MilestoneState.CONFIRMED])
@pytest.mark.parametrize("kind", sorted(FOUND))
def test_a_setback_is_never_told_as_a_milestone(kind: MilestoneKind, before: MilestoneState | None) -> None:
    event = told(kind, before)
    assert event.type == f"{'setback' if kind in SETBACKS else 'milestone'}.{'changed' if before else 'detected'}.v1"
    assert ("setback" in event.data, "milestone" in event.data) == (kind in SETBACKS, kind not in SETBACKS)
    EVENTS[event.type].model_validate(event.data)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (MilestoneKind.SUDDEN_GAIN, {"instrument": "PHQ-9"}),
        (MilestoneKind.FIRST_STEP, {"goal": GOAL}),
        (MilestoneKind.EFFORT_AGAINST_THE_ODDS, {"struggle": STRUGGLE}),
        (MilestoneKind.NHS_RECOVERY, {"instruments": ["PHQ-9", "GAD-7"]}),
        (MilestoneKind.GOAL_ATTAINMENT_SCALING, {}),
    ],
)
def test_it_says_in_what_it_was_found(kind: MilestoneKind, where: dict[str, Any]) -> None:
    assert found_in(told(kind, None)) == where


def test_of_what_is_no_more_it_says_what_is_still_known() -> None:
    gone = MilestoneState.CONFIRMED
    assert found_in(told(MilestoneKind.SUDDEN_GAIN, gone, gone=True)) == {"instrument": "PHQ-9"}
    assert found_in(told(MilestoneKind.FIRST_STEP, gone, gone=True)) == {}
    assert found_in(told(MilestoneKind.NHS_RECOVERY, gone, gone=True)) == {"instruments": ["PHQ-9", "GAD-7"]}


def test_it_says_how_long_the_road_was_but_not_to_a_setback_or_to_what_is_no_more() -> None:
    assert told(MilestoneKind.SUDDEN_GAIN, None).data["road"].keys() == {"days", "efforts"}
    assert "road" not in told(MilestoneKind.NHS_RELIABLE_DETERIORATION, None).data
    assert "road" not in told(MilestoneKind.SUDDEN_GAIN, MilestoneState.CONFIRMED, gone=True).data
