"""Journeys in DynamoDB: one small item each, every fact with its own version."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import refused_item
from kernel.items import Item, from_item, to_item
from milestones.adapters.keys import CASELOAD_OF, HEARD_ON, JOURNEY, PLACE, caseload_of, partition
from milestones.domain.caseload import UNHEARD
from milestones.domain.journey import Fact, Journey

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def journey_of(item: Item) -> Journey | None:
    """Read a journey's item.

    Parameters
    ----------
    item : dict
        Plain Python; empty where there is none.

    Returns
    -------
    Journey or None
    """
    if not item:
        return None
    return Journey(item.get("therapist"), item.get("client"), closed="closed_version" in item)


class DynamoJourneys:
    """Keeps what is known of journeys.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def learn(  # noqa: PLR0917 - one fact
        self, practice: str, journey: str, fact: Fact, version: int, value: str | None, at: str | None = None
    ) -> None:
        """Note a fact unless it is known, in this or a later version, or the journey was erased: one update.

        It puts the journey on its therapist's caseload, takes it from the one before, and off it when it is closed, in
        the same update. A therapist who becomes known after the end is one update more: on nobody's caseload. When
        she became known counts as heard of: a new journey is not silent.
        """
        try:
            if fact is not Fact.THERAPIST or value is None:
                self._update((practice, journey), fact, version, value)
                return
            stored = self._on_caseload((practice, journey), version, value, at)
            if "closed_version" in stored and stored.get("therapist_version", 0) < version:
                self._update((practice, journey), fact, version, value)
        except ClientError as error:
            if refused_item(error) is None:
                raise

    def _on_caseload(self, key: tuple[str, str], version: int, therapist: str, at: str | None) -> Item:
        """Note a therapist, and whose caseload the journey is on; give what stood there where that was refused."""
        caseload = {CASELOAD_OF: caseload_of(key[0], therapist)}
        if at is not None:
            caseload |= {"therapist_at": at, HEARD_ON: at[:10]}
        try:
            self._update(key, Fact.THERAPIST, version, therapist, caseload)
        except ClientError as error:
            stored = refused_item(error)
            if stored is None:
                raise
            return stored
        return {}

    def _update(
        self, key: tuple[str, str], fact: Fact, version: int, value: str | None, caseload: Item | None = None
    ) -> None:
        known = f"{fact.value}_version"
        facts: Item = {known: version} | ({} if value is None else {fact.value: value}) | (caseload or {})
        names, values = {f"#{name}": name for name in facts}, {f":{name}": given for name, given in facts.items()}
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in facts)
        condition = f"attribute_not_exists(erased_at) AND (attribute_not_exists(#{known}) OR #{known} < :{known})"
        if caseload:
            expression += ", #place = if_not_exists(#place, :place)"
            condition += " AND attribute_not_exists(#closed)"
            names |= {"#place": PLACE, "#closed": f"{Fact.CLOSED.value}_version"}
            values[":place"] = UNHEARD
        elif fact is Fact.CLOSED:
            expression += " REMOVE #of, #heard"
            names |= {"#of": CASELOAD_OF, "#heard": HEARD_ON}
        self._dynamodb.update_item(
            TableName=self._table,
            Key=to_item({"pk": partition(*key), "sk": JOURNEY}),
            UpdateExpression=expression,
            ConditionExpression=condition,
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=to_item(values),
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )

    def get(self, practice: str, journey: str) -> Journey | None:
        """Read a journey: one read."""
        key = to_item({"pk": partition(practice, journey), "sk": JOURNEY})
        return journey_of(from_item(self._dynamodb.get_item(TableName=self._table, Key=key).get("Item", {})))
