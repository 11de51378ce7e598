"""The chain of an access log: whole as it was written, and not whole after whatever is done to it (I10)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from kernel.chain import Chain, Found
from kernel.envelope import Event
from kernel.items import to_item
from kernel.log import Log
from kernel.log_removal import LogRemoval
from kernel.notary import notary
from kernel.trace_log import TraceLog
from kernel.traces import TRACE, Trace
from unit.kernel.fakes import an_event

TABLE, HEADS = "things", "things-heads"


def _trace(number: int, audience: str = "both", subject: str = "thing-1") -> Trace:
    at = f"2026-06-01T12:00:{number:02}.000Z"
    made = f"00000000-0000-7000-8000-{number:012}"
    return Trace("practice-1", subject, audience, at, made, "ann", "owner", "read", "shape")


def _record(trace: Trace) -> dict[str, Any]:
    image = to_item({**trace.key, TRACE: trace.written()})
    return {"eventName": "INSERT", "dynamodb": {"NewImage": image, "SequenceNumber": trace.id}}


@dataclass
class Kept:
    """A log with its chain, and what was logged of that."""

    dynamodb: Any
    log: TraceLog
    chain: Chain
    lines: list[str]

    def notes(self, *traces: Trace) -> None:
        """Write traces, and link them as the stream brings them."""
        self.log.add(traces)
        self.streams(*traces)

    def streams(self, *traces: Trace) -> Any:  # noqa: ANN401 - JSON
        """Bring traces by the stream."""
        handler = notary(self.chain, Log("things", self.lines.append))
        return handler({"Records": [_record(trace) for trace in traces]}, None)

    def found(self, audience: str = "both") -> Found:
        """Look at the chain."""
        return self.chain.look("practice-1", "thing-1", audience)

    def raw(self, trace: Trace) -> dict[str, Any]:
        """Read an item as it lies there."""
        item: dict[str, Any] = self.dynamodb.get_item(TableName=TABLE, Key=to_item(trace.key))["Item"]
        return item

    def put(self, item: dict[str, Any]) -> None:
        """Write an item past the log."""
        self.dynamodb.put_item(TableName=TABLE, Item=item)


@pytest.fixture
def kept() -> Iterator[Kept]:
    with mock_aws():
        dynamodb = boto3.client("dynamodb")
        dynamodb.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )
        dynamodb.create_table(
            TableName=HEADS,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield Kept(dynamodb, TraceLog(dynamodb, TABLE), Chain(dynamodb, TABLE, HEADS), [])


def test_what_was_written_is_linked_once_however_often_and_in_whatever_order_the_stream_brings_it(kept: Kept) -> None:
    traces = [_trace(number) for number in range(1, 6)]
    kept.log.add(traces)
    kept.streams(traces[2], traces[0])
    kept.streams(*traces)
    kept.streams(*traces)
    assert kept.found() == Found(5, 0, [])


def test_each_audience_has_a_chain_of_its_own_and_a_page_tells_nothing_of_the_other(kept: Kept) -> None:
    shared = [_trace(number) for number in (1, 3, 5)]
    kept.notes(*shared)
    alone = kept.log.page("practice-1", "thing-1", "both", None, 2)
    kept.notes(*(_trace(number, "owner") for number in (2, 4, 6)))
    assert kept.log.page("practice-1", "thing-1", "both", None, 2) == alone
    assert (kept.found(), kept.found("owner")) == (Found(3, 0, []), Found(3, 0, []))
    rest, following = kept.log.page("practice-1", "thing-1", "both", alone[1], 2)
    assert ([*alone[0], *rest], following) == ([shared[2], shared[1], shared[0]], None)


def _alters(kept: Kept, traces: list[Trace]) -> None:
    item = kept.raw(traces[2])
    item[TRACE] = {"S": item[TRACE]["S"].replace('"who":"ann"', '"who":"bob"')}
    kept.put(item)


def _removes(kept: Kept, traces: list[Trace]) -> None:
    kept.dynamodb.delete_item(TableName=TABLE, Key=to_item(traces[2].key))


def _removes_the_last(kept: Kept, traces: list[Trace]) -> None:
    kept.dynamodb.delete_item(TableName=TABLE, Key=to_item(traces[-1].key))


def _removes_all(kept: Kept, traces: list[Trace]) -> None:
    for trace in traces:
        kept.dynamodb.delete_item(TableName=TABLE, Key=to_item(trace.key))


def _moves_in_time(kept: Kept, traces: list[Trace]) -> None:
    item = kept.raw(traces[2])
    _removes(kept, traces)
    kept.put({**item, "sk": to_item(_trace(50).key)["sk"]})


def _puts_in_between(kept: Kept, traces: list[Trace]) -> None:
    kept.put({**kept.raw(traces[2]), **to_item(_trace(60).key)})


def _swaps(kept: Kept, traces: list[Trace]) -> None:
    one, other = kept.raw(traces[1]), kept.raw(traces[2])
    one[TRACE], other[TRACE] = other[TRACE], one[TRACE]
    kept.put(one)
    kept.put(other)


@pytest.mark.parametrize(
    "tampers", [_alters, _removes, _removes_the_last, _removes_all, _moves_in_time, _puts_in_between, _swaps]
)
def test_a_log_that_was_tampered_with_is_found(kept: Kept, tampers: Callable[[Kept, list[Trace]], None]) -> None:
    traces = [_trace(number) for number in range(1, 6)]
    kept.notes(*traces)
    tampers(kept, traces)
    assert kept.found().faults
    answer = notary(kept.chain, Log("things", kept.lines.append))(
        {"practice": "practice-1", "subject": "thing-1", "audience": "both"}, None
    )
    assert answer["faults"]
    assert "KN031" in kept.lines[-1]


def test_a_trace_that_cannot_be_linked_holds_up_what_follows_and_is_brought_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    traces = [_trace(number) for number in range(1, 4)]
    kept.log.add(traces)
    real = kept.chain.link

    def stumbles(trace: Trace) -> None:
        if trace == traces[1]:
            raise ConnectionError
        real(trace)

    with monkeypatch.context() as patched:
        patched.setattr(kept.chain, "link", stumbles)
        assert kept.streams(*traces) == {"batchItemFailures": [{"itemIdentifier": traces[1].id}]}
    assert kept.found() == Found(1, 2, [])
    kept.streams(*traces[1:])
    assert kept.found() == Found(3, 0, [])


def test_what_the_stream_has_lost_is_linked_by_hand(kept: Kept) -> None:
    kept.log.add([_trace(number) for number in range(1, 30)])
    assert kept.found() == Found(0, 29, [])
    asked = {"practice": "practice-1", "subject": "thing-1", "audience": "both", "link": True}
    assert notary(kept.chain, Log("things", kept.lines.append))(asked, None) == {
        "linked": 29,
        "waiting": 0,
        "faults": [],
    }


def test_what_was_removed_with_what_it_is_about_is_not_brought_back(kept: Kept) -> None:
    assert kept.streams(_trace(1)) == {"batchItemFailures": []}
    assert kept.found() == Found(0, 0, [])


def test_a_trace_is_written_once(kept: Kept) -> None:
    kept.log.add([_trace(1)])
    with pytest.raises(kept.dynamodb.exceptions.ConditionalCheckFailedException):
        kept.log.add([_trace(1)])


def test_however_many_things_an_answer_tells_of_they_are_logged_by_one_call(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    real = vars(BaseClient)["_make_api_call"]

    def noted(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        calls.append(operation)
        return real(client, operation, given)

    monkeypatch.setattr(BaseClient, "_make_api_call", noted)
    for many, call in ((1, "PutItem"), (2, "TransactWriteItems"), (100, "TransactWriteItems")):
        calls.clear()
        traces = [_trace(1, subject=f"{many}-{number}") for number in range(many)]
        kept.log.add(traces)
        assert calls == [call]
        for trace in (traces[0], traces[-1]):
            assert kept.log.page("practice-1", trace.subject, "both", None, 2) == ([trace], None)


def test_a_log_goes_with_its_heads_before_the_erasure_is_taken_in_however_often(kept: Kept) -> None:
    kept.notes(*(_trace(number) for number in range(1, 30)), _trace(31, "owner"), _trace(32, subject="thing-2"))
    removal = LogRemoval(kept.dynamodb, TABLE, HEADS, ["both", "owner"])
    seen: list[Any] = []

    def observer(event: Event) -> None:
        seen.append((event, kept.found(), kept.found("owner")))

    event = an_event(practice="practice-1", subject="thing-1")
    for _ in range(2):
        removal.before(observer)(event)
    assert seen == [(event, Found(0, 0, []), Found(0, 0, []))] * 2
    assert kept.streams(_trace(3)) == {"batchItemFailures": []}, "what the stream brings late begins no chain anew"
    assert kept.found() == Found(0, 0, [])
    assert kept.chain.look("practice-1", "thing-2", "both") == Found(1, 0, []), "nothing else goes"
