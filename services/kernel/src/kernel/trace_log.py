"""Traces of access in DynamoDB: one item each, beside what it is about, by audience and time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kernel.conditional import write_together
from kernel.items import Item, from_item, to_item
from kernel.traces import PREFIX, TRACE, Place, Trace

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_TOGETHER = 100
"""The most that a transaction takes."""


class TraceLog:
    """The port `Traces` on DynamoDB: the log of a service.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def add(self, traces: Sequence[Trace]) -> None:
        """Write traces: one call for one of them, and one for each 100; by puts alone, so that a role needs no more.

        Raises
        ------
        ClientError, LostRaceError
            Where a trace was not written.
        """
        puts: list[Any] = [
            {
                "TableName": self._table,
                "Item": to_item({**trace.key, TRACE: trace.written()}),
                "ConditionExpression": "attribute_not_exists(pk)",
            }
            for trace in traces
        ]
        if len(puts) == 1:
            self._dynamodb.put_item(**puts[0])
            return
        for start in range(0, len(puts), _TOGETHER):
            write_together(self._dynamodb, [{"Put": put} for put in puts[start : start + _TOGETHER]])

    def page(
        self, practice: str, subject: str, audience: str, after: Place | None, limit: int
    ) -> tuple[list[Trace], Place | None]:
        """Read a page of one audience's log, newest first: one call, which reads no other audience's.

        Parameters
        ----------
        practice, subject, audience : str
            Which log.
        after : tuple of str and str, or None
            Instant and identifier of the last one shown; None for the first page.
        limit : int
            At most so many.

        Returns
        -------
        list of Trace
            The page.
        tuple of str and str, or None
            Where the next one goes on; None where this was the last.
        """
        begins = f"{PREFIX}{audience}#"
        high = f"{begins}~" if after is None else f"{begins}{'#'.join(after)}"
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
            ExpressionAttributeValues=to_item({":pk": f"{practice}#{subject}", ":low": begins, ":high": high}),
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit + 2,
        )
        items: list[Item] = [from_item(item) for item in answer["Items"]]
        found = [Trace.read(item[TRACE]) for item in items if after is None or not item["sk"].endswith("#".join(after))]
        shown = found[:limit]
        return shown, (shown[-1].at, shown[-1].id) if len(found) > limit else None
