"""The data keys of journeys: wrapped by KMS, in a table without backups, so that deleting one shreds what it sealed.

Keys are not cached: a note is read now and then, by one person, and a key that was deleted opens nothing from then on.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import put_once
from kernel.items import from_item, to_item
from kernel.sealing import DataKey, Sealer, TamperedError
from milestones.adapters.keys import partition
from milestones.domain.moved_me import UnreadableNoteError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

# KMS: this is nothing that I wrapped, or not for this journey. Whatever else it says concerns every journey.
_NOT_WRAPPED_SO = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class JourneyKeys:
    """Makes, finds and unwraps them.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table of wrapped keys.
    sealer : Sealer
        Makes and unwraps them.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, sealer: Sealer) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._sealer = sealer

    def wrapped(self, practice: str, journey: str) -> bytes | None:
        """Read a journey's key, wrapped; None where it has none: one consistent read."""
        key = to_item({"pk": partition(practice, journey)})
        answer = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True)
        found: bytes | None = from_item(answer.get("Item", {})).get("wrapped")
        return found

    def made(self, practice: str, journey: str) -> DataKey:
        """Make a journey's first key: one call of KMS, one put; one call of each more where somebody was faster."""
        made = self._sealer.new_key(key_context(practice, journey))
        item = {"pk": partition(practice, journey), "wrapped": made.wrapped}
        stored = put_once(self._dynamodb, self._table, item)
        # Somebody may have been faster: then theirs is the journey's key.
        return made if stored is None else self.unwrapped(practice, journey, stored["wrapped"])

    def unwrapped(self, practice: str, journey: str, wrapped: bytes) -> DataKey:
        """Unwrap a journey's key: one call of KMS.

        Raises
        ------
        UnreadableNoteError
            Where the key is not what was stored.
        """
        try:
            return self._sealer.unwrap(wrapped, key_context(practice, journey))
        except TamperedError as error:
            raise UnreadableNoteError from error
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _NOT_WRAPPED_SO:
                raise UnreadableNoteError from error
            raise


def key_context(practice: str, journey: str) -> dict[str, str]:
    """Give what a journey's key, and everything sealed under it, belongs to."""
    return {"practice": practice, "journey": journey}
