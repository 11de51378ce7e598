"""The client reads who looked, and who changed what."""

from dataclasses import dataclass
from typing import Literal, cast

from pydantic import Field

from kernel.languages import preferred
from kernel.routes import Reply, Request
from kernel.traces import Trace, Traces
from reflections.application.access_words import Language, Who, sentence
from reflections.application.paging import Page, instant_and_identifier_in, written
from reflections.application.reaching import present
from reflections.application.views import View
from reflections.domain.capture import Audience
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys

_LANGUAGES = ("en", "ja")


class AccessLogPage(Page):
    """Which page of the log, and in which words; those of ``Accept-Language`` where none are named."""

    language: Language | None = Field(default=None)


class AccessView(View):
    """One access; ``text`` says it in a sentence."""

    at: str
    who: Who
    role: str
    did: Literal["read", "changed"]
    what: str
    purpose: str | None
    text: str


class AccessLogView(View):
    """A page of the log, newest first. What somebody wrote is in the timeline, with author and time."""

    items: list[AccessView]
    next: str | None


@dataclass(frozen=True, slots=True)
class ReadAccessLog:
    """Read a page of the log: two DynamoDB calls (the journey, and a query that reads this audience's alone)."""

    journeys: Journeys
    traces: Traces

    def __call__(self, request: Request) -> Reply:
        """Read a page, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is an `AccessLogPage`.

        Returns
        -------
        Reply
            An `AccessLogView`: people as the client knows them, no subject of the user pool.
        """
        asked: AccessLogPage = request.query
        after, journey = instant_and_identifier_in(asked.cursor), present(self.journeys, request)
        found, following = self.traces.page(journey.practice, journey.id, Audience.BOTH, after, asked.limit)
        language = asked.language or cast("Language", preferred(request.languages, _LANGUAGES))
        items = [shown(trace, journey, language) for trace in found]
        return Reply(AccessLogView(items=items, next=None if following is None else written(*following)))


def shown(trace: Trace, journey: Journey, language: Language) -> AccessView:
    """Show a trace: people as the client knows them."""
    who = _who(trace, journey)
    return AccessView.model_validate(
        {
            "at": trace.at,
            "who": who,
            "role": trace.role,
            "did": trace.did,
            "what": trace.what,
            "purpose": trace.purpose,
            "text": sentence(who, trace.did, trace.what, language),
        }
    )


def _who(trace: Trace, journey: Journey) -> Who:
    if trace.who == journey.client:
        return "you"
    if trace.who == journey.therapist:
        return "therapist"
    if trace.who in {done.therapist for done in journey.handovers}:
        return "earlier_therapist"
    return cast("Who", trace.role) if trace.role in {"admin", "supervisor"} else "somebody"
