"""The border of the cheer check: what is asked, what was found, what a therapist overrules."""

from pydantic import Field

from notifications.application.models import Body, Border, Text
from notifications.domain.cheer_finding import FindingKind


class CheckBody(Body):
    """A draft to be looked at; nothing of it is stored."""

    text: Text


class FindingOf(Border):
    """A phrase that a cheer should do without, and words about what was done."""

    id: str = Field(description="What to name in `overrule` to send it all the same")
    kind: FindingKind
    offset: int = Field(description="Where the phrase begins, in characters (Unicode code points)")
    length: int
    text: str = Field(description="The phrase")
    why: str
    source: str = Field(description="Who found that out")
    rewrite: str = Field(description="Words about effort and process; the ellipsis is for what only you know")


class Findings(Border):
    """Everything that was found in a draft, in the order of the text."""

    findings: list[FindingOf]
