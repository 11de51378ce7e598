"""Silence on moto's DynamoDB: found by few reads, told once, ended by what is heard, and never of a pause or an end."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.envelope import Event
from kernel.instants import to_text
from kernel.items import from_item
from kernel.log import Log
from kernel.settled import UnsettledError
from milestones.adapters.alert_reads import DynamoAlerts
from milestones.adapters.caseload import DynamoCaseloads
from milestones.adapters.courses import said_courses
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.application.alert_telling import alert_news
from milestones.application.breaking_silence import Silence
from milestones.application.refresh_caseload import RefreshCaseload, partitions_of
from milestones.application.sweep_silence import SweepFailedError, SweepSilence
from milestones.domain.alert import AlertKind, AlertState, alert_id
from milestones.domain.alert_changes import acted_upon
from milestones.domain.alert_rulebook import ALERT_RULES
from milestones.domain.alert_wording import alert_in_words
from milestones.domain.explanation import Language
from milestones.domain.ports import Place
from milestones.domain.silence import CATCH_UP, WEEKS, days_to_look_into
from milestones.handlers.detect import observers
from unit.milestones.courses import JOURNEY, MONDAY
from unit.milestones.events import PRACTICE, an_event, closed, handed_over, opened, scored, shared

ALERT = alert_id(JOURNEY, AlertKind.SILENCE, "SILENCE")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.instant = MONDAY

    def now(self) -> datetime:
        return self.instant


class OneScan(DynamoQuiet):
    """Finds by a day what stands in the table: moto takes seconds for the queries of a sweep, most of them empty."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        super().__init__(dynamodb, TABLE)
        self.client = dynamodb
        self.places: list[dict[str, Any]] = []

    def of_day(self, day: date) -> Iterator[tuple[str, str]]:
        """Name those found by a day."""
        if day == days_to_look_into(day + (WEEKS[-1] * 7 + CATCH_UP) * DAY)[0]:
            self.places = [from_item(item) for item in self.client.scan(TableName=TABLE)["Items"]]
        for item in self.places:
            if item.get("heard_on") == day.isoformat():
                practice, _, journey = item["pk"].rpartition("#")
                yield practice, journey


class World:
    """What takes in, follows the stream and sweeps, on one table."""

    def __init__(self, dynamodb: Any, *, real: bool = False) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb, self.clock, self.lines = dynamodb, Clock(), list[str]()
        log = Log("milestones", self.lines.append)
        self.quiet, self._seen = DynamoQuiet(dynamodb, TABLE) if real else OneScan(dynamodb), dict[str, Any]()
        self._use_cases = observers(dynamodb, TABLE, KEYS, self.clock, log)
        silence = Silence(said_courses(dynamodb, TABLE), self.quiet, self.clock, log)
        self._refresh = RefreshCaseload(DynamoCaseloads(dynamodb, TABLE), silence, self.clock, log)
        self.sweep = SweepSilence(self.quiet, silence, self.clock, log)

    def take_in(self, *events: Event, followed: bool = True) -> None:
        for event in events:
            with suppress(UnsettledError):
                self._use_cases[event.type](event)
        if followed:
            self.follow()

    def follow(self) -> None:
        """Bring what the stream brings, until nothing new is written."""
        while changed := [item for item in self._items() if self._seen.get(str([item["pk"], item["sk"]])) != item]:
            self._seen |= {str([item["pk"], item["sk"]]): item for item in changed}
            if batch := [{"dynamodb": {"NewImage": item}} for item in changed if "version" in item]:
                self._refresh(partitions_of({"Records": batch}))

    def days(self, days: int) -> None:
        """Let days go by, with a sweep in each week and on the last."""
        for step in (*[7] * ((days - 1) // 7), (days - 1) % 7 + 1):
            self.clock.instant += step * DAY
            self.sweep()
            self.follow()

    def alert(self) -> tuple[AlertState, int] | None:
        _, found = DynamoAlerts(self.dynamodb, TABLE).with_journey(PRACTICE, ALERT)
        return None if found is None else (found.state, found.raising)

    def journey(self) -> dict[str, Any]:
        return next(from_item(item) for item in self._items() if item["sk"]["S"] == "JOURNEY")

    def _items(self) -> list[dict[str, Any]]:
        return list(self.dynamodb.scan(TableName=TABLE)["Items"])


def held(at: datetime, number: int = 1) -> Event:
    """Hold a session."""
    data = {"version": number, "session": f"{number:032x}", "number": number, "occurred_at": to_text(at)}
    return an_event("session.held.v1", f"{number:032x}", number, data)


def paused(version: int, at: datetime, *, on: bool = True) -> Event:
    """Pause, or go on."""
    event = an_event(f"journey.{'paused' if on else 'resumed'}.v1", JOURNEY, version, {"version": version})
    return event.model_copy(update={"time": to_text(at)})


@pytest.fixture
def world() -> Iterator[World]:
    with a_table() as client:
        world = World(client)
        world.take_in(opened())
        yield world


def test_four_weeks_without_a_word_are_told_once(world: World) -> None:
    world.take_in(scored(0, 12))
    world.days(27)
    assert world.alert() is None
    world.days(1)
    assert world.alert() == (AlertState.OPEN, 1)
    _, alert = DynamoAlerts(world.dynamodb, TABLE).with_journey(PRACTICE, ALERT)
    assert alert is not None
    assert (alert.level, alert.numbers, alert.thresholds) == ("amber", {"days": 28, "weeks": 4}, {"weeks": 4})
    assert ALERT_RULES[AlertKind.SILENCE].rerun(alert.numbers, alert.thresholds)
    world.days(21)
    assert world.alert() == (AlertState.OPEN, 1), "no storm"
    assert alert.version == 1


def test_a_journey_on_which_nothing_ever_was_is_silent_too(world: World) -> None:
    world.days(28)
    assert world.alert() == (AlertState.OPEN, 1)


@pytest.mark.parametrize("what", ["capture", "session"])
def test_what_is_heard_ends_it_and_another_silence_is_told_again(world: World, what: str) -> None:
    world.days(30)
    world.take_in(scored(4, 12) if what == "capture" else held(MONDAY + 29 * DAY))
    assert world.alert() == (AlertState.CLEARED, 1)
    assert "silent" not in world.journey()
    world.days(25)
    assert world.alert() == (AlertState.CLEARED, 1)
    world.days(8)
    assert world.alert() == (AlertState.OPEN, 2)


def test_sessions_alone_keep_it_from_being_silent(world: World) -> None:
    for week in range(1, 6):
        world.days(7)
        world.take_in(held(MONDAY + week * WEEK, week))
    assert world.alert() is None
    world.days(28)
    assert world.alert() == (AlertState.OPEN, 1)


def test_a_pause_is_never_silent_and_counts_from_its_end(world: World) -> None:
    world.days(20)
    world.take_in(paused(5, world.clock.instant))
    world.days(50)
    assert world.alert() is None
    world.take_in(paused(6, world.clock.instant, on=False))
    world.days(27)
    assert world.alert() is None
    world.days(29)
    assert world.alert() == (AlertState.OPEN, 1)


@pytest.mark.parametrize("end", [paused(5, MONDAY + 30 * DAY), closed(5)], ids=["paused", "closed"])
def test_a_pause_or_an_end_clears_it(world: World, end: Event) -> None:
    world.days(30)
    world.take_in(end)
    assert world.alert() == (AlertState.CLEARED, 1)
    world.days(35)
    assert world.alert() == (AlertState.CLEARED, 1)


def test_a_closed_journey_is_not_even_looked_at(world: World) -> None:
    world.take_in(closed(5))
    calls = counted(world.dynamodb)
    world.days(28)
    assert set(calls) - {"Query", "Scan"} == set()


def test_set_aside_it_stays_so_until_something_is_heard(world: World) -> None:
    world.days(30)

    alerts, place = DynamoAlerts(world.dynamodb, TABLE), Place(PRACTICE, JOURNEY, "SILENCE")
    standings, version = alerts.standings(place, "SAID#SILENCE")
    change = acted_upon(AlertKind.SILENCE, standings[AlertKind.SILENCE], AlertState.CLEARED)
    assert change is not None

    news = alert_news(change, None, place, ("c", "c"), world.clock.now())
    alerts.act(place, "SAID#SILENCE", version, {AlertKind.SILENCE: change.standing}, news)
    world.days(15)
    assert world.alert() == (AlertState.CLEARED, 1)
    world.take_in(shared(45, 1))
    world.days(40)
    assert world.alert() == (AlertState.OPEN, 2)


@pytest.mark.parametrize("weeks", WEEKS)
def test_each_practice_says_after_how_many_weeks(world: World, weeks: int) -> None:
    world.quiet.set_weeks(PRACTICE, weeks)
    world.days(weeks * 7 - 1)
    assert world.alert() is None
    world.days(1)
    assert world.alert() == (AlertState.OPEN, 1)


def test_who_wants_none_gets_none_and_may_change_her_mind(world: World) -> None:
    world.quiet.set_weeks(PRACTICE, None)
    world.days(50)
    assert world.alert() is None
    world.quiet.set_weeks(PRACTICE, 2)
    assert world.quiet.weeks(PRACTICE) == 2
    world.days(7)
    assert world.alert() == (AlertState.OPEN, 1), "found by the days of eight weeks"


def test_sweeps_that_fail_for_a_week_lose_nothing(world: World) -> None:
    world.clock.instant += (28 + CATCH_UP) * DAY
    world.sweep()
    assert world.alert() == (AlertState.OPEN, 1)


def test_its_calls_are_counted(world: World) -> None:
    world = World(world.dynamodb, real=True)
    calls = counted(world.dynamodb)
    world.sweep()
    assert calls == ["Query"] * len(days_to_look_into(MONDAY.date()))
    world.clock.instant += 28 * DAY
    calls.clear()
    world.sweep()
    raising = ["GetItem", "GetItem", "GetItem", "GetItem", "TransactWriteItems", "UpdateItem"]
    assert [call for call in calls if call != "Query"] == raising, "practice, journey, course and whether erased"
    calls.clear()
    world.sweep()
    assert set(calls) == {"Query"}, "an alert that stands is not looked at again"
    calls.clear()
    world.take_in(held(MONDAY + 28 * DAY), followed=False)
    assert calls == ["UpdateItem", "GetItem", "TransactWriteItems", "UpdateItem"]
    calls.clear()
    world.take_in(held(MONDAY + 29 * DAY, 2), followed=False)
    assert calls == ["UpdateItem"], "a session otherwise"


@pytest.mark.parametrize("call", ["GetItem", "TransactWriteItems", "UpdateItem"])
def test_a_store_that_throttles_leaves_it_to_the_next_sweep(world: World, call: str) -> None:
    world.clock.instant += 28 * DAY

    def throttle(**_: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, call)

    name = f"before-call.dynamodb.{call}"
    world.dynamodb.meta.events.register(name, throttle)
    with pytest.raises((SweepFailedError, ClientError)):
        world.sweep()
    world.dynamodb.meta.events.unregister(name, throttle)
    world.days(1)
    assert world.alert() == (AlertState.OPEN, 1)
    assert "silent" in world.journey()


@pytest.mark.parametrize("call", ["TransactWriteItems", "UpdateItem"])
@pytest.mark.parametrize("what", ["capture", "session"])
def test_what_is_heard_while_it_is_told_ends_it(world: World, call: str, what: str) -> None:
    world.clock.instant += 28 * DAY
    event = scored(4, 12) if what == "capture" else held(MONDAY + 28 * DAY)
    left: list[Callable[[], None]] = [lambda: world.take_in(event)]

    def overtake(**_: object) -> None:
        if left:
            left.pop()()

    world.dynamodb.meta.events.register(f"before-call.dynamodb.{call}", overtake)
    world.sweep()
    world.follow()
    world.sweep()
    assert world.alert() == (AlertState.CLEARED, 1)
    assert "silent" not in world.journey()


def test_of_an_erased_journey_nothing_is_found_and_nothing_comes_back(world: World) -> None:
    world.days(30)
    world.take_in(an_event("journey.erased.v1", JOURNEY, 7, {"version": 7}))
    world.take_in(held(MONDAY + 31 * DAY), paused(8, MONDAY + 31 * DAY), handed_over("therapist-2", 8))
    world.days(40)
    rows = [item for item in map(from_item, world.dynamodb.scan(TableName=TABLE)["Items"]) if JOURNEY in item["pk"]]
    assert [row["sk"] for row in rows] == ["JOURNEY"]
    assert set(rows[0]) <= {"pk", "sk", "erased_at", "confirmed_at", "event", "event_type", "client_version"} | {
        name for name in rows[0] if name.endswith("_version")
    }


def test_the_words_say_what_was_not_looked_at() -> None:
    for language, words in ((Language.ENGLISH, "28 days"), (Language.JAPANESE, "28日間")):
        said = alert_in_words(
            AlertKind.SILENCE,
            subject="SILENCE",
            numbers={"days": 28, "weeks": 4},
            thresholds={"weeks": 4},
            declared_by=None,
            language=language,
        )
        assert words in said
        assert "?" not in said


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.sampled_from([9, 28])),
        st.tuples(st.sampled_from(["score", "session", "pause", "resume", "again"]), st.just(0)),
    ),
    max_size=5,
)


@settings(max_examples=5)
@given(_STEPS)
def test_in_any_order_it_stands_where_nothing_was_heard_and_nowhere_else(steps: list[tuple[str, int]]) -> None:
    with a_table() as dynamodb:
        world = World(dynamodb)
        world.take_in(opened())
        heard, is_paused, version, taken = MONDAY, False, 5, list[Event]()
        for kind, days in steps:
            version += 1
            now = world.clock.instant
            if kind == "days":
                world.days(days)
                continue
            if kind == "again":
                world.take_in(*taken)
                continue
            if kind == "score":
                event = scored(0, 12, version, moved_to=0)
                event = event.model_copy(update={"data": {**event.data, "occurred_at": to_text(now)}})
            elif kind == "session":
                event = held(now, version)
            else:
                is_paused = kind == "pause"
                event = paused(version, now, on=is_paused)
            heard = now
            taken.append(event)
            world.take_in(event)
        world.days(1)
        silent = not is_paused and world.clock.instant - heard >= 28 * DAY
        assert ((world.alert() or (AlertState.CLEARED, 0))[0] is AlertState.OPEN) == silent
