"""What the notifications service tells the others: identifiers and enumerations, never a typed word.

The models here are the producer's half of the contract; ``contracts/`` is generated from them. Pydantic is allowed in
this one module of the domain, because the schema is made from it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from notifications.domain.answer import Answer
from notifications.domain.reason import Reason

SERVICE = "notifications"
"""The producer's name, as the envelope's source has it."""

SENT = "celebration.sent.v1"
NOT_DONE = "celebration.not_done.v1"
ANSWERED = "celebration.answered.v1"
ERASED = "notifications.erased.v1"

Channel = Literal["inbox", "push", "email"]
Identifier = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{16}$")]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CelebrationSent(_Payload):
    """A celebration reached its client's inbox.

    Parameters
    ----------
    celebration, milestone : str
        The same identifier: there is one celebration for a milestone.
    sent_at : str
        When it reached the inbox: RFC 3339, UTC, milliseconds.
    channels : tuple of str
        Where it was put (``inbox``), and by which channels a notice of it may go, in the order in which they are tried
        until one takes it.
    """

    celebration: Identifier
    milestone: Identifier
    sent_at: Instant
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]


class CelebrationNotDone(_Payload):
    """An approved celebration was not sent, and will not be.

    Parameters
    ----------
    celebration, milestone : str
        The same identifier.
    reason : Reason
        The first that applied at the moment of sending.
    """

    celebration: Identifier
    milestone: Identifier
    reason: Reason


class CelebrationAnswered(_Payload):
    """A client answered a cheer; the last answer counts.

    Parameters
    ----------
    celebration, milestone : str
        The same identifier.
    version : int
        Of the celebration; of two answers to it the one with the higher version is the later.
    answer : Answer
        ``please_stop`` switches all celebrations to this client off.
    answered_at : str
        When: RFC 3339, UTC, milliseconds.
    """

    celebration: Identifier
    milestone: Identifier
    version: Annotated[int, Field(ge=1)]
    answer: Answer
    answered_at: Instant


class NotificationsErased(_Payload):
    """Nothing of an erased journey is left in this service: no celebration, no message, no key.

    Parameters
    ----------
    version : int
        Of the journey when it was erased.
    """

    version: Annotated[int, Field(ge=1)]


EVENTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        SENT: CelebrationSent,
        NOT_DONE: CelebrationNotDone,
        ANSWERED: CelebrationAnswered,
        ERASED: NotificationsErased,
    }
)
"""Each type that this service publishes, with the model of its payload."""
