"""The sweeper: publishes what the relay had to put aside, and what Lambda gave up for it."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.envelope import Event
from kernel.log import Code, Log
from kernel.topic import Publisher

if TYPE_CHECKING:
    from kernel.start import Handler

RangeReader = Callable[[Mapping[str, Any]], list[Event]]
"""Reads the events of a ``DDBStreamBatchInfo`` from the stream."""


def sweeper(topic: Publisher, read_range: RangeReader, log: Log) -> "Handler":
    """Make the sweeper's handler.

    A message of the failure queue is either an event that the relay put aside, or the record that Lambda writes where
    the relay itself crashed too often: that one names a range of the stream, which is read again.

    Parameters
    ----------
    topic : Publisher
        The service's topic.
    read_range : callable
        Reads a range of the stream.
    log : Log
        Takes one line a batch.

    Returns
    -------
    callable
        Takes an SQS event, gives the partial-batch response: messages of which any event did not get through.
    """

    def sweep(body: str) -> bool:
        document = json.loads(body)
        batch = document.get("DDBStreamBatchInfo")
        if batch is None:
            return not topic.publish([Event.model_validate(document)])
        return not topic.publish(read_range(batch))

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        left = []
        for record in event["Records"]:
            try:
                swept = sweep(record["body"])
            except ClientError as error:
                swept = False
                if error.response["Error"]["Code"] == "TrimmedDataAccessException":
                    log.line(Code.RANGE_GONE, message=record["messageId"])
            except ValueError:
                swept = False
                log.line(Code.UNREADABLE, message=record["messageId"])
            if not swept:
                left.append({"itemIdentifier": record["messageId"]})
        log.line(Code.SWEPT, events=len(event["Records"]), left=len(left))
        return {"batchItemFailures": left}

    return handler
