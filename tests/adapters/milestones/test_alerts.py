"""Alerts against moto's DynamoDB: they ride in the course's own write, and how they stand is kept with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.consumer import queue_consumer
from kernel.envelope import Event
from kernel.items import from_item
from kernel.log import Log
from kernel.start import Handler
from milestones.adapters.packing import UnknownFormError, pack_points, unpack_points
from milestones.adapters.packing_alerts import pack_alerts, unpack_alerts
from milestones.domain.alert import AlertKind, AlertState
from milestones.domain.alert_changes import AlertStanding
from milestones.domain.course import Course, Point
from milestones.handlers.detect import observers
from unit.kernel.fakes import FixedClock, queue_event
from unit.milestones.courses import JOURNEY, MONDAY, course, point, uuid
from unit.milestones.events import scored

_ANCHORS = st.integers(1, 9).map(uuid)
_STANDINGS = st.builds(
    AlertStanding,
    version=st.integers(1, 2**32 - 1),
    raising=st.integers(1, 2**32 - 1),
    state=st.sampled_from(AlertState),
    anchor=_ANCHORS,
    fingerprint=st.binary(min_size=8, max_size=8),
    acted=st.none() | st.sampled_from([AlertState.ACKNOWLEDGED, AlertState.CLEARED]),
    acted_on=st.none() | _ANCHORS,
)


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


@pytest.fixture
def detect(dynamodb: Any) -> Handler:  # noqa: ANN401 - boto3 client
    log = Log("milestones", lambda _: None)
    return queue_consumer(observers(dynamodb, TABLE, KEYS, FixedClock(), log), log)


def take_in(detect: Handler, *events: Event) -> None:
    for event in events:
        assert detect(queue_event(event.model_dump_json()), None) == {"batchItemFailures": []}


def the_alerts(dynamodb: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - boto3 client
    found = map(from_item, dynamodb.scan(TableName=TABLE)["Items"])
    return [item for item in found if item["sk"].startswith("A#")]


def test_an_alert_costs_the_event_that_raises_it_no_call_more(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    calls = counted(dynamodb)
    take_in(detect, scored(0, 18).model_copy(update={"subject": uuid(0xB)}))
    quiet = list(calls)
    calls.clear()
    take_in(detect, scored(0, 18, risk="positive"))
    assert len(calls) == len(quiet), "as many as a score without one"
    assert calls[3] == "TransactWriteItems", "the course and its alert, in one write"


def test_an_alert_carries_its_latest_event_and_its_history(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, scored(0, 12, risk="positive"), scored(1, 12), scored(2, 12, risk="positive"))
    (item,) = the_alerts(dynamodb)
    event = Event.model_validate_json(item["event"])
    assert event.data["alert"] == f"{JOURNEY}.{item['sk'][2:]}"
    assert (item["state"], item["level"], item["raising"], item["version"]) == ("open", "red", 2, 3)
    assert (event.type, event.data["version"], event.data["raising"]) == ("alert.raised.v1", 3, 2)
    assert [line["state"] for line in item["history"]] == ["open", "cleared", "open"]
    assert [line.get("cleared_by") for line in item["history"]] == [None, "data", None]
    assert "PHQ-9" not in str(item["numbers"])


def test_redelivered_events_change_no_alert(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    events = [scored(week, 16 + week % 2, session=week + 1, risk="positive") for week in range(5)]
    take_in(detect, *events)
    before = the_alerts(dynamodb)
    take_in(detect, *reversed(events), *events)
    assert the_alerts(dynamodb) == before
    assert {item["kind"] for item in before} == {"risk_item_positive", "scores_unmoved"}


@given(st.dictionaries(st.sampled_from(AlertKind), _STANDINGS))
def test_how_alerts_stand_is_read_as_it_was_written(standings: dict[AlertKind, AlertStanding]) -> None:
    assert unpack_alerts(pack_alerts(standings)) == standings


def test_alerts_of_another_form_are_not_guessed_at() -> None:
    with pytest.raises(UnknownFormError):
        unpack_alerts(b"\x09" + bytes(51))


@pytest.mark.parametrize("risk", [None, False, True])
@pytest.mark.parametrize("session", [None, 0, 1, 9999])
def test_points_keep_session_and_risk(session: int | None, risk: bool | None) -> None:  # noqa: FBT001 - a parameter
    points = (point(0, 7.5, session)._replace(risk=risk),)
    assert unpack_points(pack_points(points)) == points


def test_points_of_the_first_form_are_read_and_the_same_event_tells_their_risk() -> None:
    packed = b"\x01" + bytes.fromhex("0" * 31 + "1") + (0).to_bytes(8, "big") + bytes(8) + b"\x00\x00\x00\x01\xff\xff"
    (old,) = unpack_points(packed)
    assert (old.session, old.risk, old.version) == (None, None, 1)
    told = old._replace(risk=True)
    assert Course((old,)).with_point(told).points == (told,)


def test_a_point_is_as_large_as_before_its_risk_was_kept() -> None:
    assert len(pack_points(course([18]).points)) == 39
    assert Point(MONDAY, uuid(1), 1, None, 3, retracted=False).risk is None
