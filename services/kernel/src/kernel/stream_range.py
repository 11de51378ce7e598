"""Reads a range of a DynamoDB stream again: what Lambda names in the failure record of a batch that it gave up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kernel.envelope import Event
from kernel.relay import events_in

if TYPE_CHECKING:
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient

_RECORDS_A_CALL = 1000


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
        while iterator:
            page = self._streams.get_records(ShardIterator=iterator, Limit=_RECORDS_A_CALL)
            found = page["Records"]
            records += [record for record in found if int(record["dynamodb"]["SequenceNumber"]) <= end]
            reached = len(found) == 0 or int(found[-1]["dynamodb"]["SequenceNumber"]) >= end
            iterator = None if reached else page.get("NextShardIterator")
        return events_in(records)
