"""Deciding and sending one celebration on real adapters: four calls of the store, one of a provider."""

from dataclasses import replace

import pytest

from adapters.notifications.conftest import Stores
from kernel.log import Log
from notifications.application.looking import Look
from notifications.application.notifying import Notify
from notifications.application.sending import Send
from notifications.domain.channel import Channel
from notifications.domain.device import Device
from notifications.domain.lifecycle import State
from notifications.domain.message import NoticeState
from notifications.domain.notice import Outcome
from notifications.domain.preferences import Preferences
from unit.notifications.fakes import NOON, FakeCarrier, FakeClock
from unit.notifications.making import CLIENT, ID, JOURNEY, celebration, journey

PERSON = JOURNEY.practice, CLIENT
PHONE = Device("https://push.example.net/phone", b"\x04" + bytes(64), bytes(16), NOON)
WISHES = Preferences("UTC", email_notices=True, email="c@example.org")


def sending(stores: Stores, carrier: FakeCarrier) -> Send:
    """Make everything ready: an approved celebration, its journey, a client with a phone and a mailbox."""
    stores.journeys.put(journey(row=0))
    stores.preferences.put(*PERSON, WISHES)
    stores.preferences.put_devices(*PERSON, stores.preferences.get(*PERSON), (PHONE,))
    stores.celebrations.add(celebration(State.APPROVED))
    stores.calls.clear()
    clock, log = FakeClock(), Log("notifications", lambda _line: None)
    notify = Notify(stores.inbox, stores.preferences, carrier, clock, log)
    return Send(Look(stores.celebrations, stores.preferences), stores.celebrations, notify, clock, log)


@pytest.mark.parametrize(("first", "by"), [(Outcome.ACCEPTED, Channel.PUSH), (Outcome.REFUSED, Channel.EMAIL)])
def test_by_whichever_channel_it_is_four_calls(stores: Stores, first: Outcome, by: Channel) -> None:
    carrier = FakeCarrier()
    carrier.pusher.outcomes = [first]
    sending(stores, carrier)(ID)
    assert len(stores.calls) == 4
    assert stores.calls[2:] == ["TransactWriteItems", "UpdateItem"]
    assert len(carrier.pusher.left) + len(carrier.mailer.left) == 1
    (message,) = stores.inbox.messages(*PERSON, None, 5).shown
    assert (message.notice, message.channel, message.owner) == (NoticeState.ACCEPTED, by, None)


def test_a_device_that_is_gone_costs_one_call_more_and_is_gone(stores: Stores) -> None:
    carrier = FakeCarrier()
    carrier.pusher.outcomes = [Outcome.GONE]
    sending(stores, carrier)(ID)
    assert stores.calls[2:] == ["TransactWriteItems", "UpdateItem", "UpdateItem"]
    after = stores.preferences.get(*PERSON)
    assert (after.devices, after.email) == ((), "c@example.org")


def test_who_wants_no_notice_costs_three(stores: Stores) -> None:
    carrier = FakeCarrier()
    send = sending(stores, carrier)
    stores.preferences.put(*PERSON, replace(WISHES, email_notices=False, email=None, push_notices=False))
    stores.calls.clear()
    send(ID)
    assert len(stores.calls) == 3
    assert carrier.notices == []
