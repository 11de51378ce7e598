"""What goals said and the aspiration, in DynamoDB: items of their own, so that a journey's item stays small."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kernel.items import from_item, to_item
from reflections.adapters.goal_items import words_of
from reflections.adapters.keys import aspiration_key, journey_partition, words_key
from reflections.adapters.reading import read_one, read_stretch, read_together
from reflections.domain.capture import Voice
from reflections.domain.goal import Aspiration, GoalWords
from reflections.domain.journey import Journey

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoWordings:
    """The port `Wordings` on DynamoDB.

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

    def history(self, practice: str, journey: str, goal: str) -> Sequence[GoalWords]:
        """Read all revisions of a goal, newest first: one call, for they are a hundred at most."""
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :goal)",
            ExpressionAttributeValues=to_item({":pk": journey_partition(practice, journey), ":goal": f"W#{goal}#"}),
            ScanIndexForward=False,
            ConsistentRead=True,
        )
        return [words_of(from_item(item)) for item in answer["Items"]]

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[GoalWords], str | None]:
        """Read a page of all that goals ever said, goal by goal, oldest first: one call."""
        place = journey_partition(practice, journey)
        found, following = read_stretch(self._dynamodb, self._table, (place, "W#"), after, limit)
        return [words_of(item) for item in found], following

    def present(self, journey: Journey) -> Mapping[str, GoalWords]:
        """Read the present revision of each active goal: one call; none where there is no goal."""
        keys = [words_key(journey.practice, journey.id, one.id, one.revision) for one in journey.goals_in_order()]
        found = read_together(self._dynamodb, {self._table: keys})[self._table] if keys else []
        return {words.goal: words for words in map(words_of, found)}

    def aspire(self, journey: Journey, aspiration: Aspiration) -> None:
        """Keep an aspiration: one call."""
        item = {
            **aspiration_key(journey.practice, journey.id),
            "wording": aspiration.wording,
            "by": aspiration.by.value,
            "at": aspiration.at,
        }
        self._dynamodb.put_item(TableName=self._table, Item=to_item(item))

    def aspiration(self, practice: str, journey: str) -> Aspiration | None:
        """Read the aspiration: one call."""
        item = read_one(self._dynamodb, self._table, aspiration_key(practice, journey))
        return None if item is None else Aspiration(item["wording"], Voice(item["by"]), item["at"])
