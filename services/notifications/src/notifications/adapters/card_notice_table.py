"""What therapists are to be told of their cards, in the table: one row for each, in the index while it is due."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.instants import to_text
from kernel.items import Item, from_item, to_item
from notifications.adapters.absent import instant_or_none
from notifications.adapters.table_keys import DUE, card_notice_key, cards_of
from notifications.adapters.updates import update
from notifications.domain.card_notice import CardNotice, CardsDue, TherapistId, Told
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.ports import LostRaceError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_NOTHING_DUE: dict[str, Any] = {"due": None, "send_at": None, "since": None}
_OPEN = "#state = :drafted AND milestone_state IN (:provisional, :confirmed)"


def with_notice(table: str, card: Item, due: CardsDue) -> list[dict[str, Any]]:
    """Write a new card, and that it is to be told of.

    Parameters
    ----------
    table : str
        The service's table.
    card : dict
        Its item.
    due : CardsDue
        When; a moment that is set already stays.

    Returns
    -------
    list of dict
        The actions of a transaction.
    """
    put = {"TableName": table, "Item": to_item(card), "ConditionExpression": "attribute_not_exists(pk)"}
    names = ("due", "send_at", "since")
    since, at = to_text(due.since), to_text(due.at)
    values = {":due": DUE, ":send_at": at, ":since": since, ":latest": since, ":one": 1}
    kept = ", ".join(f"#{name} = if_not_exists(#{name}, :{name})" for name in names)
    wait = {
        "TableName": table,
        "Key": to_item(card_notice_key(due.therapist)),
        "UpdateExpression": f"SET {kept}, #latest = :latest ADD #version :one",
        "ExpressionAttributeNames": {f"#{name}": name for name in (*names, "latest", "version")},
        "ExpressionAttributeValues": to_item(values),
    }
    return [{"Put": put}, {"Update": wait}]


class CardNoticeTable:
    """The port `CardNoticesOf` in DynamoDB.

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

    def get(self, therapist: TherapistId) -> CardNotice:
        """Read what is to be told, consistently; an empty one where nothing is stored: 1 call."""
        key = to_item(card_notice_key(therapist))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        item = {} if found is None else from_item(found)
        return CardNotice(
            since=instant_or_none(item.get("since")),
            at=instant_or_none(item.get("send_at")),
            told_at=instant_or_none(item.get("told_at")),
            latest=instant_or_none(item.get("latest")),
            attempts=item.get("attempts", 0),
            version=item.get("version", 0),
        )

    def any_open(self, therapist: TherapistId, since: datetime) -> bool:
        """Tell whether any card shown since then waits for her, its milestone standing: 1 call a page."""
        begin: Any = {}
        standing = {":provisional": MilestoneState.PROVISIONAL.value, ":confirmed": MilestoneState.CONFIRMED.value}
        cards = {":cards": cards_of(therapist.practice, therapist.therapist), ":since": to_text(since)}
        while True:
            page = self._dynamodb.query(
                TableName=self._table,
                IndexName="therapist",
                Select="COUNT",
                KeyConditionExpression="therapist_cards = :cards AND shown_at >= :since",
                FilterExpression=_OPEN,
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues=to_item({":drafted": State.DRAFTED.value, **standing, **cards}),
                **begin,
            )
            if page["Count"] or "LastEvaluatedKey" not in page:
                return bool(page["Count"])
            begin = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def put_off(self, therapist: TherapistId, before: CardNotice, until: datetime | None) -> None:
        """Store another moment, or that there is none: 1 call; `LostRaceError` where it is not that of before."""
        moment = {"send_at": to_text(until)} if until is not None else _NOTHING_DUE | {"attempts": None}
        self._change(therapist, before, moment)

    def take(self, therapist: TherapistId, before: CardNotice, owner: str, now: datetime) -> None:
        """Take it out of what is due, for its owner to tell: 1 call; `LostRaceError` where it is not that of before."""
        taken = {"owner": owner, "told_at": to_text(now), "attempts": before.attempts + 1, "notice": "attempting"}
        self._change(therapist, before, _NOTHING_DUE | taken)

    def record(self, therapist: TherapistId, taken: CardNotice, owner: str, told: Told) -> None:
        """Store what became of it: 1 call; `LostRaceError` where another took the next one meanwhile."""
        channel = None if told.channel is None else told.channel.value
        became = {"notice": told.outcome.value, "channel": channel, "provider_id": told.provider_id, "owner": None}
        key, values = card_notice_key(therapist), {"owner": owner}
        if told.again_at is None or taken.since is None:
            self._write(update(self._table, key, became | {"attempts": None}, "#owner = :owner", values))
            return
        # Nothing was told of what it was taken for: that is due again, and sooner where a new card is due sooner.
        again = {"since": to_text(taken.since), "due": DUE, "told_at": None}
        change = update(self._table, key, became | again, "#owner = :owner", values)
        change["UpdateExpression"] = change["UpdateExpression"].replace(
            "SET ", "SET #send_at = if_not_exists(#send_at, :send_at), ", 1
        )
        change["ExpressionAttributeNames"]["#send_at"] = "send_at"
        change["ExpressionAttributeValues"] |= to_item({":send_at": to_text(told.again_at)})
        self._write(change)

    def _change(self, therapist: TherapistId, before: CardNotice, changes: dict[str, Any]) -> None:
        condition = "#version = :version AND attribute_exists(#due)"
        after = changes | {"version": before.version + 1}
        values = {"version": before.version}
        self._write(update(self._table, card_notice_key(therapist), after, condition, values))

    def _write(self, change: dict[str, Any]) -> None:
        try:
            self._dynamodb.update_item(**change)
        except ClientError as error:
            if is_lost_race(error):
                raise LostRaceError from error
            raise
