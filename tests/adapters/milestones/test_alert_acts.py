"""What a therapist does about an alert, against moto: how many calls, and what happens when an event comes between."""

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.consumer import queue_consumer
from kernel.envelope import Event
from kernel.items import from_item
from kernel.log import Log
from milestones.adapters.alert_reads import DynamoAlerts
from milestones.application.act_on_alert import _concern_of
from milestones.application.alert_telling import alert_news
from milestones.domain.alert import AlertKind, AlertState, alert_id
from milestones.domain.alert_changes import acted_upon
from milestones.domain.ports import Place, StaleError
from milestones.handlers.detect import observers
from unit.kernel.fakes import FixedClock, queue_event
from unit.milestones.courses import JOURNEY, MONDAY
from unit.milestones.events import PRACTICE, opened, scored

PLACE = Place(PRACTICE, JOURNEY, "PHQ-9")
COURSE = "COURSE#PHQ-9"
KIND = AlertKind.RISK_ITEM_POSITIVE
ALERT = alert_id(JOURNEY, KIND, "PHQ-9")


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


def take_in(dynamodb: Any, *events: Event) -> None:  # noqa: ANN401 - boto3 client
    log = Log("milestones", lambda _: None)
    detect = queue_consumer(observers(dynamodb, TABLE, KEYS, FixedClock(), log), log)
    for event in events:
        assert detect(queue_event(event.model_dump_json()), None) == {"batchItemFailures": []}


def acknowledged(dynamodb: Any, *meanwhile: Event) -> None:  # noqa: ANN401 - boto3 client
    """Acknowledge, with events that are taken in between the reading and the writing."""
    alerts = DynamoAlerts(dynamodb, TABLE)
    standings, version = alerts.standings(PLACE, COURSE)
    change = acted_upon(KIND, standings[KIND], AlertState.ACKNOWLEDGED)
    assert change is not None
    take_in(dynamodb, *meanwhile)
    _, alert = alerts.with_journey(PRACTICE, ALERT)
    assert alert is not None
    news = alert_news(change, _concern_of(alert), PLACE, ("c", "c"), MONDAY)
    alerts.act(PLACE, COURSE, version, {**standings, KIND: change.standing}, news)


def test_it_is_one_transaction_and_the_data_raise_it_again(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    take_in(dynamodb, opened(), scored(0, 12, risk="positive"))
    calls = counted(dynamodb)
    acknowledged(dynamodb)
    assert calls == ["GetItem", "BatchGetItem", "TransactWriteItems"]
    _, seen = DynamoAlerts(dynamodb, TABLE).with_journey(PRACTICE, ALERT)
    assert seen is not None
    assert (seen.state, seen.version, seen.raising) == (AlertState.ACKNOWLEDGED, 2, 1)
    item = next(from_item(one) for one in dynamodb.scan(TableName=TABLE)["Items"] if one["sk"]["S"].startswith("A#"))
    event = Event.model_validate_json(item["event"])
    assert (event.type, event.data["acknowledged"], event.data["version"]) == ("alert.raised.v1", True, 2)
    take_in(dynamodb, scored(0, 12, risk="positive"))
    take_in(dynamodb, scored(1, 12, risk="positive"))
    _, again = DynamoAlerts(dynamodb, TABLE).with_journey(PRACTICE, ALERT)
    assert again is not None
    assert (again.state, again.raising) == (AlertState.OPEN, 2)


def test_an_event_that_comes_between_is_not_lost(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    take_in(dynamodb, opened(), scored(0, 12, risk="positive"))
    with pytest.raises(StaleError):
        acknowledged(dynamodb, scored(1, 12, risk="negative"))
    _, alert = DynamoAlerts(dynamodb, TABLE).with_journey(PRACTICE, ALERT)
    assert alert is not None
    assert alert.state is AlertState.CLEARED
