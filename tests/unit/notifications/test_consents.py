"""Consents by channel: what was withdrawn is not used, at the moment of sending and of each retry."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from types import MappingProxyType

import pytest

from notifications.domain.channel import Channel
from notifications.domain.grounds import Grounds
from notifications.domain.journey import Consent, Journey, JourneyChange, JourneyFact
from notifications.domain.lifecycle import State
from notifications.domain.notice import Outcome
from notifications.domain.reason import Reason
from notifications.domain.sending import Allowed, Refused, may_send
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, celebration, journey
from unit.notifications.test_channels import PHONE, WISHES, went

READY = celebration(State.APPROVED)


def consenting(**channels: Consent) -> Journey:
    return journey(channel_consents=MappingProxyType({Channel(name): one for name, one in channels.items()}))


def sent_with(known: Journey) -> Desk:
    desk = Desk()
    desk.memory.celebrations[ID], desk.memory.journeys[JOURNEY] = READY, known
    desk.memory.preferences[JOURNEY.practice, CLIENT] = WISHES
    desk.send(ID)
    return desk


@pytest.mark.parametrize(
    ("known", "reached"),
    [
        (journey(), [PHONE.endpoint]),
        (consenting(push=Consent(4, granted=True)), [PHONE.endpoint]),
        (consenting(push=Consent(4, granted=False)), ["c@example.org"]),
        (consenting(push=Consent(4, granted=True, until=NOON)), ["c@example.org"]),
        (consenting(push=Consent(4, granted=True, until=NOON + timedelta(seconds=1))), [PHONE.endpoint]),
        (consenting(push=Consent(4, granted=False), email=Consent(5, granted=False)), []),
    ],
    ids=["nothing said", "given", "withdrawn", "ended this instant", "ends in a second", "both withdrawn"],
)
def test_a_notice_goes_by_the_channels_that_are_consented_to(known: Journey, reached: list[str]) -> None:
    desk = sent_with(known)
    assert went(desk) == reached
    (message,) = desk.memory.messages.values()
    assert message.text == READY.text, "the inbox has it whatever the channels"


def test_a_consent_withdrawn_while_a_notice_waits_for_its_retry_counts() -> None:
    desk = Desk()
    desk.memory.celebrations[ID], desk.memory.journeys[JOURNEY] = READY, journey()
    desk.memory.preferences[JOURNEY.practice, CLIENT] = replace(WISHES, devices=())
    desk.mailer.outcomes.append(Outcome.REFUSED_FOR_NOW)
    desk.send(ID)
    (message,) = desk.memory.messages.values()
    assert message.may_retry
    desk.memory.journeys[JOURNEY] = replace(consenting(email=Consent(4, granted=False)), row=4)
    desk.clock.forward(timedelta(hours=1))
    before = len(desk.mailer.left)
    desk.follow_up(message.id)
    assert len(desk.mailer.left) == before


@pytest.mark.parametrize("until", [NOON, NOON - timedelta(days=1)])
def test_a_consent_that_has_ended_is_withdrawn(until: object) -> None:
    known = journey(consent=Consent(3, granted=True, until=until))  # type: ignore[arg-type]
    assert may_send(READY, Grounds(READY, known, WISHES), NOON) == Refused(Reason.CONSENT_WITHDRAWN)
    before = journey(consent=Consent(3, granted=True, until=NOON + timedelta(seconds=1)))
    assert may_send(READY, Grounds(READY, before, WISHES), NOON) == Allowed(CLIENT)


def test_consents_by_channel_are_learnt_apart_in_any_order() -> None:
    facts = [
        JourneyFact(JourneyChange.CONSENT, 3, client=CLIENT, granted=True),
        JourneyFact(JourneyChange.CONSENT, 4, client=CLIENT, granted=True, channel=Channel.PUSH),
        JourneyFact(JourneyChange.CONSENT, 5, client=CLIENT, granted=False, channel=Channel.PUSH),
        JourneyFact(JourneyChange.CONSENT, 6, client=CLIENT, granted=True, until=NOON, channel=Channel.EMAIL),
    ]
    for order in permutations(facts):
        known = Journey(JOURNEY)
        for fact in (*order, order[0]):
            known = known.with_fact(fact)
        assert known.consent == Consent(3, granted=True)
        assert known.channel_consents == {
            Channel.PUSH: Consent(5, granted=False),
            Channel.EMAIL: Consent(6, granted=True, until=NOON),
        }
        assert known.refused_channels(NOON - timedelta(seconds=1)) == {Channel.PUSH}
        assert known.refused_channels(NOON) == set(Channel)
