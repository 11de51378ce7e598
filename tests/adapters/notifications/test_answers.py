from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from adapters.notifications.conftest import Stores
from adapters.notifications.test_people import put_message
from kernel.envelope import Event
from notifications.application.announcing import answered
from notifications.domain.answer import Answer, Answered
from notifications.domain.celebration import Celebration
from notifications.domain.cheer_finding import Mark
from notifications.domain.command import Command
from notifications.domain.lifecycle import State, Step
from notifications.domain.message import MessageId
from notifications.domain.ports import JOY, LostRaceError, SpoiltTextError, StepRefusedError
from notifications.domain.preferences import Language, Preferences
from notifications.domain.trace import By, Happening, Trace
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, command

MARKS = tuple(map(Mark.parse, ("person_praise:5:15", "superlative:31:7")))


def sent(stores: Stores) -> tuple[Celebration, MessageId]:
    message = put_message(stores)
    found = stores.celebrations.get(ID)
    assert found is not None
    stores.calls.clear()
    return found, message.id


def answer(
    stores: Stores, before: Celebration, message: MessageId, word: Answer, stopping: Preferences | None = None
) -> Celebration:
    given = Answered(word, NOON + timedelta(hours=1), "command-9")
    after = before.answered_with(given)
    stores.celebrations.answer(before, after, message, answered(after, given, "request-9"), stopping)
    return after


def test_an_answer_is_one_transaction_and_leaves_the_event_of_the_sending_in_place(stores: Stores) -> None:
    before, message = sent(stores)
    after = answer(stores, before, message, Answer.LANDED)
    assert stores.calls == ["TransactWriteItems"]
    assert stores.celebrations.get(ID) == after
    found = stores.inbox.get(message)
    assert found is not None
    assert found.answers == ((ID.hash, Answer.LANDED),)
    events = {Event.model_validate_json(item["event"]["S"]).type for item in stores.raw() if "event" in item}
    assert events == {"celebration.sent.v1", "celebration.answered.v1"}


def test_an_answer_to_what_is_in_nobodys_or_anothers_inbox_changes_nothing(stores: Stores) -> None:
    before, message = sent(stores)
    everything = stores.raw()
    for wrong in (replace(message, client="client-2"), replace(message, sent_at=NOON + timedelta(days=1))):
        with pytest.raises(LostRaceError):
            answer(stores, before, wrong, Answer.PLEASE_STOP, Preferences("UTC"))
    with pytest.raises(LostRaceError):
        answer(stores, replace(before, version=9), message, Answer.LANDED)
    assert stores.raw() == everything


@pytest.mark.parametrize("kept", [None, Preferences("Asia/Tokyo", language=Language.JAPANESE, email_notices=True)])
def test_please_stop_switches_off_and_leaves_the_other_wishes(stores: Stores, kept: Preferences | None) -> None:
    if kept is not None:
        stores.preferences.put(JOURNEY.practice, CLIENT, kept)
    before, message = sent(stores)
    # What the use case has read may be older than what is stored: it fills gaps only.
    answer(stores, before, message, Answer.PLEASE_STOP, Preferences("Europe/London"))
    found = stores.preferences.get(JOURNEY.practice, CLIENT)
    expected = Preferences("Europe/London") if kept is None else kept
    assert found == replace(expected, celebrations=False, version=1 if kept is None else 2)


def test_reading_and_answering_lose_no_step_of_each_other(stores: Stores) -> None:
    before, message = sent(stores)
    stores.inbox.mark_read(message, NOON + timedelta(minutes=1))
    answer(stores, before, message, Answer.DID_NOT_LAND)
    found = stores.celebrations.get(ID)
    assert found is not None
    assert [step.event for step in found.history[-2:]] == [Happening.SEEN, Happening.ANSWERED]
    assert found.history[-1] == Trace(
        Happening.ANSWERED, NOON + timedelta(hours=1), By.CLIENT, Answer.DID_NOT_LAND.value
    )
    assert (found.seen_at, found.version) == (NOON + timedelta(minutes=1), before.version + 1)


def test_joy_is_one_write_of_its_therapist_alone_and_sealed_for_its_own_field(stores: Stores) -> None:
    made = celebration(text=stores.keys.seal_first(JOURNEY, "You went."))
    stores.celebrations.add(made)
    sealed = stores.keys.seal(JOURNEY, "I cried.", JOY)
    assert sealed is not None
    stores.calls.clear()
    assert stores.celebrations.keep_joy(ID, "therapist-2", sealed) is None
    assert stores.celebrations.keep_joy(replace(ID, hash="f" * 16), THERAPIST, sealed) is None
    kept = stores.celebrations.keep_joy(ID, THERAPIST, sealed)
    assert stores.calls == ["UpdateItem"] * 3
    assert kept == replace(made, joy=sealed) == stores.celebrations.get(ID)
    assert stores.keys.open(JOURNEY, sealed, JOY) == "I cried."
    with pytest.raises(SpoiltTextError):
        stores.keys.open(JOURNEY, sealed)
    assert stores.celebrations.keep_joy(ID, THERAPIST, None) == made
    assert len(stores.raw()) == 1


# --- findings ---------------------------------------------------------------------------------------


OVERRULED = ((), MARKS[:1], MARKS, (*MARKS, Mark.parse("score:40:2")))


@pytest.mark.parametrize("step", [Step.APPROVE, Step.HOLD])
def test_a_step_is_allowed_where_every_finding_is_overruled_and_no_other(stores: Stores, step: Step) -> None:
    seen = "confirmed" if step is Step.APPROVE else "provisional"
    for place, (found, overruled) in enumerate(product(((), MARKS), OVERRULED)):
        one, wanted = replace(ID, hash=f"{place:016x}"), command(step, overruled=overruled)
        made = replace(celebration(State.DRAFTED, seen, findings=found), id=one)
        stores.celebrations.add(made)
        assert made.settled(wanted) is (overruled == found)
        assert stepped(stores, made, wanted) is made.settled(wanted)


def test_an_edit_that_nobody_stands_by_is_a_draft_or_nothing(stores: Stores) -> None:
    for place, (state, overruled) in enumerate(product((State.DRAFTED, State.HELD), ((), MARKS))):
        one = replace(ID, hash=f"{place:016x}")
        made = replace(celebration(state, "provisional", findings=MARKS[:1], overruled=MARKS[:1]), id=one)
        stores.celebrations.add(made)
        wanted = command(Step.EDIT, name=None, text=b"new", findings=MARKS, overruled=overruled)
        assert stepped(stores, made, wanted) is (state is State.DRAFTED or bool(overruled))


def stepped(stores: Stores, made: Celebration, wanted: Command) -> bool:
    """Take a step; tell whether it was allowed, having looked that it did what the domain says, or nothing."""
    try:
        after = stores.celebrations.step(made.id, wanted)
    except StepRefusedError:
        assert stores.celebrations.get(made.id) == made
        return False
    assert after == made.after(wanted) == stores.celebrations.get(made.id)
    return True
