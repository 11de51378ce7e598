"""A practice's own templates in the table: no text about anybody, under the table's own key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel import conditional
from kernel.items import Item, from_item, to_item
from notifications.adapters.table_keys import template_key
from notifications.domain.ports import LostRaceError
from notifications.domain.practice_template import PracticeTemplate, TemplateName
from notifications.domain.preferences import Language, Tone

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class TemplateTable:
    """Practices' templates in DynamoDB.

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

    def get(self, practice: str, name: TemplateName) -> PracticeTemplate | None:
        """Read one, consistently: 1 call; None where the practice has none."""
        key = to_item(template_key(practice, name))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return None if found is None else _template_of(from_item(found))

    def all(self, practice: str) -> Sequence[PracticeTemplate]:
        """Read all of a practice: 1 call, for there are fewer of them than a page holds."""
        answer = self._dynamodb.query(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": template_key(practice)["pk"]}),
        )
        return [_template_of(from_item(item)) for item in answer["Items"]]

    def put(self, practice: str, template: PracticeTemplate) -> None:
        """Store one as the version after the one that stands: 1 call; `LostRaceError` where another stands."""
        name = template.name
        item: Item = {
            **template_key(practice, name),
            "quiet": template.quiet,
            "full": template.full,
            "version": template.version,
        }
        self._write(self._dynamodb.put_item, template.version - 1, Item=to_item(item))

    def remove(self, practice: str, name: TemplateName, version: int) -> None:
        """Take one back: 1 call; `LostRaceError` where another version stands."""
        self._write(self._dynamodb.delete_item, version, Key=to_item(template_key(practice, name)))

    def _write(self, call: Any, version: int, **what: Any) -> None:  # noqa: ANN401 - methods of the client
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if version:
            condition = {
                "ConditionExpression": "#version = :version",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": to_item({":version": version}),
            }
        try:
            call(TableName=self._table, **what, **condition)
        except ClientError as error:
            if conditional.is_lost_race(error):
                raise LostRaceError from error
            raise


def _template_of(item: Item) -> PracticeTemplate:
    kind, language, tone = item["sk"].split("#")
    return PracticeTemplate(
        TemplateName(kind, Language(language), Tone(tone)), item["quiet"], item["full"], item["version"]
    )
