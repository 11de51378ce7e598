"""A page of an access log as the person reads it whom the data is about."""

from dataclasses import dataclass
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from kernel.access_words import Language, Who, Words, sentence
from kernel.cursors import MOST_SIGNS, instant_and_identifier_in, written
from kernel.languages import preferred
from kernel.routes import Reply, Request
from kernel.traces import Trace, Traces

_LANGUAGES = ("en", "ja")
_ALONE = frozenset({"admin", "supervisor"})


class AccessLogPage(BaseModel):
    """Which page of the log, and in which words; those of ``Accept-Language`` where none are named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=50, ge=1, le=100)
    cursor: str | None = Field(default=None, min_length=1, max_length=MOST_SIGNS)
    language: Language | None = Field(default=None)


class AccessView(BaseModel):
    """One access; ``text`` says it in a sentence."""

    model_config = ConfigDict(frozen=True)

    at: str
    who: Who
    role: str
    did: Literal["read", "changed"]
    what: str
    purpose: str | None
    text: str


class AccessLogView(BaseModel):
    """A page of the log, newest first. What somebody wrote says itself who wrote it, and when."""

    model_config = ConfigDict(frozen=True)

    items: list[AccessView]
    next: str | None


@dataclass(frozen=True, slots=True)
class People:
    """Those whom the reader knows by what they are; nobody is named by a subject of the user pool.

    Parameters
    ----------
    reader, therapist : str or None
        Subjects, where they are known.
    """

    reader: str | None
    therapist: str | None

    def who(self, trace: Trace) -> Who:
        """Say who left a trace, as the reader knows them."""
        if trace.who == self.reader:
            return "you"
        if trace.who == self.therapist:
            return "therapist"
        if trace.role == "therapist":
            # Nobody gets in as a therapist who is not, or was not, the one.
            return "earlier_therapist"
        return cast("Who", trace.role) if trace.role in _ALONE else "somebody"


def page_of_log(  # noqa: PLR0917 - what one page depends on
    traces: Traces, request: Request, subject: str, audience: str, people: People, words: Words
) -> Reply:
    """Read a page of the log: one DynamoDB call, which reads this audience's alone.

    Parameters
    ----------
    traces : Traces
        The log.
    request : Request
        Its query is an `AccessLogPage`; whether the caller may read it has been judged.
    subject : str
        What the log is of.
    audience : str
        Whose log of it.
    people : People
        Who is who.
    words : Words
        What the service calls what was looked at.

    Returns
    -------
    Reply
        An `AccessLogView`.

    Raises
    ------
    Problem
        422 for a cursor that no page gave.
    """
    asked: AccessLogPage = request.query
    after = instant_and_identifier_in(asked.cursor)
    found, following = traces.page(request.caller.practice, subject, audience, after, asked.limit)
    language = asked.language or cast("Language", preferred(request.languages, _LANGUAGES))
    items = [shown(trace, people, words, language) for trace in found]
    return Reply(AccessLogView(items=items, next=None if following is None else written(*following)))


def shown(trace: Trace, people: People, words: Words, language: Language) -> AccessView:
    """Show a trace.

    Parameters
    ----------
    trace : Trace
        The trace.
    people : People
        Who is who.
    words : Words
        What the service calls what was looked at.
    language : str
        Of the sentence.

    Returns
    -------
    AccessView
        People as the reader knows them.
    """
    who = people.who(trace)
    return AccessView.model_validate(
        {
            "at": trace.at,
            "who": who,
            "role": trace.role,
            "did": trace.did,
            "what": trace.what,
            "purpose": trace.purpose,
            "text": sentence(who, trace.did, trace.what, words, language, trace.purpose),
        }
    )
