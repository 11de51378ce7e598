"""The cheer check for a draft: named phrases, why, and what could stand there instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from kernel.problem import FieldError
from kernel.routes import Reply, Request
from notifications.application.cheer_models import FindingOf, Findings
from notifications.domain.cheer_advice import SOURCES, advice
from notifications.domain.cheer_check import check
from notifications.domain.cheer_finding import Mark


def findings(text: str, marks: Iterable[Mark]) -> list[FindingOf]:
    """Show findings with the words that they are about.

    Parameters
    ----------
    text : str
        The draft.
    marks : iterable of Mark
        Where something was found in it.
    """
    return [_finding(text, mark) for mark in marks]


def _finding(text: str, mark: Mark) -> FindingOf:
    said = advice(mark.kind, text)
    return FindingOf(
        id=str(mark),
        kind=mark.kind,
        offset=mark.offset,
        length=mark.length,
        text=text[mark.offset : mark.end],
        why=said.why,
        source=SOURCES[mark.kind],
        rewrite=said.rewrite,
    )


def faults(field: str, text: str) -> list[FieldError]:
    """Say which words cannot stay where they are sent unread, so that nobody can overrule the check for once.

    Parameters
    ----------
    field : str
        JSON pointer to the text.
    text : str
        The words.
    """
    return [
        FieldError(field, f'no "{found.text}" ({found.kind}). {found.why} Perhaps: {found.rewrite}')
        for found in findings(text, check(text))
    ]


@dataclass(frozen=True, slots=True)
class CheckCheer:
    """Check a draft that somebody is writing; nothing is stored.

    DynamoDB: no call.
    """

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /cheer-check``."""
        text = request.body.text
        return Reply(Findings(findings=findings(text, check(text))))
