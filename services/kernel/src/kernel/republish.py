"""Publishes a range of events again: for a consumer that lost them, or for one that is new."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

from kernel.envelope import Event
from kernel.instants import from_text
from kernel.items import to_item
from kernel.log import Code, Log
from kernel.outbox import event_of
from kernel.topic import Publisher

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from kernel.start import Handler

_MARGIN_MILLISECONDS = 10_000


class Range(BaseModel):
    """Which events to publish again: those of one subject, or those recorded between two instants.

    Parameters
    ----------
    practice, subject : str
        One subject's events, all of them: reads that partition only.
    since, until : AwareDatetime
        Events recorded from ``since`` (included) until ``until`` (excluded): reads the whole table.
    cursor : dict
        As the last call returned it, where there was more than one call could do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    practice: str | None = None
    subject: str | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    cursor: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = {name for name in ("practice", "subject", "since", "until") if getattr(self, name) is not None}
        if given not in ({"practice", "subject"}, {"since", "until"}):
            message = "give practice and subject, or since and until"
            raise ValueError(message)
        return self

    def holds(self, event: Event) -> bool:
        """Tell whether an event lies in the range."""
        if self.since is None or self.until is None:
            return True
        return self.since <= from_text(event.time) < self.until


def _pages(dynamodb: "DynamoDBClient", table: str, wanted: Range) -> Iterator[Mapping[str, Any]]:
    """Read page by page: a query for a subject, a scan for a time (an index for it would cost a write an event)."""
    begin: dict[str, Any] = {"ExclusiveStartKey": wanted.cursor} if wanted.cursor else {}
    asked: dict[str, Any] = {
        "TableName": table,
        "FilterExpression": "attribute_exists(#event)",
        "ExpressionAttributeNames": {"#event": "event"},
        "ConsistentRead": True,
    }
    if wanted.subject is not None:
        asked["KeyConditionExpression"] = "pk = :pk"
        asked["ExpressionAttributeValues"] = to_item({":pk": f"{wanted.practice}#{wanted.subject}"})
    read = dynamodb.query if wanted.subject is not None else dynamodb.scan
    while True:
        page = read(**asked, **begin)
        yield page
        if "LastEvaluatedKey" not in page:
            return
        begin = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def republish(dynamodb: "DynamoDBClient", table: str, topic: Publisher, log: Log) -> "Handler":
    """Make the handler that ops invoke by hand.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    topic : Publisher
        The service's topic.
    log : Log
        Takes one line a call.

    Returns
    -------
    callable
        Takes a `Range` as JSON; gives ``{"published": n, "unpublished": n, "cursor": …}``. Where ``cursor`` is not null
        the time was up: invoke again with it. Consumers know an event that they have seen, so this is safe.
    """

    def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
        wanted = Range.model_validate(event)
        published = unpublished = 0
        cursor = None
        for page in _pages(dynamodb, table, wanted):
            events = [found for found in map(event_of, page["Items"]) if found is not None and wanted.holds(found)]
            failed = len(topic.publish(events))
            published, unpublished = published + len(events) - failed, unpublished + failed
            cursor = page.get("LastEvaluatedKey")
            if cursor is not None and context.get_remaining_time_in_millis() < _MARGIN_MILLISECONDS:
                break
        log.line(Code.REPUBLISHED, events=published, left=unpublished, more=cursor is not None)
        return {"published": published, "unpublished": unpublished, "cursor": cursor}

    return handler
