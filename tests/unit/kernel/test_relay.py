"""Relay, sweeper and republication: what was written gets out, whatever fails between."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from hypothesis import given
from hypothesis import strategies as st

from kernel.envelope import Event
from kernel.log import Log
from kernel.relay import relay
from kernel.stream_range import RangeNotReadError
from kernel.sweeper import sweeper
from unit.kernel.fakes import FakeFailureQueue, FakeTopic, an_event, queue_event, stream_record


def _quiet() -> Log:
    return Log("things", lambda _line: None)


def _no_range(_batch: Any) -> list[Event]:  # noqa: ANN401 - mirrors the port
    raise AssertionError


def test_the_relay_publishes_what_carries_an_event_and_nothing_else() -> None:
    topic, aside, event = FakeTopic(), FakeFailureQueue(), an_event()
    relay(topic, aside, _quiet())({"Records": [stream_record(None), stream_record(event)]}, None)
    assert topic.events == [event]
    assert len(aside) == 0


def test_an_item_that_changes_again_with_the_same_event_tells_it_once_a_batch() -> None:
    topic, event = FakeTopic(), an_event()
    relay(topic, FakeFailureQueue(), _quiet())({"Records": [stream_record(event), stream_record(event)]}, None)
    assert topic.events == [event]


def test_a_removed_item_tells_nothing() -> None:
    topic = FakeTopic()
    relay(topic, FakeFailureQueue(), _quiet())({"Records": [{"eventName": "REMOVE", "dynamodb": {"Keys": {}}}]}, None)
    assert len(topic) == 0


@given(st.sets(st.integers(min_value=0, max_value=24)))
def test_each_event_is_published_or_put_aside(refused: set[int]) -> None:
    events = [an_event(number + 1) for number in range(25)]
    topic, aside = FakeTopic(), FakeFailureQueue()
    topic.refused = {events[place].id for place in refused}
    relay(topic, aside, _quiet())({"Records": [stream_record(event) for event in events]}, None)
    assert {event.id for event in topic.events} | {event.id for event in aside.events} == {event.id for event in events}
    assert {event.id for event in aside.events} == topic.refused


def test_where_even_the_failure_queue_is_down_the_stream_must_bring_the_batch_again() -> None:
    event = an_event()
    topic, aside = FakeTopic(), FakeFailureQueue(down=True)
    topic.refused = {event.id}
    with pytest.raises(ConnectionError):
        relay(topic, aside, _quiet())({"Records": [stream_record(event)]}, None)


def test_the_sweeper_publishes_what_was_put_aside_and_leaves_what_fails_again() -> None:
    events = [an_event(), an_event()]
    topic = FakeTopic()
    topic.refused = {events[1].id}
    answer = sweeper(topic, _no_range, _quiet())(queue_event(*(event.model_dump_json() for event in events)), None)
    assert topic.events == [events[0]]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


def test_the_sweeper_reads_the_range_that_lambda_gave_up() -> None:
    topic, event = FakeTopic(), an_event()
    asked = []

    def read(batch: Any) -> list[Event]:  # noqa: ANN401 - mirrors the port
        asked.append(batch)
        return [event]

    info = {"shardId": "s", "startSequenceNumber": "1", "endSequenceNumber": "9", "streamArn": "a"}
    answer = sweeper(topic, read, _quiet())(queue_event(json.dumps({"DDBStreamBatchInfo": info})), None)
    assert (topic.events, asked, answer) == ([event], [info], {"batchItemFailures": []})


@pytest.mark.parametrize(
    "failure",
    [
        ClientError({"Error": {"Code": "TrimmedDataAccessException", "Message": ""}}, "GetShardIterator"),
        ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": ""}}, "GetShardIterator"),
        RangeNotReadError(),
    ],
)
def test_a_range_that_is_gone_stays_for_the_dead_letter_queue_and_is_said(failure: Exception) -> None:
    lines: list[str] = []

    def gone(_batch: Any) -> list[Event]:  # noqa: ANN401 - mirrors the port
        raise failure

    sweep = sweeper(FakeTopic(), gone, Log("things", lines.append))
    answer = sweep(queue_event(json.dumps({"DDBStreamBatchInfo": {}})), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert json.loads(lines[0])["code"] == "KN023"


@pytest.mark.parametrize("body", ["no json", "[]", "null", "7", "{}", '{"DDBStreamBatchInfo": {}}'])
def test_an_unreadable_message_does_not_hold_up_the_others(body: str) -> None:
    def read(batch: Any) -> list[Event]:  # noqa: ANN401 - mirrors the port
        raise KeyError(batch["streamArn"])

    topic, event, lines = FakeTopic(), an_event(), list[str]()
    answer = sweeper(topic, read, Log("things", lines.append))(queue_event(body, event.model_dump_json()), None)
    assert topic.events == [event]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert json.loads(lines[0])["code"] == "KN013"


def test_a_store_that_cannot_be_reached_does_not_hold_up_the_others() -> None:
    def unreachable(_batch: Any) -> list[Event]:  # noqa: ANN401 - mirrors the port
        raise EndpointConnectionError(endpoint_url="x")

    topic, event = FakeTopic(), an_event()
    bodies = '{"DDBStreamBatchInfo": {}}', event.model_dump_json()
    assert sweeper(topic, unreachable, _quiet())(queue_event(*bodies), None) == {
        "batchItemFailures": [{"itemIdentifier": "m0"}]
    }
    assert topic.events == [event]
