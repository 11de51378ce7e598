"""Topic, failure queue, stream range and sealer against moto, and botocore's Stubber where moto says only yes."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber
from moto import mock_aws

from kernel.envelope import Event
from kernel.failure_queue import FailureQueue, NotPutAsideError
from kernel.sealing import Sealer
from kernel.stream_range import RangeNotReadError, StreamRange
from kernel.topic import Topic
from unit.kernel.fakes import an_event, stream_record

_BEGIN = 10**21
"""Sequence numbers have 21 digits at least."""


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.mark.usefixtures("aws")
def test_what_is_published_arrives_at_a_subscribed_queue_as_it_was() -> None:
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    arn = sns.create_topic(Name="things")["TopicArn"]
    url = sqs.create_queue(QueueName="taker")["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=queue, Attributes={"RawMessageDelivery": "true"})
    events = [an_event() for _ in range(11)]
    assert Topic(sns, arn).publish(events) == []
    bodies = []
    for _ in range(2):
        bodies += [found["Body"] for found in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]]
    assert {Event.model_validate_json(body).id for body in bodies} == {event.id for event in events}


def test_a_partial_failure_is_read() -> None:
    sns = boto3.client("sns")
    events = [an_event(), an_event()]
    failed = {"Failed": [{"Id": "1", "Code": "Throttled", "SenderFault": False}], "Successful": []}
    with Stubber(sns) as stub:
        stub.add_response("publish_batch", failed, {"TopicArn": "arn:t", "PublishBatchRequestEntries": ANY})
        assert Topic(sns, "arn:t").publish(events) == [events[1]]


def test_a_call_that_fails_whole_counts_for_all_its_events_and_the_next_ten_are_still_tried() -> None:
    sns = boto3.client("sns")
    events = [an_event() for _ in range(12)]
    with Stubber(sns) as stub:
        stub.add_client_error("publish_batch", "ThrottledException")
        stub.add_response("publish_batch", {"Failed": [], "Successful": []})
        assert Topic(sns, "arn:t").publish(events) == events[:10]


def test_a_queue_that_takes_only_some_is_an_error() -> None:
    sqs = boto3.client("sqs")
    failed: Any = {"Failed": [{"Id": "0", "Code": "x", "SenderFault": False}], "Successful": []}
    with Stubber(sqs) as stub:
        stub.add_response("send_message_batch", failed)
        with pytest.raises(NotPutAsideError):
            FailureQueue(sqs, "https://queue.test/q").put_aside([an_event()])


def test_a_stream_range_is_read_to_its_end_and_not_beyond() -> None:
    streams = boto3.client("dynamodbstreams")
    events = [an_event() for _ in range(4)]
    records = [stream_record(event, _BEGIN + place) for place, event in enumerate(events)]
    with Stubber(streams) as stub:
        stub.add_response("get_shard_iterator", {"ShardIterator": "i1"})
        stub.add_response("get_records", {"Records": records[:2], "NextShardIterator": "i2"})
        stub.add_response("get_records", {"Records": records[2:], "NextShardIterator": "i3"})
        found = StreamRange(streams).events(_range(0, 2))
    assert found == events[:3]


def _range(first: int, last: int) -> dict[str, str]:
    return {
        "streamArn": "a" * 40,
        "shardId": "s" * 30,
        "startSequenceNumber": str(_BEGIN + first),
        "endSequenceNumber": str(_BEGIN + last),
    }


def test_an_empty_page_is_not_the_end_of_a_range() -> None:
    """A shard is given in stretches, some of them without a record: what lies behind such a one is not lost."""
    streams = boto3.client("dynamodbstreams")
    events = [an_event() for _ in range(2)]
    records = [stream_record(event, _BEGIN + place) for place, event in enumerate(events)]
    with Stubber(streams) as stub:
        stub.add_response("get_shard_iterator", {"ShardIterator": "i1"})
        stub.add_response("get_records", {"Records": [], "NextShardIterator": "i2"})
        stub.add_response("get_records", {"Records": records[:1], "NextShardIterator": "i3"})
        stub.add_response("get_records", {"Records": [], "NextShardIterator": "i4"})
        stub.add_response("get_records", {"Records": records[1:], "NextShardIterator": "i5"})
        assert StreamRange(streams).events(_range(0, 1)) == events


@pytest.mark.parametrize("after", [{}, {"NextShardIterator": "i"}])
def test_a_range_whose_end_is_never_reached_is_an_error_and_not_an_end(after: Any) -> None:  # noqa: ANN401 - parameters
    streams = boto3.client("dynamodbstreams")
    with Stubber(streams) as stub:
        stub.add_response("get_shard_iterator", {"ShardIterator": "i1"})
        for _ in range(200 if after else 1):
            stub.add_response("get_records", {"Records": [], **after})
        with pytest.raises(RangeNotReadError):
            StreamRange(streams).events(_range(0, 1))


@pytest.mark.usefixtures("aws")
def test_kms_unwraps_a_data_key_under_its_own_context_only() -> None:
    kms = boto3.client("kms")
    sealer = Sealer(kms, kms.create_key()["KeyMetadata"]["Arn"])
    made = sealer.new_key({"practice": "p", "journey": "j"})
    assert sealer.unwrap(made.wrapped, {"practice": "p", "journey": "j"}) == made
    with pytest.raises(kms.exceptions.InvalidCiphertextException):
        sealer.unwrap(made.wrapped, {"practice": "p", "journey": "other"})
