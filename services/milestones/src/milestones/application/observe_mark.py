"""Take in what happens on a journey's trail: entries that were shared or withdrawn, goals, levels of attainment."""

from collections.abc import Callable

from kernel.envelope import Event
from milestones.application.incoming import EntryShared, EntryWithdrawn, GoalScaled, GoalWeighed
from milestones.application.walking import Walker
from milestones.domain.found_in import TRAIL
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place

_FORMS: dict[str, tuple[type[EntryShared | EntryWithdrawn | GoalScaled | GoalWeighed], Reason]] = {
    "entry.shared.v1": (EntryShared, Reason.ENTRY),
    "entry.withdrawn.v1": (EntryWithdrawn, Reason.WITHDRAWAL),
    "goal.scaled.v1": (GoalScaled, Reason.LEVEL),
    "goal.set.v1": (GoalWeighed, Reason.TARGET),
}
TYPES = tuple(_FORMS)


def observe_mark(walker: Walker) -> Callable[[Event], None]:
    """Make the use case that takes marks in, in whatever order they come.

    DynamoDB: 1 query and at most 1 write, as `Walker` says.

    Parameters
    ----------
    walker : Walker

    Returns
    -------
    callable
        Takes an event of one of `TYPES`.
    """

    def observe(event: Event) -> None:
        form, reason = _FORMS[event.type]
        mark = form.model_validate(event.data | {"recorded_at": event.time}).mark()
        place = Place(event.practice, event.subject, TRAIL)
        walker.take_in(place, lambda known: known.with_mark(mark), reason, event)

    return observe
