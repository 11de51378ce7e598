"""What was tried, so far as this service knows: the efforts that were shared, by their ids and never their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from milestones.domain.alert import Alert, AlertKind
from milestones.domain.trail import Mark, Sort

SPAN = timedelta(weeks=12)
"""So far back it is looked; this project's own choice."""
MOST = 10


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried.

    Parameters
    ----------
    efforts : int
        Shared efforts, from twelve weeks before the alert on.
    entries : tuple of str
        The latest of them.
    """

    efforts: int
    entries: tuple[str, ...]


def tried_before(alert: Alert, marks: Iterable[Mark]) -> Tried:
    """Count the efforts around an alert; of a goal's alert, those on that goal and on none.

    Parameters
    ----------
    alert : Alert
    marks : iterable of Mark
        Of the journey's trail.

    Returns
    -------
    Tried
    """
    goals = {None, alert.subject} if alert.kind is AlertKind.GOAL_UNMOVED else None
    efforts = sorted(
        (
            mark
            for mark in marks
            if mark.sort is Sort.EFFORT
            and not mark.retracted
            and mark.occurred_at >= alert.occurred_at - SPAN
            and (goals is None or mark.goal in goals)
        ),
        key=lambda mark: (mark.occurred_at, mark.id),
    )
    return Tried(len(efforts), tuple(mark.id for mark in efforts[-MOST:]))
