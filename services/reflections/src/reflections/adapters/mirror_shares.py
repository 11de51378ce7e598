"""What is shared of mirrors, in DynamoDB: each beside its journey, where an erasure finds it, and in two lists."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kernel.conditional import LostRaceError, write_together
from kernel.instants import from_text
from kernel.items import Item, from_item, to_item
from reflections.adapters.journey_writes import Action
from reflections.adapters.keys import journey_key, mirror_key, person_partition, shown_mirror_key
from reflections.adapters.reading import read_one, read_together
from reflections.domain.blind_spot import Span
from reflections.domain.mirror_share import MirrorShare
from reflections.domain.ports import OutdatedError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoMirrorShares:
    """The port `MirrorShares` on DynamoDB.

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

    def read(self, practice: str, journey: str) -> MirrorShare | None:
        """Read what is shared of a journey: one call."""
        item = read_one(self._dynamodb, self._table, mirror_key(practice, journey))
        return None if item is None else _share_of(item)

    def share(self, share: MirrorShare, before: MirrorShare | None) -> None:
        """Share it in the place of what was shared before, unless the journey was erased: one transaction."""
        there = {
            "TableName": self._table,
            "Key": to_item(journey_key(share.practice, share.journey)),
            "ConditionExpression": "attribute_not_exists(erased_at)",
        }
        gone = [] if before is None else [one for one in before.people if one not in share.people]
        self._together(
            {"Put": {"TableName": self._table, "Item": to_item(_item_of(share)), **_upon(before)}},
            {"ConditionCheck": there},
            *(self._shown(share, person) for person in share.people),
            *(self._hidden(share, person) for person in gone),
        )

    def take_back(self, share: MirrorShare) -> None:
        """Take it back: one transaction."""
        key = to_item(mirror_key(share.practice, share.journey))
        self._together(
            {"Delete": {"TableName": self._table, "Key": key, **_upon(share)}},
            *(self._hidden(share, person) for person in share.people),
        )

    def of_person(
        self, practice: str, person: str, limit: int, after: str | None
    ) -> tuple[Sequence[MirrorShare], str | None]:
        """Read a page of what a person shares or is shown, by journey: two calls; one where there is nothing."""
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
            ExpressionAttributeValues=to_item(
                # The blank sorts right behind the identifier itself, the tilde behind every identifier.
                {":pk": person_partition(practice, person), ":low": f"M#{after} " if after else "M#", ":high": "M#~"}
            ),
            ConsistentRead=True,
            Limit=limit + 1,
        )
        named = [from_item(item)["sk"].removeprefix("M#") for item in answer["Items"]]
        page = named[:limit]
        if not page:
            return [], None
        keys = [mirror_key(practice, journey) for journey in page]
        found = sorted(map(_share_of, read_together(self._dynamodb, {self._table: keys})[self._table]), key=_by_journey)
        return found, page[-1] if len(named) > limit else None

    def _shown(self, share: MirrorShare, person: str) -> Action:
        key = shown_mirror_key(share.practice, person, share.journey)
        item: Item = {**key, "expires_at": int(from_text(share.until).timestamp())}
        return {"Put": {"TableName": self._table, "Item": to_item(item)}}

    def _hidden(self, share: MirrorShare, person: str) -> Action:
        key = to_item(shown_mirror_key(share.practice, person, share.journey))
        return {"Delete": {"TableName": self._table, "Key": key}}

    def _together(self, *actions: Action) -> None:
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError:
            raise OutdatedError from None


def _by_journey(share: MirrorShare) -> str:
    return share.journey


def _upon(before: MirrorShare | None) -> Action:
    """Give the condition that what stands there is what was read."""
    if before is None:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    values = to_item({":at": before.shared_at, ":lines": before.lines})
    return {
        "ConditionExpression": "#shared_at = :at AND #lines = :lines",
        "ExpressionAttributeNames": {"#shared_at": "shared_at", "#lines": "lines"},
        "ExpressionAttributeValues": values,
    }


def _item_of(share: MirrorShare) -> Item:
    return {
        **mirror_key(share.practice, share.journey),
        "people": list(share.people),
        "shared_at": share.shared_at,
        "until": share.until,
        "sessions": share.span.sessions,
        "weeks": share.span.weeks,
        "lines": share.lines,
        "expires_at": int(from_text(share.until).timestamp()),
    }


def _share_of(item: Item) -> MirrorShare:
    practice, _, journey = item["pk"].rpartition("#")
    therapist, supervisor = item["people"]
    return MirrorShare(
        practice=practice,
        journey=journey,
        therapist=therapist,
        supervisor=supervisor,
        shared_at=item["shared_at"],
        until=item["until"],
        span=Span(item["sessions"], item["weeks"]),
        lines=item["lines"],
    )
