"""What the cheer check found and a therapist stands by, or not yet."""

from http import HTTPStatus

from pydantic import BaseModel

from kernel.problem import FieldError, Problem, invalid
from notifications.application.checking import findings
from notifications.domain.celebration import Celebration
from notifications.domain.cheer_finding import Mark
from notifications.domain.command import Command


def marks_in(body: BaseModel) -> tuple[Mark, ...]:
    """Read which findings a request overrules, in the order of the text; none where its body has no such field."""
    return tuple(sorted({Mark.parse(named) for named in getattr(body, "overrule", ())}))


def words_in_the_way(stored: Celebration, command: Command, text: str | None) -> Problem:
    """Say which words want a second look, each with why and with what could stand there.

    Parameters
    ----------
    stored : Celebration
        What stands there.
    command : Command
        The refused step.
    text : str or None
        The words that are judged; None where they cannot be opened.

    Returns
    -------
    Problem
        409 that names each finding; 422 where all are overruled, and others that there are not.
    """
    left = stored.in_the_way(command)
    if not left:
        return invalid(FieldError("/overrule", "ids of findings in this text, as `findings` tells them, and no others"))
    told = [
        FieldError("/overrule", f'{found.id}: "{found.text}". {found.why} Perhaps: {found.rewrite} ({found.source})')
        for found in findings(text or "", left)
    ]
    return Problem(
        HTTPStatus.CONFLICT,
        "cheer-check",
        "Some words want a second look",
        "Mend the words named in errors, or name their ids in `overrule` to send them as they are, which is kept.",
        told,
    )
