"""A batch of captures made offline as it comes in, and the answer to each of them."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from kernel.problem import Problem, invalid
from kernel.requests import field_errors
from reflections.application.fields import Body, StatedInstant
from reflections.application.idea_views import IdeaView
from reflections.application.views import EntryView, LevelView, MeasureView, RatingView, ReflectionView, View

MOST_CAPTURES = 100

ClientId = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,255}$")]
"""What the device called a capture: its ``Idempotency-Key``."""

Type = Literal["entry", "reflection", "idea", "measure", "rating", "level", "stuckness"]
"""Which endpoint would have taken it."""


class CapturedOffline(Body):
    """A capture made offline: what its own endpoint takes, where, and under which key.

    ``refers`` gives, by the name of a field of the body, the client-made id of a capture of one's own on the same
    journey, sent or still to be sent: what the field would hold if the device knew the identifier.
    """

    id: ClientId
    type: Type
    journey: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,80}$")]
    goal: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,80}$")] | None = None
    refers: Annotated[dict[str, ClientId], Field(max_length=4)] | None = None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Misshapen:
    """An item that is no `CapturedOffline`.

    Parameters
    ----------
    id : str or None
        What the device called it, where that much can be read.
    problem : Problem
        Says what would be right.
    """

    id: str | None
    problem: Problem


class _Named(BaseModel):
    id: ClientId


def _each_by_itself(value: object, read: ValidatorFunctionWrapHandler) -> object:
    """Read an item; one that cannot be read is answered, and spoils no other."""
    try:
        return read(value)
    except ValidationError as error:
        return Misshapen(id=_name_in(value), problem=invalid(*field_errors(error)))


def _name_in(value: object) -> str | None:
    try:
        return _Named.model_validate(value).id
    except ValidationError:
        return None


class Batch(Body):
    """Captures made offline, in any order, and what the device's clock says as it sends them.

    ``sent_at`` is told anew at each attempt: against ours it shows how far the clock is off.
    """

    sent_at: StatedInstant
    captures: Annotated[
        list[Annotated[CapturedOffline, WrapValidator(_each_by_itself)]],
        Field(min_length=1, max_length=MOST_CAPTURES),
    ]


Status = Literal["created", "duplicate", "conflict", "rejected", "failed"]

Kept = Annotated[
    EntryView | ReflectionView | IdeaView | MeasureView | RatingView | LevelView, Field(discriminator="kind")
]


class WrongField(View):
    """A field that is not as it must be, as a pointer into the item, and what would be right."""

    field: str
    detail: str


class Refusal(View):
    """Problem details (RFC 9457) of one item."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongField] = Field(default_factory=list)

    @classmethod
    def of(cls, problem: Problem) -> "Refusal":
        """Show a problem."""
        return cls.model_validate(problem.document())


class Synced(View):
    """What became of one item.

    ``created`` and ``duplicate`` come with the capture as its own endpoint answers it; ``conflict`` (this id is of
    something else that you captured on this journey) with the identifier of what is stored; ``rejected`` with what to
    mend; ``failed`` is to be sent again as it is.
    """

    id: str | None
    status: Status
    capture: Kept | None = None
    stored: str | None = None
    problem: Refusal | None = None


class SyncReport(View):
    """What became of each item, in the order in which they were sent.

    ``clock_offset`` is by how many seconds the device's clock is ahead; 0 where it is trusted.
    """

    received_at: str
    clock_offset: int
    items: list[Synced]
