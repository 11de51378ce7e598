"""Taking events in: what is told, with how many calls, and what happens when somebody else was faster."""

import json
from itertools import permutations

import pytest
from pydantic import ValidationError

from kernel.caller import Caller, Role
from kernel.envelope import Event
from kernel.log import Log
from milestones.application.observing import AT_ONCE
from milestones.domain.course import ContradictoryFactError
from milestones.domain.events import EVENTS
from milestones.domain.journey import View
from milestones.domain.ports import StaleError
from milestones.domain.relation import Relation
from unit.milestones.courses import JOURNEY
from unit.milestones.events import (
    GOAL,
    closed,
    course_of,
    goal_set,
    handed_over,
    joined,
    opened,
    rated,
    retracted,
    scored,
)
from unit.milestones.fakes import Service


def told(service: Service, kind: str = "sudden_gain") -> list[tuple[str, str | None, str, int]]:
    return [
        (event.type, event.data.get("from_state"), event.data["state"], event.data["version"])
        for event in service.milestones.events
        if event.data["kind"] == kind
    ]


def test_a_gain_is_told_once_at_each_step_of_its_life() -> None:
    service = Service()
    service.take_in(*course_of(18, 19, 18, 11, 10, 15))
    assert told(service) == [
        ("milestone.detected.v1", None, "provisional", 1),
        ("milestone.changed.v1", "provisional", "confirmed", 2),
        ("milestone.changed.v1", "confirmed", "reversed", 3),
    ]


def test_an_event_that_changes_no_milestone_costs_one_read_and_one_write() -> None:
    service = Service()
    service.take_in(scored(0, 18))
    assert service.courses.calls == ["get", "put"]


def test_a_known_event_costs_one_read_and_no_write() -> None:
    service = Service()
    service.take_in(*course_of(18, 19, 18, 11, 10))
    events, service.courses.calls = list(service.milestones.events), []
    service.take_in(*course_of(18, 19, 18, 11, 10))
    assert service.courses.calls == ["get"] * 5
    assert service.milestones.events == events


def test_a_change_costs_one_read_and_one_transaction() -> None:
    service = Service()
    service.take_in(*course_of(18, 19, 18))
    service.courses.calls = []
    service.take_in(scored(3, 11, session=4))
    assert service.courses.calls == ["get", "transaction of 3"], "the course, a sudden gain, a reliable improvement"


def test_overtaken_by_another_writer_it_reads_again_and_decides_again() -> None:
    service = Service()
    service.take_in(*course_of(18, 19, 18))
    service.courses.overtaken_by = [lambda: service.take_in(scored(4, 10, session=5))]
    service.take_in(scored(3, 11, session=4))
    (gain,) = [one for one in service.milestones.found.values() if one.kind == "sudden_gain"]
    assert (gain.state.value, gain.numbers["n_plus_2"]) == ("confirmed", 10)


def test_overtaken_every_time_it_leaves_the_event_to_the_queue() -> None:
    lines: list[str] = []
    service = Service(Log("milestones", lines.append))
    service.courses.overtaken_by = [lambda week=week: service.take_in(scored(week, 9)) for week in range(5, 15)]  # type: ignore[misc]
    with pytest.raises(StaleError):
        service.take_in(scored(0, 18))
    assert [json.loads(line)["code"] for line in lines] == ["MS002"]


def a_course_with_more_milestones_than_a_transaction_takes() -> list[Event]:
    """Alternate for two years; the last score has no session number, so that all milestones lose theirs."""
    return [*course_of(*[27, 18] * 55), scored(110, 18)]


def test_more_changes_than_a_transaction_takes_are_told_in_several() -> None:
    service = Service()
    *first, last = a_course_with_more_milestones_than_a_transaction_takes()
    service.take_in(*first)
    service.courses.calls = []
    service.take_in(last)
    # The course and some of its pages are written each time; what is still to be told is on the whole course.
    assert [call for call in service.courses.calls if "transaction" not in call] == ["get", "query"] * 3
    assert len(service.courses.calls) == 9
    straight = Service()
    straight.take_in(last, *first)
    assert service.end_state() == straight.end_state()


def test_cut_off_between_two_of_them_it_goes_on_where_it_was() -> None:
    service = Service()
    *first, last = a_course_with_more_milestones_than_a_transaction_takes()
    service.take_in(*first)

    def die() -> None:
        raise ConnectionError

    service.courses.overtaken_by = [lambda: None, die]
    with pytest.raises(ConnectionError):
        service.take_in(last)
    told = len(service.milestones.events)
    service.take_in(last)
    assert len(service.milestones.events) == told + 108 - AT_ONCE
    straight = Service()
    straight.take_in(last, *first)
    assert service.end_state() == straight.end_state()
    service.courses.calls = []
    service.take_in(last)
    assert service.courses.calls == ["get"], "it is known now"


def test_a_correction_takes_a_gain_back_and_its_history_is_kept() -> None:
    service = Service()
    service.take_in(*course_of(18, 19, 18, 11, 10), scored(3, 14, version=2, session=4))
    (gain,) = [one for one in service.milestones.found.values() if one.kind == "sudden_gain"]
    assert [(line.state.value, line.reason.value) for line in gain.history] == [
        ("provisional", "score"),
        ("confirmed", "score"),
        ("retracted", "correction"),
    ]
    assert gain.numbers["n_plus_1"] == 11, "the numbers it last rested on"
    assert gain.id not in service.end_state()
    (event,) = [event for event in service.milestones.events if event.data["state"] == "retracted"][:1]
    assert (event.data["from_state"], event.data["numbers"]) == ("confirmed", {})


def test_a_retracted_score_is_as_if_it_had_never_been_filled_in() -> None:
    service, without = Service(), Service()
    events = course_of(18, 19, 18, 11, 10)
    service.take_in(*events, retracted(1, 2))
    without.take_in(*[event for event in events if event is not events[1]])
    assert service.end_state() == without.end_state()


def test_a_goal_is_attained_whichever_arrives_first() -> None:
    for events in ([goal_set(7), rated(0, 7), rated(1, 8)], [rated(1, 8), rated(0, 7), goal_set(7)]):
        service = Service()
        service.take_in(*events)
        assert told(service, "goal_attained") == [("milestone.detected.v1", None, "confirmed", 1)]
        assert service.milestones.events[0].data["goal"] == GOAL


def test_each_event_is_what_the_contract_says_and_names_its_cause() -> None:
    service = Service()
    events = [
        *course_of(18, 19, 18, 11, 10, 15),
        scored(3, 17, version=2, session=4),
        goal_set(7),
        rated(0, 7),
        rated(1, 8),
    ]
    service.take_in(*events)
    assert len(service.milestones.events) >= 8
    for event in service.milestones.events:
        EVENTS[event.type].model_validate(event.data)
        assert event.causationid in {cause.id for cause in events}
        assert (event.subject, event.practice) == (JOURNEY, events[0].practice)
    ids = [event.id for event in service.milestones.events]
    assert len(set(ids)) == len(ids)


def test_an_instrument_nobody_knows_is_kept_without_any_rule() -> None:
    service = Service()
    service.take_in(*(scored(week, total, instrument="NEW-1") for week, total in enumerate([40, 39, 40, 3, 2])))
    assert len(service.courses) == 1
    assert len(service.milestones) == 0


def test_two_contents_of_one_version_end_among_the_dead_letters() -> None:
    service = Service()
    service.take_in(scored(0, 18))
    with pytest.raises(ContradictoryFactError):
        service.take_in(scored(0, 17))


def test_two_targets_of_one_version_end_among_the_dead_letters() -> None:
    service = Service()
    service.take_in(goal_set(7), goal_set(7))
    with pytest.raises(ContradictoryFactError):
        service.take_in(goal_set(8))
    service.take_in(goal_set(8, version=5), goal_set(7))


def test_what_cannot_be_read_is_refused_and_stores_nothing() -> None:
    service = Service()
    broken = scored(0, 18)
    for field, value in (
        ("total", float("nan")),
        ("measure", "m1"),
        ("version", 0),
        ("occurred_at", "2026-01-05T09:00:00"),
    ):
        event = Event.model_validate({**broken.model_dump(), "data": {**broken.data, field: value}})
        with pytest.raises(ValidationError):
            service.take_in(event)
    assert len(service.courses) == 0


def test_each_fact_of_a_journey_keeps_its_highest_version() -> None:
    service = Service()
    service.take_in(closed(), joined(), opened(), opened("nobody", 1), joined("old", 1))
    journey = service.milestones.journeys.get(opened().practice, JOURNEY)
    assert journey is not None
    assert (journey.therapist, journey.client, journey.closed) == ("therapist-1", "client-1", True)


def test_after_a_hand_over_the_new_therapist_sees_all_and_the_earlier_one_nothing() -> None:
    told = (opened(), joined(), handed_over("therapist-2", 5), handed_over("therapist-3", 7))
    for order in permutations(told):
        service = Service()
        service.take_in(*order, *order[:2])
        journey = service.milestones.journeys.get(opened().practice, JOURNEY)
        assert journey is not None
        views = [
            journey.view_of(
                Caller(
                    opened().practice, f"therapist-{number}", frozenset({Role.THERAPIST}), reaches=frozenset(Relation)
                )
            )
            for number in (1, 2, 3)
        ]
        assert views == [None, None, View.ALL]


def test_a_change_writes_one_line_without_any_score() -> None:
    lines: list[str] = []
    service = Service(Log("milestones", lines.append))
    service.take_in(*course_of(18, 19, 18, 11))
    written = [json.loads(line) for line in lines]
    assert {line["code"] for line in written} == {"MS001"}
    assert all("numbers" not in line for line in written)
