"""What a timeline shows: each kind of capture with its words, for the reader who may see it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, TypeAdapter

from reflections.application.views import EntryView, MeasureView, RatingView, ReflectionView, View, shown
from reflections.domain.capture import Capture


class EntryItem(EntryView):
    """An entry; ``text`` is null where it cannot be read."""

    text: str | None


class ReflectionItem(ReflectionView):
    """A reflection of the reader's own; an after-session one has up to three parts, a thought has ``text``."""

    text: str | None = None
    worked: str | None = None
    did_not_work: str | None = None
    might_work_next: str | None = None


TimelineItem = Annotated[EntryItem | ReflectionItem | MeasureView | RatingView, Field(discriminator="kind")]


class Timeline(View):
    """A page of a timeline, newest first."""

    items: list[TimelineItem]
    next: str | None


_KINDS: tuple[type[View], ...] = (EntryItem, ReflectionItem, MeasureView, RatingView)
COLUMNS = tuple(dict.fromkeys(name for kind in _KINDS for name in kind.model_fields))
"""The fields that any item has, in order."""

_ITEM: TypeAdapter[EntryItem | ReflectionItem | MeasureView | RatingView] = TypeAdapter(TimelineItem)


def item_of(capture: Capture, texts: Mapping[str, str | None]) -> EntryItem | ReflectionItem | MeasureView | RatingView:
    """Show a capture in a timeline.

    Parameters
    ----------
    capture : Capture
        The capture.
    texts : mapping
        Its words by field.

    Returns
    -------
    EntryItem or ReflectionItem or MeasureView or RatingView
        As its kind asks.
    """
    return _ITEM.validate_python({**shown(capture), **texts})
