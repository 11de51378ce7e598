"""What a timeline shows: each kind of capture with its words, for the reader who may see it."""

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field, RootModel, TypeAdapter

from kernel.log import Log
from reflections.application.idea_views import IdeaItem, of_idea
from reflections.application.reaching import Reached
from reflections.application.stuckness_view import StucknessView
from reflections.application.tags import ShownTags
from reflections.application.texts import opened
from reflections.application.views import (
    EntryView,
    GoodbyeView,
    LevelView,
    MeasureView,
    RatingView,
    ReflectionView,
    SessionView,
    View,
    shown,
)
from reflections.domain.capture import Capture, Kind
from reflections.domain.highlight import Highlight
from reflections.domain.timeline import Row


class EntryItem(EntryView):
    """An entry; ``text`` is null where it cannot be read."""

    text: str | None


class ReflectionItem(ReflectionView):
    """A reflection of the reader's own; an after-session one has up to three parts, any other has ``text``."""

    text: str | None = None
    worked: str | None = None
    did_not_work: str | None = None
    might_work_next: str | None = None
    tags: ShownTags = Field(default_factory=list)


class MilestoneItem(View):
    """A milestone or a setback; `GET /milestones/{milestone}` of the milestones service explains it."""

    kind: Literal["milestone"] = "milestone"
    id: str
    milestone: str
    found: str
    state: str
    setback: bool
    instrument: str | None
    goal: str | None
    occurred_at: str
    recorded_at: str

    @classmethod
    def of(cls, highlight: Highlight) -> "MilestoneItem":
        """Show a highlight."""
        return cls(
            id=highlight.id,
            milestone=highlight.milestone,
            found=highlight.kind,
            state=highlight.state,
            setback=highlight.setback,
            instrument=highlight.instrument,
            goal=highlight.goal,
            occurred_at=highlight.occurred_at,
            recorded_at=highlight.recorded_at,
        )


class AlertItem(View):
    """An alert that is open, for the therapist alone; the milestones service has its numbers."""

    kind: Literal["alert"] = "alert"
    id: str
    alert: str
    found: str
    level: str
    state: str
    instrument: str | None
    goal: str | None
    occurred_at: str
    recorded_at: str

    @classmethod
    def of(cls, highlight: Highlight) -> "AlertItem":
        """Show an alert."""
        return cls(
            id=highlight.id,
            alert=highlight.milestone,
            found=highlight.kind,
            level=str(highlight.level),
            state=highlight.state,
            instrument=highlight.instrument,
            goal=highlight.goal,
            occurred_at=highlight.occurred_at,
            recorded_at=highlight.recorded_at,
        )


class GoodbyeItem(GoodbyeView):
    """The therapist's goodbye; ``text`` is null where it cannot be read."""

    text: str | None


class StucknessItem(StucknessView):
    """That somebody is stuck; ``text`` is null where nothing was said, or where it cannot be read."""

    text: str | None = None


AnyItem: TypeAlias = (
    EntryItem
    | ReflectionItem
    | MeasureView
    | RatingView
    | LevelView
    | SessionView
    | GoodbyeItem
    | StucknessItem
    | MilestoneItem
    | AlertItem
)
TimelineItem = Annotated[AnyItem, Field(discriminator="kind")]
AnyThing: TypeAlias = AnyItem | IdeaItem


class ItemView(RootModel[Annotated[AnyThing, Field(discriminator="kind")]]):
    """One item, as in the timeline; or an idea, which a brief leads to."""


class Timeline(View):
    """A page of a timeline, newest first."""

    items: list[TimelineItem]
    next: str | None


class KeptThings(View):
    """A page of what a therapist kept when she handed a journey over, newest first: ideas too."""

    items: list[Annotated[AnyThing, Field(discriminator="kind")]]
    next: str | None


COLUMNS = tuple(dict.fromkeys(name for kind in get_args(AnyItem) for name in kind.model_fields))
"""The fields that any item has, in order."""

_ITEM: TypeAdapter[AnyItem] = TypeAdapter(TimelineItem)


def item_of(row: Row, reached: Reached, log: Log) -> AnyItem:
    """Show a row of a timeline.

    Parameters
    ----------
    row : Capture or Highlight
    reached : Reached
        The journey, with the key that opens its words.
    log : Log
        Is told of words that cannot be opened.

    Returns
    -------
    AnyItem
        As its kind asks.
    """
    if isinstance(row, Highlight):
        return MilestoneItem.of(row) if row.level is None else AlertItem.of(row)
    return _ITEM.validate_python({**shown(row), **opened(reached, row, log)})


def whole(capture: Capture, reached: Reached, log: Log) -> AnyThing:
    """Show a capture by itself, whether it has a place in a timeline or is an idea.

    Parameters
    ----------
    capture : Capture
    reached : Reached
        The journey, with the key that opens its words.
    log : Log
        Is told of words that cannot be opened.

    Returns
    -------
    AnyThing
        As its kind asks.
    """
    if capture.kind is Kind.IDEA:
        return IdeaItem.model_validate({**of_idea(capture), **opened(reached, capture, log)})
    return item_of(capture, reached, log)
