"""Erased journeys in DynamoDB: what is left of one lies where the journey lay, so that nothing comes in its place."""

from typing import TYPE_CHECKING, Any

from kernel.conditional import LostRaceError, write_together
from kernel.envelope import Event
from kernel.items import to_item
from kernel.outbox import with_event
from reflections.adapters.erasure_items import erasure_of, item_of_erasure, item_of_rule, rule_of
from reflections.adapters.journey_items import journey_of, was_erased
from reflections.adapters.journey_writes import delete_claims, upon
from reflections.adapters.keys import confirmation_key, journey_key, journey_partition, membership_key, retention_key
from reflections.adapters.practice_rule import put_rule
from reflections.adapters.reading import read_one, read_together
from reflections.domain.erasure import SERVICES, Erasure
from reflections.domain.journey import Journey
from reflections.domain.ports import OutdatedError, Standing
from reflections.domain.retention import RetentionRule

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoErasures:
    """The port `Erasures` on DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys_table : str
        The table of wrapped data keys.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys_table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys_table = keys_table

    def look(self, practice: str, journey: str) -> Standing:
        """Read a journey or what is left of it, the confirmations and the practice's rule: one call."""
        rule = retention_key(practice)
        words = [confirmation_key(practice, journey, service) for service in SERVICES]
        keys = [journey_key(practice, journey), rule, *words]
        items = {item["sk"]: item for item in read_together(self._dynamodb, {self._table: keys})[self._table]}
        item, present = items.get("JOURNEY"), rule_of(items.get(rule["sk"], {}))
        if item is None:
            return Standing(None, None, present)
        if not was_erased(item):
            return Standing(journey_of(item), None, present)
        return Standing(None, erasure_of(item, [one for one in items.values() if "confirmed_at" in one]), present)

    def begin(self, journey: Journey, erasure: Erasure, event: Event) -> None:
        """Destroy the key and put what is left in the journey's place, with its event: one transaction.

        From here on no word of the journey can be read, whatever becomes of the rest.
        """
        place = journey_partition(journey.practice, journey.id)
        people = [person for person in (journey.therapist, journey.client) if person is not None]
        memberships = [membership_key(journey.practice, person, journey.id) for person in people]
        actions: list[Any] = [
            upon(self._table, with_event(item_of_erasure(erasure), event), journey.version),
            {"Delete": {"TableName": self._keys_table, "Key": to_item({"pk": place})}},
            *({"Delete": {"TableName": self._table, "Key": to_item(key)}} for key in memberships),
            *delete_claims(self._table, journey),
        ]
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError:
            raise OutdatedError from None

    def rule(self, practice: str) -> RetentionRule:
        """Read a practice's rule: one call."""
        return rule_of(read_one(self._dynamodb, self._table, retention_key(practice)) or {})

    def set_rule(self, practice: str, rule: RetentionRule) -> None:
        """Store a practice's rule: one call."""
        put_rule(self._dynamodb, self._table, {**retention_key(practice), **item_of_rule(rule)})
