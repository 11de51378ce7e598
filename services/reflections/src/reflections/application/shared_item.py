"""What of a timeline may leave for a client or an admin: there is no place for a reflection in it, nor for an alert."""

from typing import Annotated

from pydantic import Field

from reflections.application.timeline_views import EntryItem, GoodbyeItem, MilestoneItem, StucknessItem
from reflections.application.views import LevelView, MeasureView, RatingView, SessionView

SharedItem = Annotated[
    EntryItem | MeasureView | RatingView | LevelView | SessionView | GoodbyeItem | StucknessItem | MilestoneItem,
    Field(discriminator="kind"),
]
"""An item by its kind; one of another kind is refused where it would be written."""
