"""Requests about the record in DynamoDB: one item each, with the answers in it."""

from dataclasses import asdict, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import put_once, refused_item
from kernel.items import Item, to_item
from reflections.adapters.keys import journey_partition, record_request_key
from reflections.adapters.reading import read_one, read_stretch
from reflections.domain.ports import OutdatedError
from reflections.domain.record_request import Asked, Decider, Decision, RecordRequest

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_APART = frozenset({"practice", "journey", "id", "asked", "decisions"})


class DynamoRecordRequests:
    """The port `RecordRequests` on DynamoDB.

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

    def add(self, request: RecordRequest) -> RecordRequest | None:
        """Store a request: one call, also where its identifier is taken."""
        stored = put_once(self._dynamodb, self._table, _item_of(request))
        return None if stored is None else _request_of(stored)

    def read(self, practice: str, journey: str, request: str) -> RecordRequest | None:
        """Read a request: one call."""
        item = read_one(self._dynamodb, self._table, record_request_key(practice, journey, request))
        return None if item is None else _request_of(item)

    def replace(self, request: RecordRequest) -> None:
        """Store the next version upon the one before: one call."""
        try:
            self._dynamodb.put_item(
                TableName=self._table,
                Item=to_item(_item_of(request)),
                ConditionExpression="#version = :before",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=to_item({":before": request.version - 1}),
            )
        except ClientError as error:
            if refused_item(error) is None:
                raise
            raise OutdatedError from None

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[RecordRequest], str | None]:
        """Read a page of a journey's requests: one call."""
        place = journey_partition(practice, journey)
        found, following = read_stretch(self._dynamodb, self._table, (place, "D#"), after, limit)
        return [_request_of(item) for item in found], following


def _item_of(request: RecordRequest) -> Item:
    told = {one.name: getattr(request, one.name) for one in fields(request) if one.name not in _APART}
    facts = {name: value for name, value in told.items() if value is not None}
    decisions = {by.value: asdict(decision) for by, decision in request.decisions.items()}
    key = record_request_key(request.practice, request.journey, request.id)
    return {**key, **facts, "asked": request.asked.value, "decisions": decisions}


def _request_of(item: Item) -> RecordRequest:
    practice, _, journey = item["pk"].rpartition("#")
    decisions = {Decider(by): Decision(**decision) for by, decision in item["decisions"].items()}
    facts = {name: value for name, value in item.items() if name not in {"pk", "sk", "asked", "decisions"}}
    return RecordRequest(
        practice=practice,
        journey=journey,
        id=item["sk"].removeprefix("D#"),
        asked=Asked(item["asked"]),
        decisions=MappingProxyType(decisions),
        **facts,
    )
