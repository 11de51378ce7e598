"""What practices let go to supervisors inside them, in DynamoDB: one item a practice that has set it."""

from typing import TYPE_CHECKING

from reflections.adapters.keys import supervision_rule_key
from reflections.adapters.practice_rule import put_rule
from reflections.adapters.reading import read_one
from reflections.domain.supervision_rule import Inside, SupervisionRule

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoSupervisionRules:
    """The port `SupervisionRules` on DynamoDB.

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

    def rule(self, practice: str) -> SupervisionRule:
        """Read a practice's rule: one call."""
        item = read_one(self._dynamodb, self._table, supervision_rule_key(practice))
        return SupervisionRule() if item is None else SupervisionRule(Inside(item["inside"]), item["version"])

    def set_rule(self, practice: str, rule: SupervisionRule) -> None:
        """Store a practice's rule: one call."""
        item = {**supervision_rule_key(practice), "inside": rule.inside.value, "version": rule.version}
        put_rule(self._dynamodb, self._table, item)
