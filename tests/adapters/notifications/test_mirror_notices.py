"""When a therapist is reminded of her mirror, on the table: beside her wishes, found when due, moved once."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from adapters.notifications.conftest import Stores
from notifications.domain.mirror_notice import MirrorOf
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import EmailStopped, Preferences, Weekday
from unit.notifications.fakes import NOON
from unit.notifications.making import JOURNEY, THERAPIST

HERS = MirrorOf(JOURNEY.practice, THERAPIST)
WISHES = Preferences("UTC", mirror_day=Weekday.MONDAY, mirror_at=time(12), mirror_due=NOON)
WEEK = timedelta(days=7)


def test_it_lies_beside_her_wishes_and_is_found_when_due(stores: Stores) -> None:
    stored = stores.preferences.put(HERS.practice, HERS.therapist, WISHES)
    assert stores.calls == ["UpdateItem"]
    assert stored == replace(WISHES, version=1) == stores.preferences.get(HERS.practice, HERS.therapist)
    assert list(stores.due.until(NOON - timedelta(minutes=1))) == []
    assert list(stores.due.until(NOON)) == [HERS]


def test_one_moves_it_to_the_next_week_and_the_version_stays(stores: Stores) -> None:
    stores.preferences.put(HERS.practice, HERS.therapist, WISHES)
    stores.calls.clear()
    stores.preferences.remind_next(HERS.practice, HERS.therapist, NOON, NOON + WEEK)
    assert stores.calls == ["UpdateItem"]
    with pytest.raises(LostRaceError):
        stores.preferences.remind_next(HERS.practice, HERS.therapist, NOON, NOON + WEEK)
    moved = stores.preferences.get(HERS.practice, HERS.therapist)
    assert (moved.mirror_due, moved.version) == (NOON + WEEK, 1)
    assert (list(stores.due.until(NOON)), list(stores.due.until(NOON + WEEK))) == ([], [HERS])


@pytest.mark.parametrize("by", ["remind", "wish"])
def test_it_ends(stores: Stores, by: str) -> None:
    stores.preferences.put(HERS.practice, HERS.therapist, WISHES)
    if by == "remind":
        stores.preferences.remind_next(HERS.practice, HERS.therapist, NOON, None)
    else:
        stores.preferences.put(HERS.practice, HERS.therapist, Preferences("UTC"))
    assert list(stores.due.until(NOON + 9 * WEEK)) == []
    (row,) = stores.raw()
    assert not {"due", "send_at"} & set(row)


def test_what_else_changes_her_wishes_leaves_it(stores: Stores) -> None:
    wishes = replace(WISHES, email_notices=True, email="t@example.org")
    stores.preferences.put(HERS.practice, HERS.therapist, wishes)
    assert stores.preferences.stop_email(HERS.practice, HERS.therapist, EmailStopped.BOUNCED)
    before = stores.preferences.get(HERS.practice, HERS.therapist)
    stores.preferences.put_devices(HERS.practice, HERS.therapist, before, ())
    assert list(stores.due.until(NOON)) == [HERS]
