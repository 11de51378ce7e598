"""Consults in DynamoDB: each a partition of its own, which leads to nothing of the record."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cachetools import TTLCache

from kernel.clock import Clock
from kernel.conditional import LostRaceError, write_together
from kernel.envelope import Event
from kernel.items import from_item, to_item
from kernel.sealing import DataKey, Sealer
from reflections.adapters.capture_items import item_of as capture_item
from reflections.adapters.capture_orders import ATTRIBUTES, Order
from reflections.adapters.consult_items import HELD, consult_of, item_of
from reflections.adapters.consult_writes import kept_by_two, not_erased, told, unchanged
from reflections.adapters.journey_writes import Action, put_new, upon
from reflections.adapters.journeys import REMEMBERED_SECONDS
from reflections.adapters.journeys_ahead import MOST_TOGETHER, batched
from reflections.adapters.keys import (
    answer_key,
    consult_key,
    consult_partition,
    journey_partition,
    packet_key,
    person_partition,
)
from reflections.adapters.reading import read_together
from reflections.domain.capture import Capture
from reflections.domain.consult import Consult, journey_in
from reflections.domain.held_consult import Held
from reflections.domain.journey import Journey
from reflections.domain.ports import OutdatedError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_MOST_REMEMBERED = 500


class DynamoConsults:
    """The port `Consults` on DynamoDB and KMS.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys_table : str
        The table of wrapped data keys.
    sealer : Sealer
        Unwraps data keys.
    clock : Clock
        Tells how old a memory is.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys_table: str, sealer: Sealer, clock: Clock) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys_table = keys_table
        self._sealer = sealer
        self._unwrapped: TTLCache[bytes, DataKey] = TTLCache(
            _MOST_REMEMBERED, REMEMBERED_SECONDS, timer=lambda: clock.now().timestamp()
        )

    def ask(self, consult: Consult, packet: bytes, journey: Journey, event: Event) -> None:
        """Store consult, packet, event, and that two people hold it: one transaction."""
        self._together(
            put_new(self._table, item_of(consult)),
            put_new(self._table, {**packet_key(consult.practice, consult.id), "packet": packet}),
            unchanged(self._table, journey),
            *told(self._table, consult, event),
            *kept_by_two(self._table, consult),
        )

    def read(self, practice: str, consult: str, admits: Callable[[Consult], bool]) -> Held | None:
        """Read a consult and its journey's wrapped key: one call; and one of KMS for a key not remembered."""
        held = self._read_together(practice, [consult])
        if consult not in held or not admits(held[consult][0]):
            return None
        return self._opened(*held[consult])

    def thread(self, practice: str, consult: str) -> tuple[bytes, Sequence[Mapping[str, bytes]]]:
        """Read packet and answers: one query."""
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": consult_partition(practice, consult)}),
            ConsistentRead=True,
        )
        items = {item["sk"]: item for item in map(from_item, answer["Items"])}
        return items["PACKET"]["packet"], [items[sk]["texts"] for sk in sorted(items) if sk.startswith("A#")]

    def answer(self, consult: Consult, words: Mapping[str, bytes], event: Event) -> None:
        """Store the next version with the words of its last answer and its event: one transaction."""
        said = {**answer_key(consult.practice, consult.id, consult.answers[-1].number), "texts": words}
        self._together(
            upon(self._table, item_of(consult), consult.version - 1),
            put_new(self._table, said),
            not_erased(self._keys_table, consult),
            *told(self._table, consult, event),
            *kept_by_two(self._table, consult),
        )

    def close(self, consult: Consult, ideas: Sequence[Capture]) -> None:
        """Store a closed consult with the ideas that were taken up: one transaction."""
        self._together(
            upon(self._table, item_of(consult), consult.version - 1),
            not_erased(self._keys_table, consult),
            *kept_by_two(self._table, consult),
            *(put_new(self._table, capture_item(idea, None)) for idea in ideas),
        )

    def of_person(
        self, practice: str, person: str, after: str | None, limit: int, *, open_ones: bool
    ) -> tuple[Sequence[Held], str | None]:
        """Read a page: a query, one call for each 49 consults, and one of KMS for each key not remembered."""
        order = Order.AGENDA if open_ones else Order.TIMELINE
        low, high = f"{HELD}#", f"{HELD}#~"
        if after is not None and open_ones:
            low = f"{HELD}#{after} "
        elif after is not None:
            high = f"{HELD}#{after}"
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName=order.value,
            KeyConditionExpression="pk = :pk AND #place BETWEEN :low AND :high",
            ExpressionAttributeNames={"#place": ATTRIBUTES[order]},
            ExpressionAttributeValues=to_item({":pk": person_partition(practice, person), ":low": low, ":high": high}),
            ScanIndexForward=open_ones,
            ConsistentRead=True,
            Limit=limit + 2,
        )
        places = [from_item(item)[ATTRIBUTES[order]].removeprefix(f"{HELD}#") for item in answer["Items"]]
        places = [place for place in places if place != after]
        named = [place.rpartition("#")[2] for place in places[:limit]]
        held = self._read_together(practice, named)
        found = [self._opened(*held[one]) for one in named if one in held]
        return found, places[limit - 1] if len(places) > limit else None

    def _read_together(self, practice: str, consults: Sequence[str]) -> dict[str, tuple[Consult, bytes]]:
        """Read consults with the wrapped keys of their journeys, those whose key is there still."""
        held: dict[str, tuple[Consult, bytes]] = {}
        for some in batched(consults, MOST_TOGETHER):
            places = sorted({journey_partition(practice, journey_in(one)) for one in some})
            found = read_together(
                self._dynamodb,
                {
                    self._table: [consult_key(practice, one) for one in some],
                    self._keys_table: [{"pk": place} for place in places],
                },
            )
            wrapped = {item["pk"]: item["wrapped"] for item in found[self._keys_table]}
            for consult in map(consult_of, found[self._table]):
                place = journey_partition(practice, consult.journey)
                if place in wrapped:
                    held[consult.id] = consult, wrapped[place]
        return held

    def _opened(self, consult: Consult, wrapped: bytes) -> Held:
        key = self._unwrapped.get(wrapped)
        if key is None:
            key = self._sealer.unwrap(wrapped, {"practice": consult.practice, "journey": consult.journey})
            self._unwrapped[wrapped] = key
        return Held(consult, key)

    def _together(self, *actions: Action) -> None:
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError:
            raise OutdatedError from None
