"""Private notes in DynamoDB: sealed under the data key of their journey."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kernel.conditional import LostRaceError, write_together
from kernel.instants import from_text, to_text
from kernel.items import from_item, to_item
from kernel.problem import busy
from kernel.sealing import TamperedError
from milestones.adapters.journey_keys import JourneyKeys, key_context
from milestones.adapters.journeys import journey_of
from milestones.adapters.keys import JOURNEY, MILESTONE, MOVED_ME, parsed, partition
from milestones.domain.moved_me import Found, NotePlace, UnreadableNoteError
from milestones.domain.ports import StaleError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class SealedNotes:
    """Keeps the notes.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys_table : str
        The table of wrapped keys.
    keys : JourneyKeys
        Makes and unwraps them.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys_table: str, keys: JourneyKeys) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys_table = keys_table
        self._keys = keys

    def find(self, place: NotePlace) -> Found:
        """Read journey, milestone, note and wrapped key: one consistent batch read over both tables."""
        parts = parsed(place.milestone)
        if parts is None:
            return Found(None, milestone=False)
        pk, note = partition(place.practice, parts[0]), _key(place)
        milestone = f"{MILESTONE}{parts[1]}"
        wanted = [note, *(to_item({"pk": pk, "sk": sk}) for sk in (JOURNEY, milestone))]
        request: dict[str, Any] = {
            self._table: {"Keys": wanted, "ConsistentRead": True},
            self._keys_table: {"Keys": [to_item({"pk": pk})], "ConsistentRead": True},
        }
        answer = self._dynamodb.batch_get_item(RequestItems=request)
        if answer.get("UnprocessedKeys"):
            raise busy()
        items = {item["sk"]: item for item in map(from_item, answer["Responses"].get(self._table, []))}
        kept = items.get(note["sk"]["S"], {})
        keys = [item["wrapped"] for item in map(from_item, answer["Responses"].get(self._keys_table, []))]
        return Found(
            journey_of(items.get(JOURNEY, {})),
            milestone in items,
            kept.get("sealed"),
            from_text(kept["written_at"]) if kept else None,
            next(iter(keys), None),
        )

    def open(self, place: NotePlace, found: Found) -> str | None:
        """Open a note: one call of KMS; none where note or key are not there."""
        if found.sealed is None or found.wrapped is None:
            return None
        try:
            key = self._keys.unwrapped(place.practice, _parts(place)[0], found.wrapped)
            return key.open(found.sealed, _context(place))
        except TamperedError as error:
            raise UnreadableNoteError from error

    def keep(self, place: NotePlace, found: Found, text: str, at: datetime) -> None:
        """Write a note: one call of KMS, one transaction; before it one put where the journey has no key yet."""
        journey = (place.practice, _parts(place)[0])
        key = self._keys.made(*journey) if found.wrapped is None else self._keys.unwrapped(*journey, found.wrapped)
        item = _key(place) | to_item({"sealed": key.seal(text, _context(place)), "written_at": to_text(at)})
        # A journey handed over, or erased, since it was read takes no note any more.
        still_hers = {
            "TableName": self._table,
            "Key": {"pk": item["pk"], **to_item({"sk": JOURNEY})},
            "ConditionExpression": "therapist = :author",
            "ExpressionAttributeValues": to_item({":author": place.author}),
        }
        try:
            write_together(
                self._dynamodb, [{"ConditionCheck": still_hers}, {"Put": {"TableName": self._table, "Item": item}}]
            )
        except LostRaceError as error:
            raise StaleError from error

    def remove(self, place: NotePlace) -> None:
        """Remove a note: one delete."""
        self._dynamodb.delete_item(TableName=self._table, Key=_key(place))


def _parts(place: NotePlace) -> tuple[str, str]:
    parts = parsed(place.milestone)
    if parts is None:
        raise ValueError("no id of a milestone")
    return parts


def _pk(place: NotePlace) -> dict[str, str]:
    return {"pk": partition(place.practice, _parts(place)[0])}


def _key(place: NotePlace) -> dict[str, Any]:
    return to_item({**_pk(place), "sk": f"{MOVED_ME}{_parts(place)[1]}#{place.author}"})


def _context(place: NotePlace) -> dict[str, str]:
    journey, digits = _parts(place)
    return key_context(place.practice, journey) | {"field": f"{digits}/moved_me/{place.author}"}
