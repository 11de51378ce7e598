"""The endpoints of private notes; apart from their function, so that nobody else loads what seals."""

from collections.abc import Sequence

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Route
from milestones.application.moved_me import MovedMe, MovedMeAnswer, MovedMeFields
from milestones.domain.moved_me import MovedMeNotes
from milestones.handlers.policy import POLICY

_PATH = "/milestones/<milestone>/moved-me"


def routes(notes: MovedMeNotes, clock: Clock, log: Log) -> Sequence[Route]:
    """Give the endpoints of private notes.

    Parameters
    ----------
    notes : MovedMeNotes
    clock : Clock
    log : Log

    Returns
    -------
    sequence of Route
    """
    note = MovedMe(notes, clock, log)
    return (
        POLICY.route("GET", _PATH, note.read, "Read how a milestone moved me", reply=MovedMeAnswer),
        POLICY.route("PUT", _PATH, note.write, "Note how a milestone moved me", MovedMeAnswer, MovedMeFields),
        POLICY.route("DELETE", _PATH, note.remove, "Remove my note on a milestone", status=204),
    )
