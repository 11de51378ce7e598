"""A journey as this service knows it: whose it is, and so who may see its milestones."""

from dataclasses import dataclass
from enum import StrEnum

from kernel.caller import Caller
from milestones.domain.claim import SETBACKS, MilestoneKind, MilestoneState
from milestones.domain.relation import Relation


class Fact(StrEnum):
    """What can become known of a journey; each has its own highest version."""

    THERAPIST = "therapist"
    CLIENT = "client"
    CLOSED = "closed"


class View(StrEnum):
    """How much of a journey's milestones somebody sees."""

    ALL = "all"
    CONFIRMED = "confirmed"


def for_client(kind: MilestoneKind, state: MilestoneState) -> bool:
    """Tell whether a client sees a milestone: what is confirmed, and never a setback.

    Parameters
    ----------
    kind : MilestoneKind
    state : MilestoneState

    Returns
    -------
    bool
    """
    return state is MilestoneState.CONFIRMED and kind not in SETBACKS


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey.

    Parameters
    ----------
    therapist, client : str or None
        Subjects of the two; None until the event that says so has arrived.
    closed : bool
    """

    therapist: str | None
    client: str | None
    closed: bool = False

    def view_of(self, caller: Caller) -> View | None:
        """Tell what somebody of the practice sees.

        Parameters
        ----------
        caller : Caller
            Who asks, with what the route lets such a caller reach.

        Returns
        -------
        View or None
            The journey's therapist sees all; its client what is confirmed; nobody else anything.
        """
        if caller.sub == self.therapist and Relation.OWN_THERAPIST in caller.reaches:
            return View.ALL
        if caller.sub == self.client and Relation.CLIENT in caller.reaches:
            return View.CONFIRMED
        return None
