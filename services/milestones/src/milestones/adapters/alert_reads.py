"""Alerts read from DynamoDB, and what the therapist does about one written there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import LostRaceError, is_lost_race, write_together
from kernel.instants import from_text
from kernel.items import Item, from_item, to_item
from kernel.problem import busy
from milestones.adapters.alert_writes import alert_update_of, key_of, noted
from milestones.adapters.journeys import journey_of
from milestones.adapters.keys import ALERT, JOURNEY, parsed, partition
from milestones.adapters.packing_alerts import pack_alerts, unpack_alerts
from milestones.domain.alert import RED, Alert, AlertKind, AlertLine, AlertNote, AlertState, ClearedBy, DeclaredBy
from milestones.domain.alert_changes import AlertStanding, AlertStandings
from milestones.domain.alert_ports import AlertPage
from milestones.domain.journey import Journey
from milestones.domain.ports import AlertNews, Place, StaleError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoAlerts:
    """Keeps alerts.

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

    def of_journey(self, practice: str, journey: str, after: str | None, limit: int, *, cleared: bool) -> AlertPage:
        """Read a page in the order of keys; red ones first within it, then the newest."""
        pk, found = partition(practice, journey), list[Alert]()
        start: dict[str, Any] = {}
        if after is not None:
            start = {"ExclusiveStartKey": to_item({"pk": pk, "sk": f"{ALERT}{after}"})}
        while len(found) <= limit:
            answer = self._dynamodb.query(**self._query(pk, cleared=cleared), **start, Limit=limit + 1)
            found += [alert_of(journey, from_item(item)) for item in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                break
            start = {"ExclusiveStartKey": dict(answer["LastEvaluatedKey"])}
        shown = found[:limit]
        cursor = shown[-1].id.rpartition(".")[2] if len(found) > limit else None
        return AlertPage(sorted(shown, key=lambda one: (one.kind in RED, one.occurred_at), reverse=True), cursor)

    def with_journey(self, practice: str, alert: str) -> tuple[Journey | None, Alert | None]:
        """Read an alert and its journey: one consistent batch read; none where the id has an impossible form."""
        place = parsed(alert)
        if place is None:
            return None, None
        pk, sk = partition(practice, place[0]), key_of(alert)
        keys = [to_item({"pk": pk, "sk": one}) for one in (JOURNEY, sk)]
        request = {self._table: {"Keys": keys, "ConsistentRead": True}}
        answer = self._dynamodb.batch_get_item(RequestItems=request)  # type: ignore[arg-type]
        if answer.get("UnprocessedKeys"):
            raise busy()
        items = {item["sk"]: item for item in map(from_item, answer["Responses"][self._table])}
        found = items.get(sk)
        return journey_of(items.get(JOURNEY, {})), alert_of(place[0], found) if found else None

    def standings(self, place: Place, course: str) -> tuple[dict[AlertKind, AlertStanding], int]:
        """Read how the alerts of a course stand, and the course's version: one consistent read."""
        answer = self._dynamodb.get_item(
            TableName=self._table,
            Key=to_item({"pk": partition(place.practice, place.journey), "sk": course}),
            ProjectionExpression="#alerts, #version",
            ExpressionAttributeNames={"#alerts": "alerts", "#version": "version"},
            ConsistentRead=True,
        )
        item = from_item(answer.get("Item", {}))
        return unpack_alerts(item["alerts"]) if "alerts" in item else {}, item.get("version", 0)

    def act(  # noqa: PLR0917 - one write
        self,
        place: Place,
        course: str,
        version: int,
        standings: AlertStandings,
        news: AlertNews,
        note: AlertNote | None = None,
    ) -> None:
        """Write how the alerts of a course stand, and the one that changed with its note: one transaction."""
        update = {
            "TableName": self._table,
            "Key": to_item({"pk": partition(place.practice, place.journey), "sk": course}),
            "UpdateExpression": "SET #alerts = :alerts, #version = :after",
            "ConditionExpression": "#version = :before",
            "ExpressionAttributeNames": {"#alerts": "alerts", "#version": "version"},
            "ExpressionAttributeValues": to_item(
                {":alerts": pack_alerts(standings), ":after": version + 1, ":before": version}
            ),
        }
        alert = alert_update_of(news, self._table, place, course, note)
        actions: list[Mapping[str, Any]] = [{"Update": update}, {"Update": alert}]
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError as error:
            raise StaleError from error

    def note(self, practice: str, alert: Alert, note: AlertNote) -> None:
        """Write a note, and leave the alert as it is: one conditional update."""
        attributes = noted(note)
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item({"pk": partition(practice, alert.journey), "sk": key_of(alert.id)}),
                UpdateExpression="SET " + ", ".join(f"{name} = :{name}" for name in attributes),
                ConditionExpression="#version = :version",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=to_item(
                    {f":{name}": value for name, value in attributes.items()} | {":version": alert.version}
                ),
            )
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise

    def _query(self, pk: str, *, cleared: bool) -> dict[str, Any]:
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :prefix)",
            "ExpressionAttributeValues": to_item({":pk": pk, ":prefix": ALERT}),
        }
        if cleared:
            return query
        values = to_item({":pk": pk, ":prefix": ALERT, ":cleared": AlertState.CLEARED.value})
        return query | {
            "FilterExpression": "#state <> :cleared",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": values,
        }


def alert_of(journey: str, item: Item) -> Alert:
    """Read an alert's item.

    Parameters
    ----------
    journey : str
        The journey's id.
    item : dict
        Plain Python.

    Returns
    -------
    Alert
    """
    return Alert(
        id=f"{journey}.{item['sk'].removeprefix(ALERT)}",
        kind=AlertKind(item["kind"]),
        state=AlertState(item["state"]),
        version=item["version"],
        raising=item["raising"],
        course=item["course"],
        subject=item["subject"],
        rule_version=item["rule_version"],
        occurred_at=from_text(item["occurred_at"]),
        numbers=item["numbers"],
        thresholds=item["thresholds"],
        declared_by=DeclaredBy(item["declared_by"]) if "declared_by" in item else None,
        history=tuple(
            AlertLine(
                line["version"],
                AlertState(line["state"]),
                from_text(line["at"]),
                ClearedBy(line["cleared_by"]) if "cleared_by" in line else None,
            )
            for line in item["history"]
        ),
        note=AlertNote(item["note"], from_text(item["noted_at"]), item["noted_by"]) if "note" in item else None,
    )
