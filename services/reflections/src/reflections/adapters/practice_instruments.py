"""A practice's instruments in DynamoDB: one item a practice, read along with a journey, without a call of its own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.items import Item, to_item
from reflections.adapters.keys import instruments_key
from reflections.domain.instrument import Instrument, RiskItem
from reflections.domain.practice_instruments import OWN_LICENCE, Defined

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_PREFIX = "i:"
"""Before an instrument's name, so that it is no other attribute."""


class DynamoPracticeInstruments:
    """The port `PracticeInstruments` on DynamoDB.

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

    def keep(self, defined: Defined) -> None:
        """Keep a definition unless a later version of it is kept: one call."""
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item(instruments_key(defined.practice)),
                UpdateExpression="SET #one = :one",
                ConditionExpression="attribute_not_exists(#one) OR #one.#version < :version",
                ExpressionAttributeNames={"#one": f"{_PREFIX}{defined.instrument.name}", "#version": "version"},
                ExpressionAttributeValues=to_item({":one": _kept(defined), ":version": defined.version}),
            )
        except ClientError as error:
            if not is_lost_race(error):
                raise


def _kept(defined: Defined) -> Item:
    """Write a definition; one that was taken back keeps its version alone, so that no older one revives it."""
    if defined.withdrawn:
        return {"version": defined.version}
    one = defined.instrument
    return {
        "version": defined.version,
        "items": one.items,
        "item_minimum": one.item_minimum,
        "item_maximum": one.item_maximum,
        "minimum": one.minimum,
        "maximum": one.maximum,
        "by_items": one.by_items,
        "higher_is_better": one.higher_is_better,
        "risk_items": [{"number": item.number, "positive_from": item.positive_from} for item in one.risk_items],
    }


def instruments_in(item: Item) -> Mapping[str, Instrument]:
    """Read a practice's instruments.

    Parameters
    ----------
    item : dict
        The practice's item; empty where it has none.

    Returns
    -------
    mapping of str to Instrument
        By name, without those that were taken back.
    """
    kept = {name.removeprefix(_PREFIX): held for name, held in item.items() if name.startswith(_PREFIX)}
    return {name: _instrument(name, held) for name, held in kept.items() if "maximum" in held}


def _instrument(name: str, held: Item) -> Instrument:
    facts = {fact: value for fact, value in held.items() if fact not in {"version", "risk_items"}}
    return Instrument(
        name=name,
        title=name,
        risk_items=tuple([RiskItem(item["number"], item["positive_from"]) for item in held["risk_items"]]),
        loinc=None,
        licence=OWN_LICENCE,
        sources=(),
        **facts,
    )
