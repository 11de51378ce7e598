"""The service's endpoints: what is served, and what openapi.json is generated from."""

from kernel.caller import Role
from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Nothing, Route
from notifications.application.deciding import Decide, Reword
from notifications.application.models import (
    Card,
    Cards,
    CardWithText,
    Edit,
    InboxPage,
    Paging,
    PreferencesAnswer,
    PreferencesBody,
    Seen,
)
from notifications.application.opening import Open
from notifications.application.preferring import Prefer, ShowPreferences
from notifications.application.receiving import MarkRead, OpenInbox
from notifications.application.showing import ListCards, ShowCard
from notifications.domain.lifecycle import Step
from notifications.domain.ports import Celebrations, Inbox, PreferencesOf, Texts

THERAPIST = frozenset({Role.THERAPIST})
CLIENT = frozenset({Role.CLIENT})
ANYONE = frozenset(Role)
_ONE = "/celebrations/<celebration>"


def routes(  # noqa: PLR0917 - the function's ports, each used by some of its routes
    celebrations: Celebrations, inbox: Inbox, preferences: PreferencesOf, texts: Texts, clock: Clock, log: Log
) -> list[Route]:
    """Give the endpoints.

    Parameters
    ----------
    celebrations, inbox, preferences, texts, clock, log
        Ports.
    """
    opened = Open(texts, log)
    cards, open_inbox = ListCards(celebrations, texts, opened), OpenInbox(inbox, preferences, texts, opened)
    return [
        Route("GET", "/celebrations", cards, THERAPIST, "Your celebrations", Cards, query=Paging),
        Route("GET", _ONE, ShowCard(celebrations, opened), THERAPIST, "One celebration", CardWithText),
        Route(
            "PATCH",
            _ONE,
            Reword(celebrations, texts, clock),
            THERAPIST,
            "Replace the words of a draft",
            CardWithText,
            Edit,
            versioned=True,
        ),
        _step(Step.APPROVE, "Send it, at a decent hour for the client", celebrations, clock),
        _step(Step.HOLD, "Approve it for the moment the milestone is confirmed", celebrations, clock),
        _step(Step.DISMISS, "Stay silent", celebrations, clock),
        Route("GET", "/inbox", open_inbox, CLIENT, "Your messages", InboxPage, query=Paging),
        Route("POST", "/inbox/<message>/read", MarkRead(inbox, clock), CLIENT, "Mark a message read", Seen, Nothing),
        Route(
            "GET", "/preferences", ShowPreferences(preferences), ANYONE, "Your wishes about messages", PreferencesAnswer
        ),
        Route(
            "PUT",
            "/preferences",
            Prefer(preferences),
            ANYONE,
            "Replace your wishes about messages",
            PreferencesAnswer,
            PreferencesBody,
        ),
    ]


def _step(step: Step, summary: str, celebrations: Celebrations, clock: Clock) -> Route:
    decide = Decide(step, celebrations, clock)
    return Route("POST", f"{_ONE}/{step}", decide, THERAPIST, summary, Card, Nothing, versioned=True)
