"""What therapists are to be told, on the table: one write with the card, one taking, and an end."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from adapters.notifications.conftest import Stores
from notifications.adapters.card_notice_table import CardNoticeTable
from notifications.domain.card_notice import CardNotice, CardsDue, TherapistId, Told
from notifications.domain.channel import Channel
from notifications.domain.lifecycle import State
from notifications.domain.notice import Outcome
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import CardNotices, Preferences
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration

HER = TherapistId(JOURNEY.practice, THERAPIST)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def notices(stores: Stores) -> CardNoticeTable:
    """One card, shown at noon, of which she is to be told at one."""
    stores.celebrations.add(celebration(shown_at=NOON), CardsDue(HER, NOON, LATER))
    assert stores.calls == ["TransactWriteItems"]
    stores.calls.clear()
    return CardNoticeTable(stores.dynamodb, "Table")


def test_the_first_moment_stays_and_is_found(stores: Stores, notices: CardNoticeTable) -> None:
    second = celebration(id=replace(ID, hash="b" * 16), shown_at=NOON + timedelta(minutes=1))
    stores.celebrations.add(second, CardsDue(HER, second.shown_at, LATER + timedelta(days=1)))
    assert notices.get(HER) == CardNotice(NOON, LATER, latest=second.shown_at, version=2)
    assert list(stores.due.until(LATER)) == [HER]
    assert list(stores.due.until(NOON)) == []
    with pytest.raises(LostRaceError):
        stores.celebrations.add(second, CardsDue(HER, second.shown_at, LATER))
    assert notices.get(HER).version == 2


def test_one_takes_it_and_records_what_became_of_it(stores: Stores, notices: CardNoticeTable) -> None:
    before = notices.get(HER)
    stores.calls.clear()
    notices.take(HER, before, "lease-1", LATER)
    with pytest.raises(LostRaceError):
        notices.take(HER, before, "lease-2", LATER)
    with pytest.raises(LostRaceError):
        notices.put_off(HER, before, None)
    assert list(stores.due.until(LATER)) == []
    notices.record(HER, before, "lease-1", Told(Outcome.ACCEPTED, Channel.PUSH, "push-1"))
    assert stores.calls == ["UpdateItem"] * 3 + ["Query", "UpdateItem"]
    with pytest.raises(LostRaceError):
        notices.record(HER, before, "lease-1", Told(Outcome.UNKNOWN))
    assert notices.get(HER) == CardNotice(None, None, LATER, NOON, 0, 2)
    (row,) = [item for item in stores.raw() if item["sk"]["S"] == "CARDS"]
    assert (row["notice"], row["provider_id"]) == ({"S": "accepted"}, {"S": "push-1"})


def test_what_was_refused_is_due_again_and_a_new_cards_moment_stays(stores: Stores, notices: CardNoticeTable) -> None:
    before = notices.get(HER)
    notices.take(HER, before, "lease-1", LATER)
    again = Told(Outcome.REFUSED_FOR_NOW, again_at=LATER + timedelta(minutes=15))
    notices.record(HER, before, "lease-1", again)
    assert notices.get(HER) == CardNotice(NOON, again.again_at, None, NOON, 1, 2)
    assert list(stores.due.until(LATER + timedelta(minutes=15))) == [HER]
    second = notices.get(HER)
    notices.take(HER, second, "lease-2", LATER)
    new = celebration(id=replace(ID, hash="b" * 16), shown_at=LATER)
    stores.celebrations.add(new, CardsDue(HER, LATER, LATER))
    notices.record(HER, second, "lease-2", again)
    assert (notices.get(HER).since, notices.get(HER).at) == (NOON, LATER)


def test_a_card_that_comes_between_is_not_lost(stores: Stores, notices: CardNoticeTable) -> None:
    before = notices.get(HER)
    new = celebration(id=replace(ID, hash="b" * 16), shown_at=LATER)
    stores.celebrations.add(new, CardsDue(HER, LATER, LATER))
    with pytest.raises(LostRaceError):
        notices.put_off(HER, before, None)
    notices.put_off(HER, notices.get(HER), NOON + timedelta(days=1))
    assert (notices.get(HER).since, notices.get(HER).at) == (NOON, NOON + timedelta(days=1))
    notices.put_off(HER, notices.get(HER), None)
    assert (notices.get(HER).since, notices.get(HER).at) == (None, None)
    assert list(stores.due.until(NOON + timedelta(days=9))) == []


def test_only_what_waits_for_her_counts_with_one_query(stores: Stores, notices: CardNoticeTable) -> None:
    stores.calls.clear()
    assert notices.any_open(HER, NOON)
    assert stores.calls == ["Query"]
    assert not notices.any_open(HER, NOON + timedelta(milliseconds=1))
    assert not notices.any_open(replace(HER, therapist="therapist-2"), NOON)
    assert not notices.any_open(replace(HER, practice="practice-2"), NOON)
    reversed_ = celebration(seen="reversed", id=replace(ID, hash="b" * 16), shown_at=LATER)
    stores.celebrations.add(reversed_)
    stores.celebrations.add(celebration(State.APPROVED, id=replace(ID, hash="c" * 16), shown_at=LATER))
    assert not notices.any_open(HER, LATER)


def test_the_wishes_of_both_people_are_one_read(stores: Stores) -> None:
    hers = Preferences("UTC", card_notices=CardNotices.DAILY, digest_at=time(8))
    stores.preferences.put(JOURNEY.practice, THERAPIST, hers)
    stores.calls.clear()
    found = stores.preferences.several(JOURNEY.practice, [THERAPIST, CLIENT])
    assert found == [replace(hers, version=1), Preferences("Europe/London")]
    assert stores.calls == ["BatchGetItem"]
    assert stores.preferences.several(JOURNEY.practice, [THERAPIST, THERAPIST]) == [replace(hers, version=1)] * 2
