"""The events of others as this service reads them: tolerant, and no more of them than it needs.

These models are this service's own. A field that the producer adds is no obstacle; one that it renames fails here, and
in the test that replays the producer's samples.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from milestones.domain.course import Point
from milestones.domain.score import exact
from milestones.domain.trail import Mark, Sort


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Version = Annotated[int, Field(ge=1)]
Total = Annotated[int | float, Field(allow_inf_nan=False)]


class _Tolerant(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


_RISKS = {"positive": True, "negative": False}
"""What is known of a risk item; of a missing answer, or an instrument that has none, nothing."""


class MeasureScored(_Tolerant):
    """A measure at one of its versions: ``measure.scored.v1`` and ``measure.corrected.v1``."""

    measure: UUID
    version: Version
    instrument: str
    total: Total
    session: Annotated[int, Field(ge=0)] | None = None
    risk: str | None = None
    occurred_at: Instant

    def point(self) -> Point:
        """Give the point of the course that it is."""
        return Point(
            self.occurred_at,
            str(self.measure),
            self.version,
            self.session,
            exact(self.total),
            retracted=False,
            risk=_RISKS.get(self.risk or ""),
        )


class MeasureRetracted(_Tolerant):
    """A measure taken back: ``measure.retracted.v1``."""

    measure: UUID
    version: Version
    instrument: str
    occurred_at: Instant

    def point(self) -> Point:
        """Give the point of the course that it takes out."""
        return Point(self.occurred_at, str(self.measure), self.version, None, 0, retracted=True)


class GoalSet(_Tolerant):
    """A goal's target: ``goal.set.v1``."""

    version: Version
    goal: UUID
    target: Total


class GoalWeighed(_Tolerant):
    """A goal and its weight among the goals: ``goal.set.v1`` with the time of its envelope."""

    version: Version
    goal: UUID
    weight: Annotated[int, Field(ge=1, le=10)] = 1
    recorded_at: Instant

    def mark(self) -> Mark:
        """Give the mark that it is: it was set, or last set anew, when that was recorded."""
        goal = str(self.goal)
        return Mark(self.recorded_at, goal, self.version, Sort.GOAL, goal, value=self.weight)


class GoalScaled(_Tolerant):
    """A level of attainment, which has one version only: ``goal.scaled.v1``."""

    rating: UUID
    goal: UUID
    level: Annotated[int, Field(ge=-2, le=2)]
    occurred_at: Instant

    def mark(self) -> Mark:
        """Give the mark that it is."""
        return Mark(self.occurred_at, str(self.rating), 1, Sort.LEVEL, str(self.goal), value=self.level)


class EntryShared(_Tolerant):
    """A shared entry at one of its versions: ``entry.shared.v1``."""

    entry: UUID
    version: Version = 1
    kind: Literal["win", "struggle", "effort"]
    goal: UUID | None = None
    struggle: UUID | None = None
    occurred_at: Instant

    def mark(self) -> Mark:
        """Give the mark that it is."""
        goal, struggle = (str(one) if one else None for one in (self.goal, self.struggle))
        return Mark(self.occurred_at, str(self.entry), self.version, Sort(self.kind), goal, struggle)


class EntryWithdrawn(_Tolerant):
    """An entry that is shared no more: ``entry.withdrawn.v1``."""

    entry: UUID
    version: Version
    kind: Literal["win", "struggle", "effort"]
    occurred_at: Instant

    def mark(self) -> Mark:
        """Give the mark that takes it back."""
        return Mark(self.occurred_at, str(self.entry), self.version, Sort(self.kind), retracted=True)


class GoalReached(_Tolerant):
    """One of the two says that a goal is reached: ``goal.reached.v1`` with the time of its envelope."""

    goal: UUID
    by: Literal["client", "therapist"]
    said_at: Instant


class GoalRated(_Tolerant):
    """A rating of a goal, which has one version only: ``goal.rated.v1``."""

    rating: UUID
    goal: UUID
    value: Total
    occurred_at: Instant

    def point(self) -> Point:
        """Give the point of the goal's course that it is."""
        return Point(self.occurred_at, str(self.rating), 1, None, exact(self.value), retracted=False)


class JourneyOpened(_Tolerant):
    """Who the therapist is: ``journey.opened.v1`` and ``journey.handed_over.v1``."""

    version: Version
    therapist: str


class JourneyJoined(_Tolerant):
    """Who the client is: ``journey.joined.v1``."""

    version: Version
    client: str


class JourneyClosed(_Tolerant):
    """The journey is over: ``journey.closed.v1``."""

    version: Version


class JourneyErased(_Tolerant):
    """The journey was erased: ``journey.erased.v1``."""

    version: Version
