"""A celebration: one message about one milestone, from draft to inbox.

It is made once for a milestone and carries the milestone's id. It keeps the state of the milestone with the highest
version seen, so that events may come late, twice or in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from notifications.domain.answer import Answered
from notifications.domain.cheer_finding import Mark
from notifications.domain.command import Command
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import MilestoneState, State, Step, refusal, target
from notifications.domain.reason import Reason
from notifications.domain.trace import By, Happening, Trace

_WITHOUT_HANDS = frozenset({Happening.DRAFTED, Happening.REDRAFTED, Happening.MILESTONE_CHANGED})
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
    days, efforts : int or None
        The road to it: since the struggle was first named, and shared efforts on the way; None where none is known.
    """

    kind: str
    state: MilestoneState
    version: int
    numbers: Mapping[str, float]
    instruments: tuple[str, ...] = ()
    occurred_at: datetime | None = None
    days: int | None = None
    efforts: int | None = None

    @property
    def told(self) -> tuple[object, ...]:
        """What a draft can tell of it."""
        return self.kind, self.days, self.efforts, self.numbers.get("efforts"), self.occurred_at


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
    findings : tuple of Mark
        What the cheer check found in the present text.
    overruled : tuple of Mark
        Those of them that the therapist stood by.
    message : str or None
        The id of the message that it came in.
    seen_at : datetime or None
        When the client first read it.
    answered : Answered or None
        What the client said to it.
    joy : bytes or None
        How it moved the therapist, sealed; hers alone.
    history : tuple of Trace
        Every step, the first one first.
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
    findings: tuple[Mark, ...] = ()
    overruled: tuple[Mark, ...] = ()
    message: str | None = None
    seen_at: datetime | None = None
    answered: Answered | None = None
    joy: bytes | None = None
    history: tuple[Trace, ...] = ()
    command: str | None = None
    correlation: str | None = None

    def traced(self, *steps: Trace) -> "Celebration":
        """Add steps to the history."""
        return replace(self, history=(*self.history, *steps))

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
        if seen.state is not self.milestone.state:
            changed = changed.traced(Trace(Happening.MILESTONE_CHANGED, now, detail=seen.state))
        if refusal(self.state, seen.state, Step.CONFIRM) is None:
            changed = changed.traced(Trace(Happening.APPROVED, now))
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
        step = Trace(Happening.APPROVED if after is State.APPROVED else Happening.HELD, now, detail="standing cheer")
        worded = replace(self.traced(step), state=after, by_standing=given_at)
        if text is not None:
            worded = replace(worded, text=text, findings=())
        return replace(worded, send_at=now, approved_at=now) if after is State.APPROVED else worded

    def returned(self, now: datetime) -> "Celebration":
        """Give it back to the therapist as a draft: the standing cheer that approved it holds no longer."""
        after = self.traced(Trace(Happening.RETURNED, now))
        after = replace(after, state=State.DRAFTED, version=self.version + 1, by_standing=None, planned=False)
        return replace(after, send_at=None, approved_at=None, waiting_since=None)

    def redrafted(self, text: bytes, findings: tuple[Mark, ...], now: datetime) -> "Celebration":
        """Give it with new first words, for a milestone that is told otherwise now."""
        return replace(self, text=text, findings=findings).traced(Trace(Happening.REDRAFTED, now))

    @property
    def untouched(self) -> bool:
        """Whether its words are still those of the template, and nobody has decided upon them."""
        return (
            self.state is State.DRAFTED
            and {step.event for step in self.history} <= _WITHOUT_HANDS
            and self.history != ()
        )

    def in_the_way(self, command: Command) -> tuple[Mark, ...]:
        """Tell which findings the therapist has neither mended nor overruled, as far as a step depends on them.

        To approve, or to hold, which approves in advance, takes every finding of the text; so does an edit of what is
        held already. A draft may say anything.
        """
        if command.step is Step.DISMISS or (command.step is Step.EDIT and self.state is State.DRAFTED):
            return ()
        findings = command.findings if command.step is Step.EDIT else self.findings
        return tuple(mark for mark in findings if mark not in command.overruled)

    def settled(self, command: Command) -> bool:
        """Tell whether the therapist has answered for the words, as far as a step depends on them."""
        if self.in_the_way(command):
            return False
        return command.step not in {Step.APPROVE, Step.HOLD} or command.overruled == self.findings

    def after(self, command: Command) -> "Celebration":
        """Give the celebration as it is after a therapist's step that was found to be allowed."""
        state, edit = target(command.step) or self.state, command.step is Step.EDIT
        return replace(
            self.traced(command.trace),
            state=state,
            version=self.version + 1,
            text=self.text if command.text is None else command.text,
            findings=command.findings if edit else self.findings,
            overruled=self.overruled if command.step is Step.DISMISS else command.overruled,
            send_at=command.at if state is State.APPROVED else None,
            planned=False,
            approved_at=command.at if command.step is Step.APPROVE else self.approved_at,
            command=command.mark or self.command,
            correlation=self.correlation if command.id is None else command.correlation,
        )

    def planned_for(self, send_at: datetime, now: datetime) -> "Celebration":
        """Set when sending is due, at a moment that allows it; nobody decides upon that, so the version stays."""
        same = self.planned and self.send_at == send_at
        after = self if same else self.traced(Trace(Happening.SCHEDULED, now, detail=send_at.isoformat()))
        return replace(after, send_at=send_at, planned=True, waiting_since=None)

    def waiting(self, now: datetime) -> "Celebration":
        """Leave it due, to be looked at again a while later: what it must be checked against is not known yet."""
        after = self if self.waiting_since else self.traced(Trace(Happening.WAITING, now))
        return replace(after, send_at=now + LOOK_AGAIN, planned=True, waiting_since=self.waiting_since or now)

    def delivered(self, now: datetime, message: str | None = None) -> "Celebration":
        """Give it as it is once it reached the inbox, in a message."""
        after = replace(self, state=State.SENT, version=self.version + 1, sent_at=now, message=message)
        return replace(after, send_at=None, waiting_since=None).traced(Trace(Happening.SENT, now))

    def answered_with(self, answered: Answered) -> "Celebration":
        """Give it as it is once its client answered; the therapist should know, so the version grows."""
        step = Trace(Happening.ANSWERED, answered.at, By.CLIENT, answered.answer)
        return replace(self, answered=answered, version=self.version + 1).traced(step)

    def abandoned(self, reason: Reason, now: datetime) -> "Celebration":
        """Give it as it is once it is certain not to be sent."""
        after = self.traced(Trace(Happening.NOT_DONE, now, detail=reason))
        after = replace(after, state=State.NOT_DONE, version=self.version + 1, reason=reason)
        return replace(after, send_at=None, waiting_since=None)
