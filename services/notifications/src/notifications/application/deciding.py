"""A therapist's decisions about a celebration: edit, approve, hold until confirmed, dismiss."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.problem import Problem, conflict, key_reused, not_found, stale
from kernel.routes import Reply, Request
from notifications.application.opening import Open
from notifications.application.overruling import marks_in, words_in_the_way
from notifications.application.showing import card, named, with_text
from notifications.domain.celebration import Celebration
from notifications.domain.cheer_check import check
from notifications.domain.command import Command
from notifications.domain.lifecycle import Forbidden, MilestoneInTheWay, Step, refusal
from notifications.domain.ports import JOY, Celebrations, StepRefusedError, Texts


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve, hold or dismiss a celebration.

    DynamoDB: exactly 1 call, also where it is refused or repeated; 1 read of the key besides, where it is not cached
    and words want a second look.

    Parameters
    ----------
    step : Step
        Which of the three.
    celebrations, opened, clock
        Ports, and what opens the words that are to be looked at again.
    """

    step: Step
    celebrations: Celebrations
    opened: Open
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /celebrations/{celebration}/{step}``.

        Raises
        ------
        Problem
            404 for somebody else's, 409 where the state does not allow it, and where the cheer check found what nobody
            overruled, 412 for an outdated version, 422 for a key that came with another step before.
        """
        caller = request.caller
        command = Command(
            step=self.step,
            therapist=caller.sub,
            version=request.version,
            id=command_id(caller.practice, caller.sub, request.key),
            correlation=request.correlation,
            at=self.clock.now(),
            overruled=marks_in(request.body),
        )
        try:
            after = self.celebrations.step(named(request), command)
        except StepRefusedError as refused:
            after = self._done_before(refused.stored, command)
        return Reply(card(after), version=after.version)

    def _done_before(self, stored: Celebration | None, command: Command) -> Celebration:
        """Give what a repeated command led to, or raise why a new one is refused."""
        if stored is None or stored.therapist != command.therapist:
            raise not_found()
        if stored.command == command.mark:
            return stored
        if stored.command is not None and stored.command.partition("#")[0] == command.id:
            raise key_reused()
        if _free_but_for_words(stored, command):
            raise words_in_the_way(stored, command, self.opened(stored.id, stored.text))
        raise _why(stored, command)


@dataclass(frozen=True, slots=True)
class Reword:
    """Replace the words of a draft.

    DynamoDB: 1 read over both tables, and 1 write. Judged before a key is unwrapped: somebody else's costs the same as
    one that is not there.

    Parameters
    ----------
    celebrations, texts, opened, clock
        Ports, and what opens words.
    """

    celebrations: Celebrations
    texts: Texts
    opened: Open
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``PATCH /celebrations/{celebration}``.

        Raises
        ------
        Problem
            404 for somebody else's, 409 where it is no draft any more, and where it is held, so approved in advance,
            and the cheer check found what nobody overruled, 412 for an outdated version.
        """
        celebration = named(request)
        found = self.celebrations.gather(celebration).celebration
        if found is None or found.therapist != request.caller.sub:
            raise not_found()
        sealed = self.texts.seal(celebration.of_journey, request.body.text)
        if sealed is None:
            raise not_found()
        command = Command(
            step=Step.EDIT,
            therapist=request.caller.sub,
            version=request.version,
            id=None,
            correlation=request.correlation,
            at=self.clock.now(),
            text=sealed,
            findings=check(request.body.text),
            overruled=marks_in(request.body),
        )
        try:
            after = self.celebrations.step(celebration, command)
        except StepRefusedError as refused:
            stored = refused.stored
            if stored is not None and stored.therapist == command.therapist and _free_but_for_words(stored, command):
                raise words_in_the_way(stored, command, request.body.text) from None
            raise _why(stored, command) from None
        joy = None if after.joy is None else self.opened(celebration, after.joy, JOY)
        return Reply(with_text(after, request.body.text, joy), version=after.version)


def _free_but_for_words(stored: Celebration, command: Command) -> bool:
    """Tell whether nothing but the words can be why a step was refused."""
    free = refusal(stored.state, stored.milestone.state, command.step) is None
    return free and stored.version == command.version and not stored.settled(command)


def _why(stored: Celebration | None, command: Command) -> Problem:
    if stored is None or stored.therapist != command.therapist:
        return not_found()
    if stored.version != command.version:
        return stale()
    refused = refusal(stored.state, stored.milestone.state, command.step)
    if isinstance(refused, Forbidden):
        possible = ", ".join(refused.possible) or "nothing any more"
        detail = f"This celebration is {refused.state}. Possible now: {possible}."
        return conflict("step-not-possible", "Not possible in this state", detail)
    if isinstance(refused, MilestoneInTheWay):
        return _milestone_in_the_way(refused)
    return stale()


def _milestone_in_the_way(refused: MilestoneInTheWay) -> Problem:
    if refused.remedy is Step.HOLD:
        return conflict(
            "milestone-not-confirmed",
            "The milestone is not confirmed",
            f"The milestone is {refused.milestone}. Hold the celebration until it is confirmed: it is approved then "
            "by itself, and not before. Or dismiss it.",
        )
    return conflict(
        "milestone-confirmed",
        "The milestone is confirmed already",
        "There is nothing to wait for. Approve the celebration, or dismiss it.",
    )
