"""The sweeper: publishes what the relay had to put aside, and what Lambda gave up for it."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from kernel.envelope import Event
from kernel.log import Code, Log
from kernel.stream_range import RangeNotReadError
from kernel.topic import Publisher

if TYPE_CHECKING:
    from kernel.start import Handler

_GONE = frozenset({"TrimmedDataAccessException", "ResourceNotFoundException"})
"""Older than the stream keeps: its records are trimmed, or their whole shard is."""

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
        if not isinstance(document, dict):
            raise TypeError
        batch = document.get("DDBStreamBatchInfo")
        return not topic.publish([Event.model_validate(document)] if batch is None else read_range(batch))

    def swept(message: str, body: str) -> bool:
        """Sweep a message; whatever is wrong with it, the others are not held up."""
        try:
            return sweep(body)
        except (BotoCoreError, ClientError, RangeNotReadError) as error:
            code = error.response["Error"]["Code"] if isinstance(error, ClientError) else None
            if code in _GONE or isinstance(error, RangeNotReadError):
                log.line(Code.RANGE_GONE, message=message)
        except (KeyError, TypeError, ValueError):
            log.line(Code.UNREADABLE, message=message)
        return False

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        records = event["Records"]
        left = [record["messageId"] for record in records if not swept(record["messageId"], record["body"])]
        log.line(Code.SWEPT, events=len(records), left=len(left))
        return {"batchItemFailures": [{"itemIdentifier": message} for message in left]}

    return handler
