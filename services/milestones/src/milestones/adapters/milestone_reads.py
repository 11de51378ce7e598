"""Milestones read from DynamoDB."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kernel.instants import from_text
from kernel.items import Item, from_item, to_item
from kernel.problem import busy
from milestones.adapters.journeys import journey_of
from milestones.adapters.keys import JOURNEY, MILESTONE, parsed, partition
from milestones.domain.claim import SETBACKS, MilestoneKind, MilestoneState
from milestones.domain.journey import Journey, View
from milestones.domain.milestone import HistoryEntry, Milestone, Reason
from milestones.domain.ports import Page
from milestones.domain.trail import Road

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

# All but the event, which may be as large as the rest.
_ATTRIBUTES = (
    *("sk", "kind", "state", "version", "rule_version"),
    *("subject", "occurred_at", "numbers", "thresholds", "history", "road"),
)

_KINDS = {f":setback{place}": kind.value for place, kind in enumerate(sorted(SETBACKS))}
_SHOWN: Mapping[View, tuple[str | None, dict[str, str]]] = {
    View.ALL: (None, {}),
    View.CONFIRMED: (
        f"#state = :confirmed AND NOT #kind IN ({', '.join(_KINDS)})",
        {":confirmed": MilestoneState.CONFIRMED.value, **_KINDS},
    ),
}
"""What a query filters by; for a client as `for_client` says it of one milestone."""


class DynamoMilestones:
    """Reads milestones.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def page(self, practice: str, journey: str, view: View, after: str | None, limit: int) -> Page:
        """Read a page in the order of keys; newest first within it. The cursor names the last milestone shown."""
        pk, found = partition(practice, journey), list[Milestone]()
        start: dict[str, Any] = {}
        if after is not None:
            start = {"ExclusiveStartKey": to_item({"pk": pk, "sk": f"{MILESTONE}{after}"})}
        while len(found) <= limit:
            answer = self._dynamodb.query(**self._query(pk, view), **start, Limit=limit + 1)
            found += [milestone_of(journey, from_item(item)) for item in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                break
            start = {"ExclusiveStartKey": dict(answer["LastEvaluatedKey"])}
        shown = found[:limit]
        cursor = shown[-1].id.rpartition(".")[2] if len(found) > limit else None
        return Page(sorted(shown, key=lambda milestone: milestone.occurred_at, reverse=True), cursor)

    def with_journey(self, practice: str, milestone: str) -> tuple[Journey | None, Milestone | None]:
        """Read a milestone and its journey: one batch read; none where the id has an impossible form."""
        place = parsed(milestone)
        if place is None:
            return None, None
        journey_id, digits = place
        pk = partition(practice, journey_id)
        keys = [to_item({"pk": pk, "sk": sk}) for sk in (JOURNEY, f"{MILESTONE}{digits}")]
        answer = self._dynamodb.batch_get_item(RequestItems={self._table: {"Keys": keys}})
        if answer.get("UnprocessedKeys"):
            raise busy()
        items = {item["sk"]: item for item in map(from_item, answer["Responses"][self._table])}
        found = items.get(f"{MILESTONE}{digits}")
        return journey_of(items.get(JOURNEY, {})), milestone_of(journey_id, found) if found else None

    def _query(self, pk: str, view: View) -> dict[str, Any]:
        shown, values = _SHOWN[view]
        return {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :prefix)",
            **({"FilterExpression": shown} if shown else {}),
            "ProjectionExpression": ", ".join(f"#{name}" for name in _ATTRIBUTES),
            "ExpressionAttributeNames": {f"#{name}": name for name in _ATTRIBUTES},
            "ExpressionAttributeValues": to_item({":pk": pk, ":prefix": MILESTONE, **values}),
        }


def milestone_of(journey: str, item: Item) -> Milestone:
    """Read a milestone's item.

    Parameters
    ----------
    journey : str
        The journey's id.
    item : dict
        Plain Python.

    Returns
    -------
    Milestone
    """
    return Milestone(
        id=f"{journey}.{item['sk'].removeprefix(MILESTONE)}",
        kind=MilestoneKind(item["kind"]),
        state=MilestoneState(item["state"]),
        version=item["version"],
        rule_version=item["rule_version"],
        subject=item["subject"],
        occurred_at=from_text(item["occurred_at"]),
        numbers=item["numbers"],
        thresholds=item["thresholds"],
        road=Road(**item["road"]) if item.get("road") else None,
        history=tuple(
            HistoryEntry(line["version"], MilestoneState(line["state"]), from_text(line["at"]), Reason(line["reason"]))
            for line in item["history"]
        ),
    )
