"""The border of a practice's templates."""

from pydantic import Field

from notifications.application.models import Body, Border, Text
from notifications.domain.preferences import Language, Tone


class WordingBody(Body):
    """A practice's own words for one kind of milestone, in one language and tone.

    Facts stand in braces, {days}, {efforts} and {date}, each within [ ]: such a part falls away where its fact is not
    known. A sign that is meant as such is written twice.
    """

    quiet: Text = Field(description="For clients who wish little")
    full: Text


class TemplateOf(Border):
    """A template, ours or the practice's own."""

    kind: str
    language: Language
    tone: Tone
    quiet: str
    full: str
    own: bool = Field(description="False for the one that comes with the system")
    version: int = Field(description="0 where it is not the practice's own")


class TemplateList(Border):
    """Every template there is."""

    items: list[TemplateOf]
