"""Journeys in DynamoDB, their data keys in a table apart, and both remembered for at most a minute."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from cachetools import TTLCache

from kernel.clock import Clock
from kernel.conditional import LostRaceError, write_together
from kernel.envelope import Event
from kernel.items import Item, from_item, to_item
from kernel.sealing import DataKey, Sealer
from reflections.adapters.journey_items import item_of, journey_of, was_erased
from reflections.adapters.journey_writes import put_claims, put_events, put_membership, put_new, write_step
from reflections.adapters.journeys_ahead import MOST_TOGETHER, JourneysAhead, batched
from reflections.adapters.keys import instruments_key, journey_key, journey_partition, person_partition
from reflections.adapters.practice_instruments import instruments_in
from reflections.adapters.reading import read_one, read_together
from reflections.domain.erasure import ErasedError
from reflections.domain.instrument import Instrument
from reflections.domain.journey import Journey
from reflections.domain.ports import Access, Admits, JourneyAccess, OutdatedError, TextKey
from reflections.domain.step import Claim, Step, TakenError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

REMEMBERED_SECONDS = 60
"""How long a withdrawn membership can linger, at most."""

_MOST_REMEMBERED = 500


class DynamoJourneys:
    """The port `Journeys` on DynamoDB and KMS.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys_table : str
        The table of wrapped data keys.
    sealer : Sealer
        Makes and unwraps data keys.
    clock : Clock
        Tells how old a memory is.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys_table: str, sealer: Sealer, clock: Clock) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys_table = keys_table
        self._sealer = sealer
        self._remembered: TTLCache[str, tuple[Journey, DataKey, Mapping[str, Instrument]]] = TTLCache(
            _MOST_REMEMBERED, REMEMBERED_SECONDS, timer=lambda: clock.now().timestamp()
        )

    def access(self, practice: str, journey: str, admits: Admits, *, fresh: bool = False) -> Access | None:
        """Give a journey with its key: no call where remembered, else one, and one of KMS for a new key."""
        place = journey_partition(practice, journey)
        known = self._remembered.get(place)
        if known is not None and not fresh:
            current, key, own = known
            return Access(current, key, fresh=False, instruments=own)
        found = self.ahead(practice, {journey})
        return found.access(practice, journey, admits)

    def _accessed(self, row: Item, wrapped: bytes, own: Mapping[str, Instrument], admits: Admits) -> Access | None:
        """Let whoever is admitted have what was read: one KMS call for a key that is not remembered, else none."""
        current = journey_of(row)
        if not admits(current):
            return None
        place = journey_partition(current.practice, current.id)
        known = self._remembered.get(place)
        if known is None or known[1].wrapped != wrapped:
            key = self._sealer.unwrap(wrapped, {"practice": current.practice, "journey": current.id})
        else:
            key = known[1]
        self._remembered[place] = current, key, own
        return Access(current, key, fresh=True, instruments=own)

    def ahead(self, practice: str, journeys: Collection[str]) -> JourneyAccess:
        """Read several journeys at once: one call for each 49, whether they are there or not."""
        rows: dict[str, Item] = {}
        wrapped: dict[str, bytes] = {}
        instruments = instruments_key(practice)
        for some in batched(sorted(journeys), MOST_TOGETHER):
            keys = [journey_key(practice, journey) for journey in some]
            places = [{"pk": key["pk"]} for key in keys]
            found = read_together(self._dynamodb, {self._table: [*keys, instruments], self._keys_table: places})
            rows |= {item["pk"]: item for item in found[self._table] if not was_erased(item)}
            wrapped |= {item["pk"]: item["wrapped"] for item in found[self._keys_table]}
        own = instruments_in(rows.pop(instruments["pk"], {}))
        return JourneysAhead(
            {place: (rows[place], wrapped[place]) for place in rows.keys() & wrapped},
            lambda row, key, admits: self._accessed(row, key, own, admits),
        )

    def instruments(self, practice: str) -> Mapping[str, Instrument]:
        """Read a practice's own instruments: one call."""
        return instruments_in(read_one(self._dynamodb, self._table, instruments_key(practice)) or {})

    def read(self, practice: str, journey: str) -> Journey | None:
        """Read a journey: one call."""
        item = read_one(self._dynamodb, self._table, journey_key(practice, journey))
        return None if item is None or was_erased(item) else journey_of(item)

    def new_key(self, practice: str, journey: str) -> DataKey:
        """Make a data key: one KMS call."""
        return self._sealer.new_key({"practice": practice, "journey": journey})

    def open(self, journey: Journey, key: TextKey, event: Event) -> Access | None:
        """Store journey, key, membership and event in one transaction; one call more where something is there."""
        place = journey_partition(journey.practice, journey.id)
        actions = [
            put_new(self._table, item_of(journey)),
            put_new(self._keys_table, {"pk": place, "wrapped": key.wrapped}),
            put_membership(self._table, journey, journey.therapist),
            *put_events(self._table, journey, [event]),
            *(action for _, action in put_claims(self._table, journey)),
        ]
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError as lost:
            opener = journey.therapist
            stored = self.access(journey.practice, journey.id, lambda there: there.knows(opener), fresh=True)
            if stored is not None:
                return stored
            if self._is_erased(journey):
                raise ErasedError from None
            if any(lost.stored.values()):
                raise TakenError(Claim.CODE) from None
            raise OutdatedError from None
        return None

    def _is_erased(self, journey: Journey) -> bool:
        return was_erased(read_one(self._dynamodb, self._table, journey_key(journey.practice, journey.id)) or {})

    def save(self, step: Step) -> None:
        """Store a step in one transaction: one call."""
        self._remembered.pop(journey_partition(step.after.practice, step.after.id), None)
        write_step(self._dynamodb, self._table, step)

    def of_person(self, practice: str, person: str, limit: int, after: str | None) -> tuple[list[Journey], str | None]:
        """Read a page of a person's journeys, by identifier: two calls."""
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
            ExpressionAttributeValues=to_item(
                # The blank sorts right behind the identifier itself, the tilde behind every identifier.
                {":pk": person_partition(practice, person), ":low": f"J#{after} " if after else "J#", ":high": "J#~"}
            ),
            ConsistentRead=True,
            Limit=limit + 1,
        )
        made = [from_item(item)["sk"].removeprefix("J#") for item in answer["Items"]]
        page = made[:limit]
        if not page:
            return [], None
        found = read_together(self._dynamodb, {self._table: [journey_key(practice, journey) for journey in page]})
        there = (item for item in found[self._table] if not was_erased(item))
        journeys = sorted(map(journey_of, there), key=lambda journey: journey.id)
        return journeys, page[-1] if len(made) > limit else None
