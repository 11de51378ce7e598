"""When each alert is raised, when it is cleared, and that each finds itself again from its own numbers."""

from collections.abc import Sequence

import pytest

from milestones.domain.alert import RED, AlertKind, level_of
from milestones.domain.alert_rulebook import ALERT_RULES
from milestones.domain.alerting import concerns_of_course, concerns_of_goal
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_course
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import INSTRUMENTS, Instrument
from unit.milestones.courses import BDI, PHQ9, course, point, uuid
from unit.milestones.events import scored
from unit.milestones.fakes import Service


def kinds(totals: Sequence[float | None], instrument: Instrument = PHQ9) -> dict[str, str | None]:
    """Give what is found on a course of weekly scores, by kind with its anchor; each is judged again."""
    made = course(totals)
    found = concerns_of_course(made, claims_of_course(made, instrument), instrument)
    for concern in found:
        assert ALERT_RULES[concern.kind].rerun(concern.numbers, concern.thresholds)
    return {concern.kind.value: concern.anchor for concern in found}


@pytest.mark.parametrize(
    ("totals", "kind", "week"),
    [
        ([11, 12, 17], "reliable_deterioration", 2),
        ([11, 17, 18, 12, 17], "reliable_deterioration", 4),
        ([10, 11, 10, 17, 16, 17], "sudden_loss", 3),
        ([18, 19, 18, 11, 10, 15], "gain_reversed", 3),
        ([18, 16, 14, 12, 17], "gain_reversed", 4),
        ([16, 17, 16, 17, 16], "scores_unmoved", 4),
        ([16, 17, 16, 17, 16, 15, 14], "scores_unmoved", 4),
        ([15, 14, 16, 20, 12, 13, 13], "no_reliable_improvement", 6),
        ([20, 16, 21, 15, 17], "above_expected_score", 4),
        ([20, 16, 21, 15, 17, 18], "above_expected_score", 4),
        ([20, None, None, None, None, None, None, None, None, 13], "above_expected_score", 9),
        ([20, *[None] * 13, 9], "above_expected_score", 14),
    ],
)
def test_raised(totals: Sequence[float | None], kind: str, week: int) -> None:
    assert kinds(totals)[kind] == uuid(week + 1)


@pytest.mark.parametrize(
    ("totals", "kind"),
    [
        ([11, 12, 16], "reliable_deterioration"),
        ([11, 17, 16], "reliable_deterioration"),
        ([10, 11, 10, 17], "sudden_loss"),
        ([10, 11, 10, 17, 16, 17, 12], "sudden_loss"),
        ([18, 19, 18, 11, 10], "gain_reversed"),
        ([18, 19, 18, 11, 10, 15, *[9] * 9], "gain_reversed"),
        ([16, 17], "scores_unmoved"),
        ([16, 17, 16, 17], "scores_unmoved"),
        ([16, 17, 16, 17, 10], "scores_unmoved"),
        ([9, 9, 9, 9, 9], "scores_unmoved"),
        ([24, 16, 16, 16, 16, 16], "scores_unmoved"),
        ([15, 14, 16, 20, 12, 13], "no_reliable_improvement"),
        ([15, 14, 16, 20, 12, 13, 9], "no_reliable_improvement"),
        ([15, 14, 16, 9, 15, 15, 15], "no_reliable_improvement"),
        ([9, 9, 9, 9, 9, 9, 9], "no_reliable_improvement"),
        ([20, 16, 21, 15, 16], "above_expected_score"),
        ([20, 16, 21, 15, 17, 16], "above_expected_score"),
        ([20, 16, 21, 17], "above_expected_score"),
    ],
)
def test_not_raised_or_cleared_by_the_data(totals: Sequence[float | None], kind: str) -> None:
    assert kind not in kinds(totals)


def test_two_sessions_only_raise_nothing() -> None:
    assert kinds([16, 17]) == {}


def test_a_rule_without_its_threshold_stays_silent() -> None:
    assert kinds([20, 20, 20, 20, 20, 20, 40], BDI) == {}


def test_an_instrument_that_nobody_knows_still_has_its_risk_items() -> None:
    made = Course((point(0, 5)._replace(risk=True),))
    (concern,) = concerns_of_course(made, [], None)
    assert concern.kind is AlertKind.RISK_ITEM_POSITIVE


@pytest.mark.parametrize(
    ("risks", "week"),
    [
        ([True], 0),
        ([False, True], 1),
        ([True, None], 0),
        ([True, True], 1),
        ([True, False], None),
        ([True, False, None], None),
        ([None], None),
    ],
)
def test_the_latest_answer_that_is_known_decides(risks: Sequence[bool | None], week: int | None) -> None:
    made = Course(tuple(point(at, 5)._replace(risk=risk) for at, risk in enumerate(risks)))
    found = [one for one in concerns_of_course(made, [], PHQ9) if one.kind is AlertKind.RISK_ITEM_POSITIVE]
    assert [one.anchor for one in found] == ([] if week is None else [uuid(week + 1)])
    assert all(dict(one.thresholds) == {"risk_item_positive": 1, "item": 9, "positive_from": 1} for one in found)


@pytest.mark.parametrize(
    ("ratings", "target", "raised"),
    [
        ({0: 3, 2: 3, 4: 3}, 8, True),
        ({0: 3, 1: 4, 2: 5, 3: 4, 4: 3}, 8, True),
        ({0: 3, 2: 3, 4: 3}, None, True),
        ({0: 3, 4: 3}, 8, False),
        ({0: 3, 1: 3, 2: 3}, 8, False),
        ({0: 3, 2: 3, 4: 6}, 8, False),
        ({0: 8, 2: 8, 4: 8}, 8, False),
    ],
)
def test_a_goal_that_has_not_moved_for_five_weekly_sessions(
    ratings: dict[int, int],
    target: int | None,
    raised: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    made = GoalCourse(Course(tuple(point(week, value) for week, value in ratings.items())), target, 1)
    found = concerns_of_goal(made, [])
    assert [one.kind.value for one in found] == ["goal_unmoved"] * raised
    for concern in found:
        assert ALERT_RULES[concern.kind].rerun(concern.numbers, concern.thresholds)
        assert concern.numbers["days"] == 28


def test_worsening_on_one_instrument_outranks_improvement_on_another() -> None:
    service = Service()
    service.take_in(*(scored(week, total, session=week + 1) for week, total in enumerate([18, 12, 8])))
    service.take_in(
        *(scored(week + 20, total, session=week + 1, instrument="GAD-7") for week, total in enumerate([9, 13]))
    )
    assert service.milestones.alerts.open() == {"reliable_deterioration": "open"}
    assert level_of(AlertKind.RELIABLE_DETERIORATION) == "red"


def test_detection_of_an_alert_adds_no_call() -> None:
    service = Service()
    service.take_in(scored(0, 18, risk="positive"))
    assert service.courses.calls == ["get", "transaction of 2"], "the course, and the alert with its event"


def test_an_alert_that_is_open_is_not_raised_again_and_the_data_clear_it() -> None:
    service = Service()
    service.take_in(*(scored(week, 12, session=week + 1, risk="positive") for week in range(3)))
    service.take_in(scored(3, 12, session=4), scored(4, 12, session=5, risk="positive"))
    told = [
        (event.type, event.data["version"], event.data["raising"])
        for event in service.milestones.alerts.events
        if event.data["kind"] == "risk_item_positive"
    ]
    assert told == [
        ("alert.raised.v1", 1, 1),
        ("alert.raised.v1", 2, 1),
        ("alert.raised.v1", 3, 1),
        ("alert.cleared.v1", 4, 1),
        ("alert.raised.v1", 5, 2),
    ]


def test_every_kind_that_a_rule_raises_has_a_rule_with_its_source() -> None:
    assert set(ALERT_RULES) == set(AlertKind)
    assert all(rule.citation for rule in ALERT_RULES.values())
    assert set(RED) < set(ALERT_RULES)
    assert "PHQ-9" in INSTRUMENTS
