"""Seals texts under the data key of their journey; keys are kept in the clear for at most a minute."""

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError
from cachetools import TTLCache

from kernel.conditional import put_once
from kernel.items import from_item, to_item
from kernel.sealing import DataKey, Sealer, TamperedError
from notifications.adapters.batches import batch_get
from notifications.domain.identity import JourneyId
from notifications.domain.ports import TEXT, SpoiltTextError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

# The longest that a key which was deleted can still open a text (DESIGN, section 7).
KEPT_SECONDS = 60
_KEPT_KEYS = 2000
# KMS: this is nothing that I wrapped, or not for this journey. Whatever else it says concerns every journey.
_NOT_WRAPPED_SO = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class Timer(Protocol):
    """Seconds that only ever grow."""

    def __call__(self) -> float:
        """Tell them."""
        ...


class DataKeys:
    """The data keys of journeys: wrapped in their own table, in the clear in memory.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table of wrapped keys.
    sealer : Sealer
        Makes and unwraps them.
    timer : callable
        For the age of what is cached.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, sealer: Sealer, timer: Timer = monotonic) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._sealer = sealer
        self._open: TTLCache[JourneyId, DataKey] = TTLCache(_KEPT_KEYS, KEPT_SECONDS, timer)
        # What was fetched and not needed yet, so that a key is only unwrapped where a text is sealed or opened.
        self._wrapped: TTLCache[JourneyId, bytes | None] = TTLCache(_KEPT_KEYS, KEPT_SECONDS, timer)

    def wanted(self, journeys: Iterable[JourneyId]) -> dict[str, Any]:
        """Say what ``BatchGetItem`` must read so that these journeys' keys are known; empty where all are."""
        missing = sorted({_pk(journey) for journey in journeys if journey not in self._open})
        if not missing:
            return {}
        return {self._table: {"Keys": [to_item({"pk": pk}) for pk in missing], "ConsistentRead": True}}

    def take(self, journeys: Iterable[JourneyId], answer: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Take what ``BatchGetItem`` read of them; that a journey has none is known for one use."""
        found = {item["pk"]: item["wrapped"] for item in map(from_item, answer.get(self._table, []))}
        for journey in journeys:
            if journey not in self._open:
                self._wrapped[journey] = found.get(_pk(journey))

    def fetch(self, journeys: Sequence[JourneyId]) -> None:
        """Bring the keys of several journeys: at most 1 call."""
        wanted = self.wanted(journeys)
        if wanted:
            self.take(journeys, batch_get(self._dynamodb, wanted))

    def seal_first(self, journey: JourneyId, text: str) -> bytes:
        """Seal a text; where the journey has no key yet 1 write stores it."""
        key = self._key_of(journey) or self._made(journey)
        return key.seal(text, _field(journey))

    def seal(self, journey: JourneyId, text: str, field: str = TEXT) -> bytes | None:
        """Seal a text; None where the journey has no key."""
        key = self._key_of(journey)
        return None if key is None else key.seal(text, _field(journey, field))

    def open(self, journey: JourneyId, sealed: bytes, field: str = TEXT) -> str | None:
        """Open a text; None where the key is gone; `SpoiltTextError` where it or the text is not what it was."""
        key = self._key_of(journey)
        try:
            return None if key is None else key.open(sealed, _field(journey, field))
        except TamperedError as error:
            raise SpoiltTextError from error

    def _key_of(self, journey: JourneyId) -> DataKey | None:
        key = self._open.get(journey)
        if key is not None:
            return key
        if journey not in self._wrapped:
            self.fetch([journey])
        wrapped = self._wrapped.pop(journey, None)
        try:
            return None if wrapped is None else self._keep(journey, self._sealer.unwrap(wrapped, _context(journey)))
        except TamperedError as error:
            raise SpoiltTextError from error
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _NOT_WRAPPED_SO:
                raise SpoiltTextError from error
            raise

    def _made(self, journey: JourneyId) -> DataKey:
        made = self._sealer.new_key(_context(journey))
        stored = put_once(self._dynamodb, self._table, {"pk": _pk(journey), "wrapped": made.wrapped})
        if stored is not None:  # Somebody was faster: theirs is the journey's key.
            made = self._sealer.unwrap(stored["wrapped"], _context(journey))
        return self._keep(journey, made)

    def _keep(self, journey: JourneyId, key: DataKey) -> DataKey:
        self._open[journey] = key
        return key


def _pk(journey: JourneyId) -> str:
    return f"{journey.practice}#{journey.journey}"


def _context(journey: JourneyId) -> dict[str, str]:
    return {"practice": journey.practice, "journey": journey.journey}


def _field(journey: JourneyId, field: str = TEXT) -> dict[str, str]:
    return {**_context(journey), "field": field}
