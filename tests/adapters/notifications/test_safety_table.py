"""Safety contacts and what is urgent, on the table: both sides in one write, and found while it waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.notifications.conftest import Stores
from notifications.adapters.safety_table import SafetyTable
from notifications.application.projecting import Project
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.ports import LostRaceError
from notifications.domain.reason import Reason
from notifications.domain.safety_contact import Naming, SafetyContact, Second, SecondState, naming_id
from notifications.domain.urgency import NOTHING, Telling, Urgency, again, taken, told
from unit.notifications.fakes import NOON, FakeClock
from unit.notifications.making import JOURNEY, THERAPIST, journey

PRACTICE, FIRST, OTHER = JOURNEY.practice, "supervisor-1", "admin-1"
HERS = SafetyContact((Channel.PUSH,), Second(FIRST), timedelta(minutes=15))
NAMING = Naming(naming_id(THERAPIST), THERAPIST, SecondState.ASKED, NOON)


@pytest.fixture
def contacts(stores: Stores) -> SafetyTable:
    return SafetyTable(stores.dynamodb, "Table")


def test_nothing_stored_is_the_defaults(contacts: SafetyTable) -> None:
    assert contacts.get(PRACTICE, THERAPIST) == SafetyContact()
    assert contacts.named(PRACTICE, FIRST) == []


def test_naming_accepting_and_declining_are_known_on_both_sides(stores: Stores, contacts: SafetyTable) -> None:
    contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    assert contacts.get(PRACTICE, THERAPIST) == replace(HERS, version=1)
    assert contacts.named(PRACTICE, FIRST) == [NAMING]
    stores.calls.clear()
    accepted = replace(NAMING, state=SecondState.ACCEPTED)
    assert contacts.say(PRACTICE, FIRST, NAMING.id, SecondState.ACCEPTED) == accepted
    assert stores.calls == ["GetItem", "TransactWriteItems"]
    stores.calls.clear()
    assert contacts.say(PRACTICE, FIRST, NAMING.id, SecondState.ACCEPTED) == accepted
    assert stores.calls == ["GetItem"]
    assert contacts.get(PRACTICE, THERAPIST) == replace(HERS, second=Second(FIRST, SecondState.ACCEPTED), version=2)
    contacts.say(PRACTICE, FIRST, NAMING.id, SecondState.DECLINED)
    assert contacts.get(PRACTICE, THERAPIST).second == Second(FIRST, SecondState.DECLINED)
    assert contacts.named(PRACTICE, FIRST) == [replace(NAMING, state=SecondState.DECLINED)]


def test_nobody_accepts_for_another_or_in_another_practice(contacts: SafetyTable) -> None:
    contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    assert contacts.say(PRACTICE, OTHER, NAMING.id, SecondState.ACCEPTED) is None
    assert contacts.say("practice-2", FIRST, NAMING.id, SecondState.ACCEPTED) is None
    assert contacts.named("practice-2", FIRST) == []
    assert contacts.get(PRACTICE, THERAPIST) == replace(HERS, version=1)


def test_who_is_named_no_more_cannot_accept(stores: Stores, contacts: SafetyTable) -> None:
    contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    before = contacts.get(PRACTICE, THERAPIST)
    stores.calls.clear()
    contacts.put(PRACTICE, THERAPIST, before, replace(before, second=Second(OTHER)), NOON)
    assert stores.calls == ["TransactWriteItems"]
    assert (contacts.named(PRACTICE, FIRST), len(contacts.named(PRACTICE, OTHER))) == ([], 1)
    assert contacts.say(PRACTICE, FIRST, NAMING.id, SecondState.ACCEPTED) is None
    after = contacts.get(PRACTICE, THERAPIST)
    contacts.put(PRACTICE, THERAPIST, after, replace(after, second=None), NOON)
    assert contacts.named(PRACTICE, OTHER) == []


def test_of_two_writes_upon_one_reading_the_second_is_refused(contacts: SafetyTable) -> None:
    contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    before = contacts.get(PRACTICE, THERAPIST)
    contacts.say(PRACTICE, FIRST, NAMING.id, SecondState.ACCEPTED)
    with pytest.raises(LostRaceError):
        contacts.put(PRACTICE, THERAPIST, before, replace(before, second=None), NOON)
    with pytest.raises(LostRaceError):
        contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    assert contacts.get(PRACTICE, THERAPIST).second == Second(FIRST, SecondState.ACCEPTED)


def test_what_a_second_learns_of_an_escalation_is_an_hour_and_no_journey(stores: Stores, contacts: SafetyTable) -> None:
    contacts.put(PRACTICE, THERAPIST, SafetyContact(), HERS, NOON)
    stores.calls.clear()
    contacts.escalated(PRACTICE, THERAPIST, FIRST, NOON + timedelta(hours=1))
    assert stores.calls == ["UpdateItem"]
    assert contacts.named(PRACTICE, FIRST) == [replace(NAMING, escalated_at=NOON + timedelta(hours=1))]
    contacts.escalated(PRACTICE, THERAPIST, OTHER, NOON)
    assert contacts.named(PRACTICE, OTHER) == [], "who is no second gets no row by it"
    assert JOURNEY.journey not in repr(stores.raw())


def test_a_red_alert_is_due_with_the_very_write_that_takes_it_in(stores: Stores) -> None:
    project = Project(stores.journeys, FakeClock())
    project.fact(JOURNEY, JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST))
    stores.calls.clear()
    project.concern(JOURNEY, Concern("a1", 1, Reason.RED_ALERT, lasts=True, raising=1))
    assert stores.calls == ["GetItem", "PutItem"], "as many as any event"
    assert list(stores.due.urgent_until(NOON)) == [JOURNEY]
    assert list(stores.due.urgent_until(NOON - timedelta(seconds=1))) == []
    assert list(stores.due.until(NOON)) == [], "and nothing that the other sweep would take for a message"
    project.concern(JOURNEY, Concern("a1", 2, Reason.RED_ALERT, lasts=True, raising=1, acknowledged=True))
    assert list(stores.due.urgent_until(NOON)) == []
    assert stores.journeys.get(JOURNEY).urgency == NOTHING


@pytest.mark.parametrize(
    "urgency",
    [
        Urgency(THERAPIST, NOON),
        taken(Urgency(THERAPIST, NOON), "lease", NOON),
        again(taken(Urgency(THERAPIST, NOON), "lease", NOON), "lease", NOON),
        told(taken(Urgency(THERAPIST, NOON), "lease", NOON), "lease", {"a1": 2}, NOON, NOON + timedelta(minutes=5)),
        Urgency(THERAPIST, None, {"a1": Telling(2, NOON, None)}),
    ],
)
def test_what_is_urgent_is_read_as_it_was_written(stores: Stores, urgency: Urgency) -> None:
    concern = Concern("a1", 3, Reason.RED_ALERT, lasts=True, raising=2)
    stores.journeys.put(journey(row=0, urgency=urgency, concerns={"a1": concern}))
    assert stores.journeys.get(JOURNEY) == journey(row=1, urgency=urgency, concerns={"a1": concern})


def test_a_row_from_before_alerts_were_told_of_wakes_nobody_late(stores: Stores) -> None:
    stores.journeys.put(journey(row=0, concerns={"a1": Concern("a1", 1, Reason.RED_ALERT, lasts=True)}))
    key = {"pk": {"S": f"{PRACTICE}#{JOURNEY.journey}"}, "sk": {"S": "JOURNEY"}}
    old = {"L": [{"L": [{"S": "a1"}, {"N": "1"}, {"S": "red_alert"}, {"BOOL": True}]}]}
    stores.dynamodb.update_item(
        TableName="Table",
        Key=key,
        UpdateExpression="SET concerns = :old",
        ExpressionAttributeValues={":old": old},
    )
    known = stores.journeys.get(JOURNEY)
    assert known.concern() is Reason.RED_ALERT
    assert known.urged(NOON).urgency == NOTHING
