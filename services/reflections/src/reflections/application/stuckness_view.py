"""Stuckness as a reply shows it."""

from typing import Literal

from reflections.application.support_views import SupportView
from reflections.application.views import CapturedView


class StucknessView(CapturedView):
    """That one of the two is stuck or unsure; with contacts where a client's words may speak of a crisis."""

    kind: Literal["stuckness"]
    goal: str | None = None
    support: SupportView | None = None
