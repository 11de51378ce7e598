"""Reads of a journey what a sending looks at: projection, standing cheer, one celebration, all that are approved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from notifications.adapters.celebration_rows import celebration_of
from notifications.adapters.journey_rows import journey_of
from notifications.adapters.standing_rows import standing_cheer_of
from notifications.adapters.table_keys import (
    JOURNEY,
    STANDING,
    celebration_key,
    is_celebration,
    is_journey,
    is_standing,
)
from notifications.domain.grounds import Gathered
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def waiting_in(dynamodb: "DynamoDBClient", table: str, celebration: CelebrationId) -> list[Item]:
    """Read projection, standing cheer, celebration and all others that are approved, consistently.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    celebration : CelebrationId
        Which one is read in whatever state.

    Returns
    -------
    list of dict
        Their items: 1 call a page, and a page holds hundreds of celebrations.
    """
    key = celebration_key(celebration)
    places = {":journey": JOURNEY, ":standing": STANDING, ":this": key["sk"]}
    values = {":pk": key["pk"], ":approved": State.APPROVED.value, **places}
    rows = every_row(
        dynamodb,
        TableName=table,
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        FilterExpression="sk IN (:journey, :standing, :this) OR #state = :approved",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues=to_item(values),
    )
    return [from_item(row) for row in rows]


def gathered(celebration: CelebrationId, items: Sequence[Item]) -> Gathered:
    """Sort what was read of a journey's partition.

    Parameters
    ----------
    celebration : CelebrationId
        The one that was asked for.
    items : sequence of dict
        As they lie there, in any order.
    """
    celebrations = [celebration_of(item) for item in items if is_celebration(item)]
    return Gathered(
        next((journey_of(item) for item in items if is_journey(item)), None),
        next((one for one in celebrations if one.id == celebration), None),
        next((standing_cheer_of(item) for item in items if is_standing(item)), None),
        tuple(one for one in celebrations if one.id != celebration),
    )
