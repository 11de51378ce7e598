"""Reads a range of a DynamoDB stream again: what Lambda names in the failure record of a batch that it gave up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kernel.envelope import Event
from kernel.relay import events_in

if TYPE_CHECKING:
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient

_RECORDS_A_CALL = 1000
_MOST_CALLS = 200
"""Far more than the stretches of a shard's 24 hours; a reading that finds no end must not eat the function's time."""


class RangeNotReadError(Exception):
    """The range was not read to its end: what is missing must not be taken for published."""


class StreamRange:
    """Reads ranges of a table's stream.

    Parameters
    ----------
    streams : DynamoDBStreamsClient
        The client.
    """

    def __init__(self, streams: "DynamoDBStreamsClient") -> None:
        self._streams = streams

    def events(self, batch: Mapping[str, Any]) -> list[Event]:
        """Read the events of a range.

        Parameters
        ----------
        batch : mapping
            ``DDBStreamBatchInfo`` as Lambda writes it: streamArn, shardId, startSequenceNumber, endSequenceNumber.

        Returns
        -------
        list of Event
            Those from start to end, both included.

        Raises
        ------
        RangeNotReadError
            Where the range's last record was not met.
        ClientError
            ``TrimmedDataAccessException`` where the range is older than the stream keeps (24 hours).
        """
        iterator: str | None = self._streams.get_shard_iterator(
            StreamArn=batch["streamArn"],
            ShardId=batch["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch["startSequenceNumber"],
        )["ShardIterator"]
        end = int(batch["endSequenceNumber"])
        records: list[Mapping[str, Any]] = []
        for _ in range(_MOST_CALLS):
            if iterator is None:
                break
            page = self._streams.get_records(ShardIterator=iterator, Limit=_RECORDS_A_CALL)
            found = page["Records"]
            records += [record for record in found if int(record["dynamodb"]["SequenceNumber"]) <= end]
            if found and int(found[-1]["dynamodb"]["SequenceNumber"]) >= end:
                return events_in(records)
            # A page without records is no end: a stretch of the shard may be empty, and the records lie behind it.
            iterator = page.get("NextShardIterator")
        raise RangeNotReadError
