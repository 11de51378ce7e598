"""What clients said of their consents, in DynamoDB: one item for each word, written with the journey's."""

from typing import TYPE_CHECKING

from kernel.items import from_item, to_item
from reflections.adapters.consent_items import consent_of
from reflections.adapters.keys import consent_key, journey_partition
from reflections.adapters.reading import read_stretch
from reflections.domain.consent import Consent, Purpose

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_MOST_VERSIONS = 999_999_999


class DynamoConsents:
    """The port `Consents` on DynamoDB.

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

    def history(
        self, practice: str, journey: str, purpose: Purpose, before: int | None, limit: int
    ) -> tuple[list[Consent], bool]:
        """Read a page of what was said, newest first: one call."""
        newest = _MOST_VERSIONS if before is None else max(before - 1, 0)
        first, last = (consent_key(practice, journey, purpose, version) for version in (0, newest))
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=to_item({":pk": first["pk"], ":first": first["sk"], ":last": last["sk"]}),
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit + 1,
        )
        said = [consent_of(from_item(item)["said"]) for item in answer["Items"]]
        return said[:limit], len(said) > limit

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[tuple[Purpose, Consent]], str | None]:
        """Read a page of all that was said, consent by consent, oldest first: one call."""
        place = journey_partition(practice, journey)
        found, following = read_stretch(self._dynamodb, self._table, (place, "K#"), after, limit)
        return [(Purpose(item["sk"].split("#")[1]), consent_of(item["said"])) for item in found], following
