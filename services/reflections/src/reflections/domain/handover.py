"""Handing a journey over: history stays, and what a therapist kept to herself stays hers unless she passes it on.

What a therapist keeps to herself is of a *generation*: the first therapist's is 0. Whoever takes over without being
passed anything begins a generation of her own, which nobody else reads; where reflections are passed on, the generation
goes on. So a hand-over touches no reflection, however many there are. See docs/adr/0016-hand-over.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reflections.domain.refusals import RefusedStepError

MOST_HANDOVERS = 20
"""Each stays in the journey's item, and an item has an end."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over that was done.

    Parameters
    ----------
    therapist : str
        Whose journey it was until then.
    to : str
        Whose it was after.
    kept : int or None
        The generation that stayed hers; None where she passed it on, or has it again.
    version : int
        Of the journey after it.
    at : str
        When: RFC 3339, UTC, milliseconds.
    command : str
        What asked for it, so that it is known when repeated.
    fingerprint : bytes
        Of the request, keyed with nothing secret: it holds no words.
    """

    therapist: str
    to: str
    kept: int | None
    version: int
    at: str
    command: str
    fingerprint: bytes


def kept_by(handovers: Sequence[Handover], person: str) -> tuple[int, ...]:
    """Name the generations that stayed with a person who handed the journey over."""
    return tuple(one.kept for one in handovers if one.therapist == person and one.kept is not None)


def after_handover(handovers: Sequence[Handover], generation: int, done: Handover) -> tuple[tuple[Handover, ...], int]:
    """Say who keeps what once a hand-over is done.

    Parameters
    ----------
    handovers : sequence of Handover
        Those before.
    generation : int
        The journey's until now.
    done : Handover
        The one that is added; ``kept`` is the generation until now, or None where it is passed on.

    Returns
    -------
    tuple of Handover
        All of them. A therapist who takes over again gets back what had stayed hers.
    int
        The generation of what the therapist keeps to herself from now on.

    Raises
    ------
    RefusedStepError
        After twenty of them.
    """
    if len(handovers) >= MOST_HANDOVERS:
        raise RefusedStepError(
            "too-many-handovers", "The journey was handed over very often", "Close it, and open another journey."
        )
    if done.kept is None:
        return (*handovers, done), generation
    own = kept_by(handovers, done.to)
    if not own:
        highest = max(generation, *(one.kept for one in (*handovers, done) if one.kept is not None))
        return (*handovers, done), highest + 1
    regained = tuple(replace(one, kept=None) if one.kept == own[0] else one for one in handovers)
    return (*regained, done), own[0]
