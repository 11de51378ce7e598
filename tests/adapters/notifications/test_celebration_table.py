from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.notifications.conftest import Stores
from kernel.envelope import Event
from notifications.adapters.celebration_rows import celebration_item
from notifications.application.announcing import sent
from notifications.domain.celebration import Celebration
from notifications.domain.channel import Channel
from notifications.domain.grounds import Gathered, Grounds, Sending
from notifications.domain.journey import Consent, Journey
from notifications.domain.lifecycle import MilestoneState, State, Step, refusal
from notifications.domain.message import Message
from notifications.domain.ports import LostRaceError, StepRefusedError
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from unit.notifications.fakes import NOON
from unit.notifications.making import (
    CLIENT,
    ID,
    JOURNEY,
    THERAPIST,
    administered,
    celebration,
    command,
    journey,
    milestone,
)


def stored(stores: Stores, made: Celebration) -> Celebration:
    stores.celebrations.add(made)
    stores.calls.clear()
    return made


@pytest.mark.parametrize(
    "made",
    [
        celebration(),
        celebration(State.APPROVED, planned=True, send_at=NOON + timedelta(hours=3)),
        celebration(State.SENT, sent_at=NOON),
        celebration(State.NOT_DONE, reason=Reason.RISK_MISSING),
        celebration(milestone=replace(milestone(), numbers={"x": 1.5, "y": -3, "z": 0})),
    ],
)
def test_a_celebration_comes_back_as_it_was(stores: Stores, made: Celebration) -> None:
    stored(stores, made)
    assert stores.celebrations.get(ID) == made
    with pytest.raises(LostRaceError):
        stores.celebrations.add(made)


def test_gathering_is_one_call_over_both_tables(stores: Stores) -> None:
    assert stores.celebrations.gather(ID) == Gathered(None, None)
    assert stores.calls == ["BatchGetItem"]
    stores.journeys.put(journey(row=0))
    stores.keys.seal_first(JOURNEY, "x")
    made = stored(stores, celebration())
    assert stores.celebrations.gather(ID) == Gathered(journey(row=1), made)
    assert stores.calls == ["BatchGetItem"]


def test_a_change_writes_what_differs_and_keeps_the_event(stores: Stores) -> None:
    before = stored(stores, celebration(State.APPROVED))
    after = before.abandoned(Reason.JOURNEY_CLOSED, NOON)
    event = sent(after, [], NOON)
    stores.celebrations.change(before, after, event)
    assert stores.calls == ["UpdateItem"]
    later = after.with_milestone(milestone("reversed", 2), NOON)
    stores.celebrations.change(after, later)
    (item,) = stores.raw()
    assert stores.celebrations.get(ID) == later
    assert "due" not in item
    assert "send_at" not in item
    assert Event.model_validate_json(item["event"]["S"]) == event


def test_a_change_upon_something_else_loses_the_race(stores: Stores) -> None:
    made = stored(stores, celebration(State.APPROVED))
    for before in (replace(made, version=2), replace(made, state=State.DISMISSED)):
        with pytest.raises(LostRaceError):
            stores.celebrations.change(before, before.planned_for(NOON, NOON))
    assert stores.celebrations.get(ID) == made


@pytest.mark.parametrize("step", [Step.APPROVE, Step.HOLD, Step.DISMISS, Step.EDIT])
@pytest.mark.parametrize("seen", [MilestoneState.CONFIRMED, MilestoneState.PROVISIONAL])
def test_each_step_is_one_call_that_does_what_the_domain_says(stores: Stores, step: Step, seen: MilestoneState) -> None:
    wanted = command(step) if step is not Step.EDIT else command(step, name=None, text=b"new")
    for place, state in enumerate(State):
        made = stored(stores, replace(celebration(state, seen), id=replace(ID, hash=f"{place:016x}")))
        expected = made
        if refusal(state, seen, step) is None:
            expected = made.after(wanted)
            assert stores.celebrations.step(made.id, wanted) == expected
        else:
            with pytest.raises(StepRefusedError) as refused:
                stores.celebrations.step(made.id, wanted)
            assert refused.value.stored == made
        assert stores.calls == ["UpdateItem"]
        assert stores.celebrations.get(made.id) == expected
        (item,) = [item for item in stores.raw() if item["sk"]["S"].endswith(made.id.hash)]
        assert item.keys() == celebration_item(expected).keys()


def test_a_step_of_somebody_else_or_upon_an_old_version_is_refused(stores: Stores) -> None:
    made = stored(stores, celebration())
    for wrong in (command(Step.APPROVE, therapist="therapist-2"), command(Step.APPROVE, version=2)):
        with pytest.raises(StepRefusedError) as refused:
            stores.celebrations.step(ID, wrong)
        assert refused.value.stored == made


def test_a_step_on_nothing_makes_nothing(stores: Stores) -> None:
    with pytest.raises(StepRefusedError) as refused:
        stores.celebrations.step(ID, command(Step.APPROVE))
    assert refused.value.stored is None
    assert stores.raw() == []


def test_cards_come_in_pages_newest_first_and_only_ones_own(stores: Stores) -> None:
    for day in range(5):
        other = replace(ID, hash=f"{day:016x}")
        stores.celebrations.add(replace(celebration(), id=other, shown_at=NOON + timedelta(days=day)))
    stores.celebrations.add(replace(celebration(), id=replace(ID, hash="a" * 16), therapist="therapist-2"))
    seen, cursor = [], None
    while True:
        page = stores.celebrations.cards(JOURNEY.practice, THERAPIST, cursor, 2)
        seen += [card.id.hash for card in page.shown]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [f"{day:016x}" for day in (4, 3, 2, 1, 0)]
    assert stores.celebrations.cards("practice-2", THERAPIST, None, 2).shown == []
    with pytest.raises(ValueError, match="x"):
        stores.celebrations.cards(JOURNEY.practice, THERAPIST, "x", 2)


# --- delivering ---------------------------------------------------------------------------------------------------


def ready(stores: Stores, preferences: Preferences | None = None) -> Grounds:
    stores.journeys.put(journey(row=0))
    if preferences is not None:
        stores.preferences.put(JOURNEY.practice, CLIENT, preferences)
    stored(stores, celebration(State.APPROVED))
    found = stores.celebrations.gather(ID)
    known, made = found.journey, found.celebration
    assert made is not None
    stores.calls.clear()
    preferences_, pace = stores.preferences.with_pace(JOURNEY.practice, CLIENT)
    stores.calls.clear()
    return Grounds(made, known, preferences_, pace)


def deliver(stores: Stores, grounds: Grounds) -> Message:
    after = grounds.celebration.delivered(NOON)
    message = Message(ID, CLIENT, THERAPIST, grounds.celebration.text, NOON)
    sending = Sending(grounds.celebration, after, sent(after, [], NOON))
    stores.celebrations.deliver(grounds, [sending], message, grounds.pace.with_sent(NOON))
    return message


@pytest.mark.parametrize("preferences", [None, Preferences("Asia/Tokyo")])
def test_delivering_is_one_transaction(stores: Stores, preferences: Preferences | None) -> None:
    grounds = ready(stores, preferences)
    message = deliver(stores, grounds)
    assert stores.calls == ["TransactWriteItems"]
    assert stores.inbox.get(message.id) == message
    assert stores.celebrations.get(ID) == grounds.celebration.delivered(NOON)
    events = [Event.model_validate_json(item["event"]["S"]) for item in stores.raw() if "event" in item]
    assert [event.type for event in events] == ["celebration.sent.v1"]
    with pytest.raises(LostRaceError):
        deliver(stores, grounds)


def withdraw(stores: Stores) -> None:
    known = stores.journeys.get(JOURNEY)
    stores.journeys.put(replace(known, consent=Consent(9, granted=False)))


def switch_off(stores: Stores) -> None:
    stores.preferences.put(JOURNEY.practice, CLIENT, Preferences("UTC", celebrations=False))


def reverse(stores: Stores) -> None:
    found = stores.celebrations.get(ID)
    assert found is not None
    stores.celebrations.change(found, found.with_milestone(milestone("reversed", 2), NOON))


def take_back(stores: Stores) -> None:
    stores.celebrations.step(ID, command(Step.DISMISS))


@pytest.mark.parametrize("preferences", [None, Preferences("Asia/Tokyo")])
@pytest.mark.parametrize("meanwhile", [withdraw, switch_off, reverse, take_back])
def test_nothing_is_delivered_when_its_grounds_are_gone(
    stores: Stores, meanwhile: Callable[[Stores], None], preferences: Preferences | None
) -> None:
    grounds = ready(stores, preferences)
    meanwhile(stores)
    before = stores.celebrations.get(ID)
    with pytest.raises(LostRaceError):
        deliver(stores, grounds)
    assert stores.celebrations.get(ID) == before
    assert not any(item["sk"]["S"].startswith("INBOX#") or "event" in item for item in stores.raw())


def test_a_projection_comes_back_as_it_was_and_its_row_guards_it(stores: Stores) -> None:
    made = Journey(JOURNEY, therapist=THERAPIST, client=CLIENT, consent=Consent(3, granted=True), closed=True)
    ends = Consent(5, granted=True, until=NOON)
    made = replace(made, channel_consents={Channel.PUSH: Consent(4, granted=False), Channel.EMAIL: ends})
    for day in range(60):
        made = made.with_administration(administered(f"m{day}", NOON + timedelta(days=day)))
    assert stores.journeys.get(JOURNEY) == Journey(JOURNEY)
    stores.journeys.put(made)
    assert stores.journeys.get(JOURNEY) == replace(made, row=1)
    with pytest.raises(LostRaceError):
        stores.journeys.put(made)
    stores.journeys.put(replace(made, row=1))
    with pytest.raises(LostRaceError):
        stores.journeys.put(replace(made, row=1))
