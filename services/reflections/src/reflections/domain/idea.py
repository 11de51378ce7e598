"""An idea of the therapist's: how it goes from a thought to something tried, and which step may follow which."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from reflections.domain.capture import Capture, Facts
from reflections.domain.refusals import RefusedStepError

MOST_STEPS = 50
"""An idea that was put on and off so often is another one by now; and an item has its bounds."""


class IdeaState(StrEnum):
    """How far an idea has come."""

    IDEA = "idea"
    BRING = "bring"
    SHARED = "shared"
    TRIED = "tried"
    WORKED = "worked"
    DID_NOT_WORK = "did_not_work"
    LET_GO = "let_go"


OPEN = frozenset({IdeaState.IDEA, IdeaState.BRING})
"""Still to be brought: what the next brief shows."""

FOLLOWING: Mapping[IdeaState, Sequence[IdeaState]] = MappingProxyType(
    {
        IdeaState.IDEA: (IdeaState.BRING, IdeaState.SHARED, IdeaState.LET_GO),
        IdeaState.BRING: (IdeaState.IDEA, IdeaState.SHARED, IdeaState.LET_GO),
        IdeaState.SHARED: (IdeaState.TRIED, IdeaState.LET_GO),
        IdeaState.TRIED: (IdeaState.WORKED, IdeaState.DID_NOT_WORK, IdeaState.LET_GO),
        IdeaState.WORKED: (),
        IdeaState.DID_NOT_WORK: (IdeaState.TRIED,),
        IdeaState.LET_GO: (IdeaState.IDEA,),
    }
)
"""What may follow each state: one may think better of it, try again, and take up what was let go."""


def begun(state: IdeaState, reflection: str | None) -> Facts:
    """State the facts of a new idea, except when it came.

    Parameters
    ----------
    state : IdeaState
        One of `OPEN`.
    reflection : str or None
        The reflection that it was born from.

    Returns
    -------
    mapping
    """
    return {"state": state.value, "begun": state.value, "steps": [], "reflection": reflection}


def state_of(idea: Capture) -> IdeaState:
    """Say how far an idea has come."""
    return IdeaState(str(idea.facts["state"]))


def stepped(facts: Facts, to: IdeaState, at: str, session: int | None) -> Facts:
    """Take an idea a step further.

    Parameters
    ----------
    facts : mapping
        Its facts so far.
    to : IdeaState
        Where to.
    at : str
        When that was: RFC 3339, UTC, milliseconds.
    session : int or None
        The number of the session in which that was.

    Returns
    -------
    mapping
        The facts from then on.

    Raises
    ------
    RefusedStepError
        Where that step cannot follow, naming those that can; or where there were too many.
    """
    state = IdeaState(str(facts["state"]))
    if to not in FOLLOWING[state]:
        following = " or ".join(FOLLOWING[state])
        possible = f"It can go to {following}." if following else "Nothing follows; keep another idea."
        raise RefusedStepError("idea-step", "The idea cannot go there", f"It is at {state}. {possible}")
    steps = steps_of(facts)
    if len(steps) >= MOST_STEPS:
        raise RefusedStepError(
            "idea-steps", "The idea took too many steps", f"At most {MOST_STEPS}; keep another idea."
        )
    step = {"state": to.value, "at": at} | ({} if session is None else {"session": session})
    return {**facts, "state": to.value, "steps": [*steps, step]}


def steps_of(facts: Facts) -> list[dict[str, object]]:
    """Give the steps that an idea took after it came."""
    steps = facts["steps"]
    return list(steps) if isinstance(steps, list) else []


def history_of(idea: Capture) -> list[dict[str, object]]:
    """Tell how an idea went.

    Parameters
    ----------
    idea : Capture

    Returns
    -------
    list of dict
        ``state``, ``at`` and perhaps ``session`` of each, the oldest first.
    """
    return [{"state": idea.facts["begun"], "at": idea.occurred_at}, *steps_of(idea.facts)]
