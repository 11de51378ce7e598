"""Where this service keeps sealed texts, for whoever seals them anew: each with what it is sealed for."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kernel.items import Item, from_item
from kernel.key_ring import Context
from kernel.resealing import Place, partition_of
from notifications.adapters.table_keys import (
    INBOX,
    is_celebration,
    is_journey,
    is_standing,
    journey_at,
    person_key,
)
from notifications.domain.ports import JOY, TEXT

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def context_of(pk: str) -> Context:
    """Say what the data key of a journey is for, by its partition."""
    journey = journey_at({"pk": pk})
    return {"practice": journey.practice, "journey": journey.journey}


def items_of(dynamodb: "DynamoDBClient", table: str, pk: str) -> Iterator[Mapping[str, Any]]:
    """Read what may hold a text of a journey: its partition, and its client's messages.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    pk : str
        The journey's partition.
    """
    client: str | None = None
    for item in partition_of(dynamodb, table, pk):
        plain = from_item(item)
        if is_journey(plain):
            client = plain.get("client")
        yield item
    if client is not None:
        journey = journey_at({"pk": pk})
        for item in partition_of(dynamodb, table, person_key(journey.practice, client), INBOX):
            if item["journey"]["S"] == journey.journey:
                yield item


def texts_of(pk: str, item: Item) -> Iterator[tuple[Place, Context]]:
    """Name the sealed texts of an item: words and joy of a celebration, words of a standing cheer and of a message."""
    if is_celebration(item) or str(item["sk"]).startswith(INBOX):
        journey = context_of(pk)
        yield ("text",), {**journey, "field": TEXT}
        if "joy" in item:
            yield ("joy",), {**journey, "field": JOY}
        for number in range(len(item.get("joined", ()))):
            yield ("joined", number, 1), {**journey, "field": TEXT}
    elif is_standing(item):
        for kind in item["words"]:
            yield ("words", kind), {**context_of(pk), "field": TEXT}
