"""What came after consults: of one journey for its therapist, counted for the practice's admin."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.envelope import Event
from kernel.instants import to_text
from reflections.application.project_consult import ANSWERED, REQUESTED, project_consult
from reflections.application.project_highlight import project_highlight
from reflections.domain.consult_outcome import Consulted, Found, Outcome, Turn
from reflections.domain.outcome_counts import LEAST_JOURNEYS, ROUNDED_TO, Quarter, counted, rounded
from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_THERAPIST,
    SUPERVISOR,
    THERAPIST,
    Answer,
    Person,
    Service,
    on_fakes,
)
from unit.reflections.fakes import FakeCaptures, FakeJourneys

ADMIN = Person("admin-1", "admin")


def _told(service: Service, event: str, journey: str, **data: object) -> Event:
    now = to_text(service.clock.now())
    return Event(
        id=f"{event}{now}{data}",
        source="/quietcheer/elsewhere",
        type=event,
        subject=journey,
        time=now,
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data={"occurred_at": now, **data},
    )


def _consult(journey: str, number: int = 1) -> str:
    return f"{journey}.{number:016x}"


def _asks(service: Service, journey: str, number: int = 1) -> None:
    event = _told(service, REQUESTED, journey, consult=_consult(journey, number), version=1)
    project_consult(service.stores.consulted)(event)


def _answers(service: Service, journey: str, number: int = 1, answer: int = 1) -> None:
    event = _told(service, ANSWERED, journey, consult=_consult(journey, number), version=1 + answer, number=answer)
    project_consult(service.stores.consulted)(event)


def _found(service: Service, journey: str, number: int, kind: str = "sudden_gain", state: str = "confirmed") -> None:
    captures = service.stores.captures
    assert isinstance(captures, FakeCaptures)
    name = "setback" if kind in {"sudden_loss", "reliable_deterioration"} else "milestone"
    facts = {name: f"{journey}.{number:016x}", "version": 1, "kind": kind, "state": state, "instrument": "PHQ-9"}
    project_highlight(captures)(_told(service, f"{name}.detected.v1", journey, **facts))


def _days(service: Service, days: float) -> None:
    service.clock.passes(days=days)
    journeys = service.stores.journeys
    assert isinstance(journeys, FakeJourneys)
    journeys.remembered.clear()


def _outcomes(service: Service, journey: str, who: Person = THERAPIST, language: str = "en") -> Answer:
    return service.get(who, f"/journeys/{journey}/consults/outcomes", language=language)


def _one(service: Service, journey: str) -> dict[str, Any]:
    answer = _outcomes(service, journey)
    assert answer.status == 200, answer.raw
    (one,) = answer.body["items"]
    return dict(one)


def test_a_consult_leads_from_question_to_turn(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}"
    assert _outcomes(service, journey).body["items"] == []
    for total in (16, 17, 16):
        service.post(THERAPIST, f"{at}/sessions", {"held": True})
        service.post(CLIENT, f"{at}/measures", {"instrument": "PHQ-9", "total": total})
        _days(service, 7)
    _asks(service, journey)
    asked = _one(service, journey)
    assert (asked["answered_at"], asked["turn"], asked["since"]) == (None, None, None)
    _days(service, 1)
    _answers(service, journey)
    assert _one(service, journey)["turn"] == "open"
    for total in (11, 10):
        _days(service, 7)
        service.post(THERAPIST, f"{at}/sessions", {"held": True})
        service.post(CLIENT, f"{at}/measures", {"instrument": "PHQ-9", "total": total})
    _found(service, journey, 1)
    _days(service, 1)
    _answers(service, journey, answer=2)
    one = _one(service, journey)
    assert (one["turn"], one["sessions_since"]) == ("turned", 2)
    assert one["fact"] == "The course has turned for the better since the first answer"
    assert one["courses"] == [
        {
            "instrument": "PHQ-9",
            "before": [{"session": number, "total": total} for number, total in ((1, 16), (2, 17), (3, 16))],
            "since": [{"session": number, "total": total} for number, total in ((4, 11), (5, 10))],
        }
    ]
    (milestone,) = one["since"]["milestones"]
    assert milestone == {"fact": "Sudden gain in PHQ-9, confirmed", "path": f"/milestones/{journey}.{1:016x}"}
    assert (one["since"]["setbacks"], one["before"]) == ([], {"milestones": [], "setbacks": []})


@pytest.mark.parametrize(
    ("before", "since", "turn"),
    [
        ([], [], "neither"),
        ([], ["sudden_gain"], "turned"),
        (["sudden_loss"], ["goal_attained"], "turned"),
        (["sudden_gain"], ["reliable_improvement"], "went_on"),
        (["sudden_gain", "sudden_loss"], ["comeback"], "turned"),
        ([], ["sudden_gain", "reliable_deterioration"], "worse"),
        (["sudden_gain"], ["sudden_loss"], "worse"),
        (["sudden_gain"], [], "neither"),
        ([], ["effort_against_the_odds", "first_step"], "neither"),
    ],
)
def test_the_turn(service: Service, before: Sequence[str], since: Sequence[str], turn: str) -> None:
    journey = service.joined()
    for number, kind in enumerate(before):
        _found(service, journey, number, kind)
    _days(service, 7)
    _asks(service, journey)
    _answers(service, journey)
    _days(service, 7)
    for number, kind in enumerate(since, 10):
        _found(service, journey, number, kind)
    _found(service, journey, 20, "sudden_gain", "provisional")
    _days(service, 78)
    assert _one(service, journey)["turn"] == turn


def test_what_lies_more_than_twelve_weeks_away_does_not_count(service: Service) -> None:
    journey = service.joined()
    _found(service, journey, 1)
    _days(service, 85)
    _asks(service, journey)
    _answers(service, journey)
    _days(service, 85)
    _found(service, journey, 2)
    one = _one(service, journey)
    assert (one["turn"], one["before"], one["since"]) == ("neither", *[{"milestones": [], "setbacks": []}] * 2)


def test_it_is_her_own_that_she_sees(service: Service) -> None:
    journey = service.joined()
    _asks(service, journey)
    _answers(service, journey)
    assert [_outcomes(service, journey, who).status for who in (CLIENT, SUPERVISOR, ADMIN)] == [403] * 3
    assert [_outcomes(service, journey, who).status for who in (OTHER_THERAPIST, ELSEWHERE)] == [404] * 2
    _days(service, 1)
    assert service.post(THERAPIST, f"/journeys/{journey}/handover", {"therapist": OTHER_THERAPIST.sub}).status == 201
    _days(service, 1)
    assert _outcomes(service, journey, OTHER_THERAPIST).body["items"] == []
    _asks(service, journey, 2)
    (one,) = _outcomes(service, journey, OTHER_THERAPIST).body["items"]
    assert one["consult"] == _consult(journey, 2)


def test_the_latest_consult_comes_first_and_both_languages_say_the_same(service: Service) -> None:
    journey = service.joined()
    for number in range(3):
        _asks(service, journey, number)
        _answers(service, journey, number)
        _days(service, 7)
    english, japanese = (_outcomes(service, journey, language=one).body for one in ("en", "ja"))
    assert [one["consult"] for one in english["items"]] == [_consult(journey, number) for number in (2, 1, 0)]
    for en, ja in zip(english["items"], japanese["items"], strict=True):
        assert {**en, "fact": None} == {**ja, "fact": None}
        assert (en["fact"].isascii(), ja["fact"].isascii()) == (True, False)
    assert english["complete"] is True


def test_a_client_learns_nothing_of_it(service: Service) -> None:
    journey = service.joined()
    paths = [f"/journeys/{journey}{rest}" for rest in ("", "/timeline", "/brief", "/goals", "/consents")]
    before = [service.get(CLIENT, path).raw for path in paths]
    _asks(service, journey)
    _answers(service, journey)
    _outcomes(service, journey)
    assert [service.get(CLIENT, path).raw for path in paths] == before


@pytest.mark.parametrize("order", [("ask", "answer"), ("answer", "ask"), ("answer", "ask", "answer", "ask")])
def test_events_may_come_in_any_order(order: Sequence[str]) -> None:
    service = on_fakes()
    journey = service.joined()
    for what in order:
        {"ask": _asks, "answer": _answers}[what](service, journey)
    stored = service.stores.consulted.of_journey("practice-1", journey)
    now = to_text(service.clock.now())
    assert stored == [Consulted("practice-1", journey, _consult(journey), now, now)]


# --- counted -------------------------------------------------------------------------------------------------------


def _counted(service: Service, quarter: str | None = None, who: Person = ADMIN) -> Answer:
    return service.get(who, "/consult-outcomes", **({} if quarter is None else {"quarter": quarter}))


def _practice(service: Service, journeys: int, turning: int = 0) -> list[str]:
    """Let so many journeys have a consult in June, and some turn; then let the quarter be over."""
    made = [service.opened() for _ in range(journeys)]
    for journey in made:
        _asks(service, journey)
        _answers(service, journey)
    _days(service, 7)
    for number, journey in enumerate(made[:turning]):
        _found(service, journey, number)
    _days(service, 120)
    return made


def test_ten_journeys_are_counted_and_rounded(service: Service) -> None:
    _practice(service, 13, turning=9)
    answer = _counted(service).body
    assert (answer["quarter"], answer["too_few"], answer["rounded_to"]) == ("2026-Q2", False, 5)
    assert answer["counts"] == {
        "journeys": 15,
        "turned": 10,
        "went_on": 0,
        "worse": 0,
        "neither": 5,
        "ideas_tried": 0,
    }


@pytest.mark.parametrize("journeys", [0, 1, 9])
def test_of_fewer_nothing_is_told_but_that(service: Service, journeys: int) -> None:
    empty = on_fakes()
    empty.clock.present = service.clock.present
    _practice(service, journeys, turning=journeys)
    _practice(empty, 0)
    assert _counted(service).raw == _counted(empty).raw
    assert _counted(service).body["counts"] is None


def test_a_journey_counts_once_a_quarter(service: Service) -> None:
    journeys = [service.opened() for _ in range(9)]
    for number in range(3):
        for journey in journeys:
            _asks(service, journey, number)
            _answers(service, journey, number)
    _days(service, 140)
    assert _counted(service).body["too_few"] is True


def test_what_was_counted_stays(service: Service) -> None:
    """Nobody learns of a journey by what changes between two readings."""
    made = _practice(service, 12, turning=12)
    first = _counted(service).raw
    captures = service.stores.captures
    assert isinstance(captures, FakeCaptures)
    captures.highlights.clear()
    journeys = service.stores.journeys
    assert isinstance(journeys, FakeJourneys)
    for journey in made:
        del journeys.stored["practice-1", journey]
    assert _counted(service).raw == first


@pytest.mark.parametrize("quarter", ["2026-Q2", "2026-Q3", "2031-Q1"])
def test_a_quarter_that_is_not_over_is_not_told(service: Service, quarter: str) -> None:
    _days(service, 29 + 84)  # 22 September: the quarter is over, the follow-up of its last day is not
    service.clock.present = datetime(2026, 9, 22, 23, 59, tzinfo=UTC)
    answer = _counted(service, quarter)
    assert (answer.status, answer.fields) == (422, ["quarter"])
    service.clock.present = datetime(2026, 9, 23, tzinfo=UTC)
    assert (_counted(service, quarter).status == 200) is (quarter == "2026-Q2")


def test_only_an_admin_of_the_practice_sees_its_counts(service: Service) -> None:
    _practice(service, 12)
    assert [_counted(service, who=who).status for who in (THERAPIST, CLIENT, SUPERVISOR)] == [403] * 3
    elsewhere = Person(ADMIN.sub, "admin", practice="practice-2")
    assert _counted(service, who=elsewhere).body["too_few"] is True
    assert "counts" in _counted(service).body


TURNS = st.sampled_from([turn for turn in Turn if turn is not Turn.OPEN])
OUTCOMES = st.builds(
    lambda turn, tried: Outcome(turn, Found([], []), Found([], []), {"tried": 1} if tried else {}), TURNS, st.booleans()
)


@settings(max_examples=100)
@given(st.lists(OUTCOMES, max_size=40), OUTCOMES)
def test_every_number_is_rounded_and_one_journey_more_changes_it_by_nothing_or_five(
    outcomes: list[Outcome], one: Outcome
) -> None:
    counts, more = counted(outcomes), counted([*outcomes, one])
    assert (counts is None) is (len(outcomes) < LEAST_JOURNEYS)
    if counts is None or more is None:
        return
    for name in counts.__slots__:
        before, after = getattr(counts, name), getattr(more, name)
        assert before % ROUNDED_TO == after % ROUNDED_TO == 0
        assert after - before in {0, ROUNDED_TO}


@settings(max_examples=100)
@given(st.integers(0, 10_000))
def test_rounding_is_to_the_nearest(number: int) -> None:
    assert abs(rounded(number) - number) <= ROUNDED_TO // 2


@settings(max_examples=50)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone comes beside
def test_quarters_follow_each_other_without_gap_or_overlap(now: datetime) -> None:
    last = Quarter.last_over(now)
    assert last.told_from <= now
    following = Quarter.of(str(last))
    assert following == last
    after = Quarter.last_over(last.ends + (last.told_from - last.ends) + (last.ends - last.begins))
    assert after.begins == last.ends or after == last
    assert Quarter(last.year + last.number // 4, last.number % 4 + 1).begins == last.ends
