"""A celebration: one message about one milestone, from draft to inbox.

It is made once for a milestone and carries the milestone's id. It keeps the state of the milestone with the highest
version seen, so that events may come late, twice or in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import MilestoneState, State, Step, refusal, target
from notifications.domain.reason import Reason

LOOK_AGAIN = timedelta(minutes=15)
"""How long after a look that found something unknown the next one is."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What this service knows of a milestone: numbers and enumerations, never text.

    Parameters
    ----------
    kind : str
        For example ``sudden_gain`` or ``effort_against_the_odds``; unknown kinds are kept as they came.
    state : MilestoneState
        The state with the highest version seen.
    version : int
        That version.
    numbers : mapping of str to float
        The figures that the rule used; for the therapist's eyes.
    instruments : tuple of str
        In whose scores it was found; none for what was found in goals or entries.
    occurred_at : datetime or None
        When the score, rating or entry that it hangs on was given; None where it was told before this was kept.
    """

    kind: str
    state: MilestoneState
    version: int
    numbers: Mapping[str, float]
    instruments: tuple[str, ...] = ()
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A therapist's step on a celebration.

    Parameters
    ----------
    step : Step
        Edit, approve, hold or dismiss.
    therapist : str
        Who asks.
    version : int
        The version of the celebration that the therapist has seen.
    id : str or None
        Derived from caller and Idempotency-Key, so that a repetition is recognised; None for an edit, which is
        recognised by its version.
    correlation : str
        Of the request; goes into the event that the step leads to.
    at : datetime
        When; aware.
    text : bytes or None
        The new text, sealed, for an edit.
    """

    step: Step
    therapist: str
    version: int
    id: str | None
    correlation: str
    at: datetime
    text: bytes | None = None

    @property
    def mark(self) -> str | None:
        """What is kept of it: its id and what it asked."""
        return None if self.id is None else f"{self.id}#{self.step}"


@dataclass(frozen=True, slots=True)
class Celebration:
    """A message about a milestone, from draft to inbox.

    Parameters
    ----------
    id : CelebrationId
        Where it belongs; its hash is the milestone's.
    therapist : str
        The only person who may see it and take steps on it.
    milestone : Milestone
        What it is about.
    text : bytes
        Sealed under the journey's data key; the domain never sees it open.
    shown_at : datetime
        When the card first came to the therapist.
    state : State
        Where it stands.
    version : int
        Grows by one at each change that its therapist makes or should know of; the ETag.
    send_at : datetime or None
        When sending is next due, while approved.
    planned : bool
        Whether ``send_at`` is a moment at which it may be sent, as far as could be seen.
    approved_at : datetime or None
        When it was last approved, or its milestone confirmed while it was held.
    waiting_since : datetime or None
        Since when it is due, and what it must be checked against is not known.
    by_standing : datetime or None
        When the standing cheer was given that approves it; None where a step of the therapist's does, or nothing.
    sent_at : datetime or None
        When it reached the inbox.
    reason : Reason or None
        Why it was not sent.
    command : str or None
        The id of the last command, with its step, so that its repetition gets the same answer.
    correlation : str or None
        Of the last command.
    """

    id: CelebrationId
    therapist: str
    milestone: Milestone
    text: bytes
    shown_at: datetime
    state: State = State.DRAFTED
    version: int = 1
    send_at: datetime | None = None
    planned: bool = False
    approved_at: datetime | None = None
    waiting_since: datetime | None = None
    by_standing: datetime | None = None
    sent_at: datetime | None = None
    reason: Reason | None = None
    command: str | None = None
    correlation: str | None = None

    def with_milestone(self, seen: Milestone, now: datetime) -> "Celebration":
        """Take in what an event says of the milestone.

        Parameters
        ----------
        seen : Milestone
            From the event; ignored unless its version is higher than the one kept.
        now : datetime
            Aware; when sending becomes due, where a held celebration becomes approved by it.

        Returns
        -------
        Celebration
            ``self``, the same object, where nothing changes.
        """
        if seen.version <= self.milestone.version:
            return self
        changed = replace(self, milestone=seen, version=self.version + 1)
        if refusal(self.state, seen.state, Step.CONFIRM) is None:
            return replace(changed, state=State.APPROVED, send_at=now, planned=False, approved_at=now)
        return changed

    def approved_by_standing(self, given_at: datetime, text: bytes | None, now: datetime) -> "Celebration":
        """Approve a draft nobody has seen yet by a standing cheer, or hold it where its milestone is not confirmed.

        Parameters
        ----------
        given_at : datetime
            When the standing cheer was given.
        text : bytes or None
            The therapist's own words of it, sealed; None for those of the draft.
        now : datetime
            Aware.

        Returns
        -------
        Celebration
            ``self`` where its milestone is neither confirmed nor provisional: nothing was approved then.
        """
        state = {MilestoneState.CONFIRMED: State.APPROVED, MilestoneState.PROVISIONAL: State.HELD}
        after = state.get(self.milestone.state)
        if after is None:
            return self
        worded = replace(self, state=after, text=text or self.text, by_standing=given_at)
        return replace(worded, send_at=now, approved_at=now) if after is State.APPROVED else worded

    def returned(self) -> "Celebration":
        """Give it back to the therapist as a draft: the standing cheer that approved it holds no longer."""
        after = replace(self, state=State.DRAFTED, version=self.version + 1, by_standing=None, planned=False)
        return replace(after, send_at=None, approved_at=None, waiting_since=None)

    def after(self, command: Command) -> "Celebration":
        """Give the celebration as it is after a therapist's step that was found to be allowed."""
        state = target(command.step) or self.state
        return replace(
            self,
            state=state,
            version=self.version + 1,
            text=self.text if command.text is None else command.text,
            send_at=command.at if state is State.APPROVED else None,
            planned=False,
            approved_at=command.at if command.step is Step.APPROVE else self.approved_at,
            command=command.mark or self.command,
            correlation=self.correlation if command.id is None else command.correlation,
        )

    def planned_for(self, send_at: datetime) -> "Celebration":
        """Set when sending is due, at a moment that allows it; nobody decides upon that, so the version stays."""
        return replace(self, send_at=send_at, planned=True, waiting_since=None)

    def waiting(self, now: datetime) -> "Celebration":
        """Leave it due, to be looked at again a while later: what it must be checked against is not known yet."""
        return replace(self, send_at=now + LOOK_AGAIN, planned=True, waiting_since=self.waiting_since or now)

    def delivered(self, now: datetime) -> "Celebration":
        """Give it as it is once it reached the inbox."""
        after = replace(self, state=State.SENT, version=self.version + 1, sent_at=now)
        return replace(after, send_at=None, waiting_since=None)

    def abandoned(self, reason: Reason) -> "Celebration":
        """Give it as it is once it is certain not to be sent."""
        after = replace(self, state=State.NOT_DONE, version=self.version + 1, reason=reason)
        return replace(after, send_at=None, waiting_since=None)
