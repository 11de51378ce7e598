"""Rotation of data keys, one subject after the other, in steps that may be cut off anywhere and done again.

1. A new key is announced: everybody who reads the ring can open what is sealed under it; the one before still seals.
2. Once nobody remembers a ring without it, it seals.
3. What is still sealed under older keys is sealed anew, until two looks, far enough apart, find nothing more.
4. Where that is ordered the older keys are destroyed; what was sealed under them, in a backup too, opens never again.

How far a subject has come is in the item of its key, and in the texts themselves. Each write is conditional on the ring
that was read, so that two who rotate do not undo each other's work, and what was erased meanwhile does not come back.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.clock import Clock
from kernel.conditional import is_lost_race
from kernel.instants import from_text, to_text
from kernel.items import Item, from_item, to_item
from kernel.key_ring import FIRST, Context, Ring, packed, wrapped_in
from kernel.sealing import DataKey, Sealer
from kernel.settled import SETTLED

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_A_PAGE = 25


class Step(StrEnum):
    """What was done of one subject's key, or why nothing was."""

    RESTS = "rests"
    ANNOUNCED = "announced"
    WAITS = "waits"
    SEALS_ANEW = "seals_anew"
    SEALED_ANEW = "sealed_anew"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    Parameters
    ----------
    made_before : datetime
        Keys made before are rotated.
    destroy : bool
        Whether older keys are destroyed once nothing is sealed under them; then no rotation is begun.
    """

    made_before: datetime
    destroy: bool = False


class KeyRotation:
    """Rotates the keys in a table.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table of wrapped keys.
    sealer : Sealer
        Makes and unwraps them.
    clock : Clock
        Tells whether enough time has passed.
    context_of : callable
        Gives the context of a subject, by its partition.
    """

    def __init__(
        self, dynamodb: "DynamoDBClient", table: str, sealer: Sealer, clock: Clock, context_of: Callable[[str], Context]
    ) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._sealer = sealer
        self._clock = clock
        self._context_of = context_of

    def rows(self, after: str | None) -> Iterator[Item]:
        """Read the items of all keys behind one: 1 call for each 25."""
        start: dict[str, Any] = {} if after is None else {"ExclusiveStartKey": to_item({"pk": after})}
        while True:
            page = self._dynamodb.scan(TableName=self._table, ConsistentRead=True, Limit=_A_PAGE, **start)
            yield from map(from_item, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def advance(self, row: Item, order: Order, sweep: Callable[[str, DataKey], int]) -> Step:
        """Take one subject's key as far as it can go now: 1 KMS call, 1 more for a new key, at most 2 writes.

        Parameters
        ----------
        row : dict
            Its item, as read just now.
        order : Order
            What is to be done.
        sweep : callable
            Seals anew what is sealed under older keys, by partition and key; gives how much of that it found.

        Returns
        -------
        Step
            What was done. `Step.WAITS` too where somebody else wrote the item meanwhile.
        """
        pk, begun = row["pk"], self._clock.now()
        key = self._sealer.unwrap(row["wrapped"], self._context_of(pk))
        try:
            if key.ring is None or not key.ring.older:
                return self._announced(row, key) if _is_due(row, order) else Step.RESTS
            if key.ring.sealing != key.ring.newest:
                if begun - from_text(row["made_at"]) < SETTLED:
                    return Step.WAITS
                row = self._written(row, key, replace(key.ring, sealing=key.ring.newest))
                key = self._sealer.unwrap(row["wrapped"], self._context_of(pk))
            return self._swept(row, key, order, sweep)
        except ClientError as error:
            if is_lost_race(error):
                return Step.WAITS
            raise

    def _swept(self, row: Item, key: DataKey, order: Order, sweep: Callable[[str, DataKey], int]) -> Step:
        clean_at = from_text(row["clean_at"]) if "clean_at" in row else None
        begun = self._clock.now()
        if clean_at is not None and begun - clean_at < SETTLED:
            return Step.WAITS
        if sweep(row["pk"], key):
            self._notes_clean(row, None)
            return Step.SEALS_ANEW
        if clean_at is None:
            # Who read something before it was sealed anew may still write it as it was, for a moment.
            self._notes_clean(row, self._clock.now())
            return Step.WAITS
        if order.destroy:
            self._written(row, key, replace(_ring_of(key), older={}))
            return Step.DESTROYED
        return self._announced(row, key) if _is_due(row, order) else Step.SEALED_ANEW

    def _announced(self, row: Item, key: DataKey) -> Step:
        ring, made = _ring_of(key), self._sealer.new_key(self._context_of(row["pk"]))
        older = {**ring.older, ring.newest: key.plaintext}
        self._written(row, made, Ring(ring.newest + 1, ring.sealing, older, ring.fingerprints), self._clock.now())
        return Step.ANNOUNCED

    def _written(self, row: Item, newest: DataKey, ring: Ring, made_at: datetime | None = None) -> Item:
        """Write a ring in the place of the one that was read, where that is still there."""
        stored = packed(ring, newest.plaintext, _blob_of(newest), self._context_of(row["pk"]))
        after = {"wrapped": stored} | ({} if made_at is None else {"made_at": to_text(made_at)})
        self._update(row, after, removed="clean_at")
        return {name: value for name, value in row.items() if name != "clean_at"} | after

    def _notes_clean(self, row: Item, at: datetime | None) -> None:
        if at is not None:
            self._update(row, {"clean_at": to_text(at)})
        elif "clean_at" in row:
            self._update(row, {}, removed="clean_at")

    def _update(self, row: Item, values: Mapping[str, Any], removed: str | None = None) -> None:
        sets = ", ".join(f"#{name} = :{name}" for name in values)
        expression = (f"SET {sets}" if sets else "") + (f" REMOVE #{removed}" if removed else "")
        names = {f"#{name}": name for name in (*values, *([removed] if removed else []), "wrapped")}
        self._dynamodb.update_item(
            TableName=self._table,
            Key=to_item({"pk": row["pk"]}),
            UpdateExpression=expression,
            ConditionExpression="#wrapped = :before",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=to_item(
                {":before": row["wrapped"], **{f":{name}": value for name, value in values.items()}}
            ),
        )


def _is_due(row: Item, order: Order) -> bool:
    made_at = from_text(row["made_at"]) if "made_at" in row else datetime.min.replace(tzinfo=UTC)
    return not order.destroy and made_at < order.made_before


def _ring_of(key: DataKey) -> Ring:
    return key.ring or Ring(FIRST, FIRST, {}, key.fingerprint_key)


def _blob_of(key: DataKey) -> bytes:
    return key.wrapped if key.ring is None else wrapped_in(key.wrapped)
