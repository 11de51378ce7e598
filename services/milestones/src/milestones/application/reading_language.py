"""Which language an explanation is written in."""

from pydantic import BaseModel, ConfigDict

from kernel.languages import preferred
from kernel.routes import Request
from milestones.domain.explanation import Language


class LanguageQuery(BaseModel):
    """The language that is asked for; without it, what the browser asks for, and else English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language | None = None


def language_of(request: Request) -> Language:
    """Choose the language of a reply.

    Parameters
    ----------
    request : Request
        Of a route whose query is a `LanguageQuery`.

    Returns
    -------
    Language
        That of the query, which a person chose; else the best one of the ``Accept-Language`` header.
    """
    asked: Language | None = request.query.language
    return asked or Language(preferred(request.languages, [language.value for language in Language]))
