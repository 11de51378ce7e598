"""The therapist takes an idea a step further, or puts it in other words."""

from dataclasses import dataclass
from datetime import datetime

from kernel.routes import Reply, Request
from reflections.application.fields import ABSENT, Body, Instant, SessionNumber, Text
from reflections.application.idea_views import IdeaView, State, of_idea
from reflections.application.rewriting import Rewriting, Rewritten
from reflections.domain.capture import Capture, Facts
from reflections.domain.idea import IdeaState, state_of, stepped
from reflections.domain.refusals import WrongFieldError
from reflections.domain.times import happened


class IdeaChange(Body):
    """A step of an idea, other words for it, or both.

    ``occurred_at`` and ``session`` say when and in which session it came to its state.
    """

    state: State = ABSENT
    session: SessionNumber | None = None
    text: Text = ABSENT
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class ChangeIdea:
    """Change an idea upon the version that ``If-Match`` names: two DynamoDB calls (a read and a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.
    """

    rewriting: Rewriting

    def __call__(self, request: Request) -> Reply:
        """Change the idea.

        Parameters
        ----------
        request : Request
            Its path names journey and idea; its body is an `IdeaChange`.

        Returns
        -------
        Reply
            An `IdeaView`, without the words; the same where this very change was made before.
        """
        change: IdeaChange = request.body
        if not {"state", "text"} & change.model_fields_set:
            raise WrongFieldError(("/", "a state, other words, or both"))
        if "state" not in change.model_fields_set and (change.session is not None or change.occurred_at is not None):
            raise WrongFieldError(("/state", "which state it came to then"))

        def decide(before: Capture, now: datetime) -> Rewritten:
            words = {"text": change.text} if "text" in change.model_fields_set else {}
            return Rewritten(_facts(change, before, request.version, now), words)

        return self.rewriting(request, decide, _replied)


def _facts(change: IdeaChange, before: Capture, upon: int, now: datetime) -> Facts:
    """Say what the idea is then; the same as it is, where this step was taken before and its answer got lost."""
    if "state" not in change.model_fields_set:
        return before.facts
    to = IdeaState(change.state)
    if before.version == upon + 1 and state_of(before) is to:
        return before.facts
    return stepped(before.facts, to, happened(change.occurred_at, now), change.session)


def _replied(idea: Capture) -> Reply:
    return Reply(IdeaView.model_validate(of_idea(idea)), version=idea.version)
