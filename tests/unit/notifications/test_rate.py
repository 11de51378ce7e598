"""Everything that is sent goes through one queue and one function, at a set rate; nothing is lost or doubled."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.adapters.send_queue import SendQueue
from notifications.adapters.turnstile import Turnstile
from notifications.application.planning import Plan
from notifications.application.sweeping import GRACE, SendOverdue
from notifications.domain.lifecycle import State
from notifications.domain.message import Message, NoticeState
from notifications.domain.preferences import Preferences
from notifications.handlers.send import sender
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey


@dataclass
class FakeSqs:
    """A queue in a list."""

    bodies: list[str] = field(default_factory=list)
    hidden: int = 0

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803 - as AWS has it
        assert QueueUrl == "url"
        self.bodies.append(MessageBody)

    def get_queue_attributes(self, *, QueueUrl: str, AttributeNames: list[str]) -> object:  # noqa: N803 - as AWS has it
        assert QueueUrl == "url"
        return {"Attributes": dict(zip(AttributeNames, (str(len(self.bodies)), str(self.hidden)), strict=True))}


class Straight:
    """A turnstile that holds nobody."""

    def through(self, act: Callable[[], None]) -> None:
        act()


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.memory.celebrations[ID] = celebration(State.APPROVED)
    made.memory.journeys[JOURNEY] = journey()
    made.memory.preferences[JOURNEY.practice, CLIENT] = Preferences("UTC", email_notices=True, email="c@example.org")
    return made


def work_off(desk: Desk, sqs: FakeSqs) -> list[str]:
    """Let the function take everything out; give what it wants brought again."""
    handler = sender(desk.send, desk.follow_up, desk.tell, Straight(), desk.log)
    bodies, sqs.bodies = sqs.bodies, []
    records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
    return [failure["itemIdentifier"] for failure in handler({"Records": records}, None)["batchItemFailures"]]


def sweep(desk: Desk, sqs: FakeSqs) -> None:
    queue = SendQueue(sqs, "url")  # type: ignore[arg-type]
    SendOverdue(desk.due, queue, queue.follow_up, queue.tell, desk.clock, desk.log, queue.is_busy)()


def test_an_approval_is_handed_over_and_sent_with_four_calls_of_the_store_and_one_of_a_provider(desk: Desk) -> None:
    sqs = FakeSqs()
    Plan(SendQueue(sqs, "url"), desk.schedule, desk.clock)(desk.memory.celebrations[ID])  # type: ignore[arg-type]
    assert (desk.memory.calls, len(desk.schedule)) == ([], 0)
    assert [json.loads(body) for body in sqs.bodies] == [
        {"practice": ID.practice, "celebration": str(ID), "planned": False}
    ]
    assert work_off(desk, sqs) == []
    assert len(desk.memory.calls) == 4
    assert (desk.mailer.tried, desk.pusher.tried, len(desk.memory.messages)) == (1, 0, 1)


def test_by_night_one_schedule_brings_it_to_the_queue_in_the_morning(desk: Desk) -> None:
    sqs = FakeSqs()
    plan = Plan(SendQueue(sqs, "url"), desk.schedule, desk.clock)  # type: ignore[arg-type]
    desk.clock.forward(timedelta(hours=12))
    plan(desk.memory.celebrations[ID])
    work_off(desk, sqs)
    plan(desk.memory.celebrations[ID])
    plan(desk.memory.celebrations[ID])
    ((_, at),) = desk.schedule.wakes
    assert (len(desk.schedule), desk.mailer.tried) == (1, 0)
    desk.clock.instant, desk.memory.calls = at, []
    sqs.bodies = [json.dumps({"practice": ID.practice, "celebration": str(ID)})]
    work_off(desk, sqs)
    assert (len(desk.memory.calls), desk.mailer.tried) == (4, 1)


def test_what_fails_is_brought_again_alone(desk: Desk) -> None:
    sqs = FakeSqs(["no json", json.dumps({"practice": ID.practice, "celebration": str(ID)}), "{}"])
    assert work_off(desk, sqs) == ["0", "2"]
    assert desk.memory.celebrations[ID].state is State.SENT
    assert sum('"NT034"' in line for line in desk.lines) == 2


def test_the_sweep_hands_over_what_got_lost_and_leaves_a_busy_queue_alone(desk: Desk) -> None:
    sqs = FakeSqs(hidden=1)
    desk.clock.forward(GRACE)
    sweep(desk, sqs)
    assert sqs.bodies == []
    sqs.hidden = 0
    sweep(desk, sqs)
    sweep(desk, sqs)
    assert len(sqs.bodies) == 1
    work_off(desk, sqs)
    assert len(desk.memory.messages) == 1


def test_a_notice_whose_lease_ran_out_goes_the_same_way(desk: Desk) -> None:
    held = Message(ID, CLIENT, THERAPIST, b"sealed:x", NOON).attempting(NOON, "lease-1")
    desk.memory.messages[held.id] = held
    desk.memory.celebrations.clear()
    desk.clock.forward(timedelta(hours=1))
    sqs = FakeSqs()
    sweep(desk, sqs)
    assert work_off(desk, sqs) == []
    assert desk.memory.messages[held.id].notice is NoticeState.UNKNOWN


def test_a_burst_delivered_twice_and_out_of_order_sends_each_once(desk: Desk) -> None:
    """The arithmetic of ten thousand stands in the README; what must hold for each holds for some hundred."""
    sqs, wanted = FakeSqs(), 150
    plan = Plan(SendQueue(sqs, "url"), desk.schedule, desk.clock)  # type: ignore[arg-type]
    desk.memory.celebrations.clear()
    for place in range(wanted):
        other = replace(JOURNEY, journey=f"{place:08x}-016f-8cc9-8e97-8121e483aca9")
        client = f"client-{place}"
        made = replace(celebration(State.APPROVED), id=replace(ID, journey=other.journey))
        desk.memory.celebrations[made.id] = made
        desk.memory.journeys[other] = journey(id=other, client=client)
        wishes = Preferences("UTC", email_notices=True, email=f"{client}@example.org")
        desk.memory.preferences[JOURNEY.practice, client] = wishes
        for _ in range(2):
            plan(made)
    sqs.bodies.reverse()
    assert work_off(desk, sqs) == []
    sent = Counter(to for to, _ in desk.mailer.left)
    assert (len(sent), set(sent.values())) == (wanted, {1})
    assert len(desk.memory.messages) == len(desk.memory.events) == wanted


# --- the turnstile --------------------------------------------------------------------------------------------------


@dataclass
class Clockwork:
    """Time that passes only by what is done in it."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds


def test_whoever_is_quick_holds_the_place_and_whoever_is_slow_is_not_held() -> None:
    clock = Clockwork()
    gate = Turnstile(0.2, clock, clock.pause)
    gate.through(lambda: clock.pause(0.05))
    assert clock.seconds == pytest.approx(0.2)
    gate.through(lambda: clock.pause(0.7))
    assert clock.seconds == pytest.approx(0.9)


def test_who_fails_holds_the_place_too() -> None:
    clock = Clockwork()

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Turnstile(0.2, clock, clock.pause).through(fail)
    assert clock.seconds == pytest.approx(0.2)


@settings(max_examples=60)
@given(
    took=st.lists(st.floats(0.001, 1.0), min_size=1, max_size=80),
    places=st.integers(1, 4),
    per_second=st.floats(0.5, 50.0),
)
def test_so_many_places_let_through_no_more_than_the_rate(took: list[float], places: int, per_second: float) -> None:
    """Each passage begins where a place is free; a new process in a place knows nothing of the one before it."""
    holds, free, begun, order = places / per_second, [(0.0, n) for n in range(places)], list[float](), count(places)
    for seconds in took:
        at, _ = heappop(free)
        clock = Clockwork(at)
        begun.append(at)
        Turnstile(holds, clock, clock.pause).through(lambda clock=clock, seconds=seconds: clock.pause(seconds))  # type: ignore[misc]
        heappush(free, (clock.seconds, next(order)))
    # In any stretch of time there are at most `places` more than the rate allows.
    for first in range(len(begun)):
        for last in range(first, len(begun)):
            stretch = begun[last] - begun[first]
            assert last - first + 1 <= places + stretch * per_second + 1e-6
