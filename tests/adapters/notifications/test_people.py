from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from adapters.notifications.conftest import Stores
from kernel.items import to_item
from notifications.adapters.batches import UnreadError
from notifications.adapters.table_keys import celebration_key
from notifications.application.announcing import sent
from notifications.domain.channel import Channel
from notifications.domain.device import Device
from notifications.domain.grounds import Grounds, Sending
from notifications.domain.identity import MalformedIdError
from notifications.domain.lifecycle import State
from notifications.domain.message import Message, MessageId, NoticeState
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import EmailStopped, Language, Preferences
from notifications.domain.reason import Reason
from notifications.domain.trace import Happening
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey

WISHES = Preferences("Asia/Tokyo", time(22, 30), time(7), Language.JAPANESE, email_notices=True, email="c@example.org")


def test_preferences_are_one_write_and_their_version_grows(stores: Stores) -> None:
    assert stores.preferences.get(JOURNEY.practice, CLIENT) == Preferences("Europe/London")
    stores.calls.clear()
    assert stores.preferences.put(JOURNEY.practice, CLIENT, WISHES) == replace(WISHES, version=1)
    assert stores.calls == ["UpdateItem"]
    assert stores.preferences.get(JOURNEY.practice, CLIENT) == replace(WISHES, version=1)
    without = replace(WISHES, email_notices=False, email=None)
    assert stores.preferences.put(JOURNEY.practice, CLIENT, without).version == 2
    assert stores.preferences.get(JOURNEY.practice, CLIENT) == replace(without, version=2)
    assert stores.preferences.get("practice-2", CLIENT).version == 0


def put_message(stores: Stores, sent_at: datetime = NOON, hash_: str = ID.hash) -> Message:
    """Put a message into the inbox the only way there is: by delivering."""
    celebration_id = replace(ID, hash=hash_)
    if stores.journeys.get(JOURNEY).row == 0:
        stores.journeys.put(journey(row=0))
    stores.celebrations.add(replace(celebration(State.APPROVED), id=celebration_id))
    found = stores.celebrations.gather(celebration_id)
    known, made = found.journey, found.celebration
    assert made is not None
    message = Message(celebration_id, CLIENT, THERAPIST, b"sealed", sent_at).attempting(sent_at, "lease-1")
    after = made.delivered(sent_at)
    grounds = Grounds(made, known, *stores.preferences.with_pace(JOURNEY.practice, CLIENT))
    sending = Sending(made, after, sent(after, [Channel.EMAIL], sent_at))
    stores.celebrations.deliver(grounds, [sending], message, grounds.pace.with_sent(sent_at))
    stores.calls.clear()
    return message


def test_the_inbox_comes_in_pages_newest_first_and_only_ones_own(stores: Stores) -> None:
    for day in range(3):
        put_message(stores, NOON + timedelta(days=day), f"{day:016x}")
    stores.preferences.put(JOURNEY.practice, CLIENT, WISHES)
    first = stores.inbox.messages(JOURNEY.practice, CLIENT, None, 2)
    second = stores.inbox.messages(JOURNEY.practice, CLIENT, first.next, 2)
    assert [message.celebration.hash for message in [*first.shown, *second.shown]] == [
        f"{day:016x}" for day in (2, 1, 0)
    ]
    assert second.next is None
    assert stores.inbox.messages(JOURNEY.practice, "client-2", None, 2).shown == []
    with pytest.raises(MalformedIdError):
        stores.inbox.messages(JOURNEY.practice, CLIENT, "x", 2)


def test_reading_tells_the_celebration_and_the_first_time_counts(stores: Stores) -> None:
    message = put_message(stores)
    assert stores.inbox.mark_read(message.id, NOON) == replace(message, read_at=NOON)
    assert stores.calls == ["GetItem", "TransactWriteItems"]
    assert stores.inbox.mark_read(message.id, NOON + timedelta(hours=1)) == replace(message, read_at=NOON)
    assert stores.calls[2:] == ["GetItem"]
    told = stores.celebrations.get(ID)
    assert told is not None
    assert (told.seen_at, told.version) == (NOON, 2)
    assert [step.event for step in told.history] == [Happening.SENT, Happening.SEEN]
    assert stores.inbox.mark_read(replace(message.id, client="client-2"), NOON) is None
    assert len([item for item in stores.raw() if item["sk"]["S"].startswith("INBOX#")]) == 1


def test_what_became_of_a_notice_is_recorded_by_whoever_holds_its_lease(stores: Stores) -> None:
    message = put_message(stores)
    stores.inbox.mark_read(message.id, NOON)
    after = message.accepted(Channel.EMAIL, "mail-1")
    stores.inbox.record(message, after)
    assert stores.inbox.get(message.id) == replace(after, read_at=NOON)
    with pytest.raises(LostRaceError):
        stores.inbox.record(message, message.unknown())
    assert list(stores.due.until(NOON + timedelta(days=9))) == []


def test_a_retry_stands_on_the_same_grounds_as_a_sending(stores: Stores) -> None:
    message = put_message(stores)
    refused = message.refused(NOON, for_now=True)
    stores.inbox.record(message, refused)
    around = stores.celebrations.gather(ID)
    known, made = around.journey, around.celebration
    assert made is not None
    grounds = Grounds(made, known, *stores.preferences.with_pace(JOURNEY.practice, CLIENT))
    again = refused.attempting(NOON, "lease-2")
    for outdated in (
        replace(grounds, journey=journey(row=7)),
        replace(grounds, preferences=replace(WISHES, version=7)),
        replace(grounds, celebration=replace(made, version=7)),
        replace(grounds, journey=None),
    ):
        with pytest.raises(LostRaceError):
            stores.inbox.attempt(outdated, refused, again)
    stores.calls.clear()
    stores.inbox.attempt(grounds, refused, again)
    assert stores.calls == ["TransactWriteItems"]
    found = stores.inbox.get(message.id)
    assert found is not None
    assert (found.notice, found.attempts, found.owner) == (NoticeState.ATTEMPTING, 2, "lease-2")
    with pytest.raises(LostRaceError):
        stores.inbox.attempt(grounds, refused, again)


def test_what_is_due_is_found_oldest_first(stores: Stores) -> None:
    message = put_message(stores)
    waiting = replace(ID, hash="b" * 16)
    stores.celebrations.add(replace(celebration(State.APPROVED), id=waiting, send_at=NOON + timedelta(hours=1)))
    stores.celebrations.add(replace(celebration(), id=replace(ID, hash="c" * 16)))
    assert list(stores.due.until(NOON)) == []
    assert list(stores.due.until(NOON + timedelta(minutes=20))) == [message.id]
    assert list(stores.due.until(NOON + timedelta(hours=1))) == [message.id, waiting]


def test_a_row_that_this_code_cannot_read_hides_no_other_from_the_sweep(stores: Stores) -> None:
    message = put_message(stores)
    newer = replace(ID, hash="b" * 16)
    stores.celebrations.add(replace(celebration(State.APPROVED), id=newer, send_at=NOON - timedelta(hours=1)))
    stores.dynamodb.update_item(
        TableName="Table",
        Key=to_item(celebration_key(newer)),
        UpdateExpression="SET milestone_state = :new",
        ExpressionAttributeValues={":new": {"S": "of a later version of this code"}},
    )
    assert list(stores.due.until(NOON + timedelta(minutes=20))) == [newer, message.id]


def test_a_write_held_up_by_a_sending_is_a_lost_race(stores: Stores) -> None:
    message, made = put_message(stores), celebration(id=replace(ID, hash="b" * 16))
    stores.celebrations.add(made)

    def conflict(model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's own
        raise ClientError({"Error": {"Code": "TransactionConflictException", "Message": ""}}, model.name)

    for name in ("PutItem", "UpdateItem"):
        stores.dynamodb.meta.events.register(f"before-call.dynamodb.{name}", conflict)
    with pytest.raises(LostRaceError):
        stores.journeys.put(journey(row=1, closed=True))
    with pytest.raises(LostRaceError):
        stores.celebrations.change(made, made.abandoned(Reason.NO_CLIENT, NOON))
    with pytest.raises(LostRaceError):
        stores.inbox.record(message, message.accepted(Channel.EMAIL, "mail-1"))


def test_a_store_that_leaves_keys_unread_asks_to_come_again(stores: Stores) -> None:
    def unread(parsed: dict[str, Any], **_: object) -> None:
        parsed["UnprocessedKeys"] = {"Table": {"Keys": [to_item(celebration_key(ID))]}}

    stores.dynamodb.meta.events.register("after-call.dynamodb.BatchGetItem", unread)
    with pytest.raises(UnreadError) as raised:
        stores.celebrations.gather(ID)
    assert isinstance(raised.value, BotoCoreError), "which the kernel answers with 503 and a time to come again"


@pytest.mark.parametrize("at", [NOON, datetime(2001, 1, 1, tzinfo=UTC), NOON + timedelta(milliseconds=7)])
def test_a_messages_id_reads_back(at: datetime) -> None:
    made = MessageId("practice-1", CLIENT, at, ID.hash)
    assert MessageId.parse("practice-1", CLIENT, str(made)) == made
    with pytest.raises(MalformedIdError):
        MessageId.parse("practice-1", CLIENT, f"{made}x")


def test_devices_lie_beside_the_wishes_and_neither_write_touches_the_other(stores: Stores) -> None:
    device = Device("https://push.example.net/x", b"\x04" + bytes(64), bytes(16), NOON)
    person = JOURNEY.practice, CLIENT
    none = stores.preferences.get(*person)
    stores.calls.clear()
    stores.preferences.put_devices(*person, none, (device,))
    assert stores.calls == ["UpdateItem"]
    found = stores.preferences.get(*person)
    assert found == Preferences("Europe/London", devices=(device,), version=1)
    stores.preferences.put(*person, WISHES)
    assert stores.preferences.get(*person) == replace(WISHES, devices=(device,), version=2)
    for outdated in (none, found):
        with pytest.raises(LostRaceError):
            stores.preferences.put_devices(*person, outdated, ())
    stores.preferences.put_devices(*person, stores.preferences.get(*person), ())
    assert stores.preferences.get(*person) == replace(WISHES, version=3)


def test_wishes_come_back_as_they_were(stores: Stores) -> None:
    wishes = replace(
        WISHES,
        email_notices=False,
        email=None,
        push_notices=False,
        channel_order=(Channel.EMAIL, Channel.PUSH),
        email_stopped=EmailStopped.BOUNCED,
    )
    stores.preferences.put(JOURNEY.practice, CLIENT, wishes)
    assert stores.preferences.get(JOURNEY.practice, CLIENT) == replace(wishes, version=1)


def test_e_mails_are_stopped_with_one_write_if_they_are_on_and_go_there(stores: Stores) -> None:
    person = JOURNEY.practice, CLIENT
    assert not stores.preferences.stop_email(*person, EmailStopped.UNSUBSCRIBED)
    assert stores.raw() == []
    stores.preferences.put(*person, WISHES)
    assert not stores.preferences.stop_email(*person, EmailStopped.BOUNCED, "old@example.org")
    stores.calls.clear()
    assert stores.preferences.stop_email(*person, EmailStopped.BOUNCED, "c@example.org")
    assert stores.calls == ["UpdateItem"]
    stopped = replace(WISHES, email_notices=False, email=None, email_stopped=EmailStopped.BOUNCED, version=2)
    assert stores.preferences.get(*person) == stopped
    assert not stores.preferences.stop_email(*person, EmailStopped.UNSUBSCRIBED)
    assert stores.preferences.get(*person) == stopped
