"""Which accesses leave a trace, and who may read it: all that show or change something of a journey.

What goes on between a milestone and a cheer is the therapist's alone: a client must not learn from a trace that there
is a draft, that one was dismissed, or that it was approved in advance. So that is traced in a log of its own, which no
client's query ever reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kernel.access_words import Words
from kernel.clock import Clock
from kernel.routes import Reply, Request, Route
from kernel.traces import Traces
from kernel.tracing import Access, Tracing
from notifications.domain.audience import Audience

_CARDS = Access("celebrations", Audience.THERAPIST)
_STANDING = Access("standing-cheers", Audience.THERAPIST)
_MESSAGES = Access("messages", Audience.BOTH)

ACCESSES: Mapping[str, Access | None] = MappingProxyType(
    {
        "GET /celebrations": _CARDS,
        "GET /celebrations/<celebration>": _CARDS,
        "PATCH /celebrations/<celebration>": _CARDS,
        "POST /celebrations/<celebration>/approve": _CARDS,
        "POST /celebrations/<celebration>/hold": _CARDS,
        "POST /celebrations/<celebration>/dismiss": _CARDS,
        "PUT /celebrations/<celebration>/joy": Access("joy", Audience.THERAPIST),
        "POST /celebrations/<celebration>/answer": Access("answer", Audience.BOTH),
        "GET /standing-cheers": _STANDING,
        "GET /standing-cheers/<journey>": _STANDING,
        "PUT /standing-cheers/<journey>": _STANDING,
        "DELETE /standing-cheers/<journey>": _STANDING,
        "GET /inbox": _MESSAGES,
        "POST /inbox/<message>/read": _MESSAGES,
        # Reading the log is its reader's own affair.
        "GET /journeys/<journey>/access-log": None,
        # A practice's, and nothing of a journey.
        "GET /templates": None,
        "GET /templates/<kind>/<language>/<tone>": None,
        "PUT /templates/<kind>/<language>/<tone>": None,
        "DELETE /templates/<kind>/<language>/<tone>": None,
        "POST /cheer-check": None,
        # A person's own, which nobody else reaches.
        "GET /preferences": None,
        "PUT /preferences": None,
        "GET /devices": None,
        "POST /devices": None,
        "DELETE /devices/<device>": None,
        "GET /safety-contact": None,
        "PUT /safety-contact": None,
        # Which colleague named one, and when an alert of hers waited: nothing of a journey.
        "GET /second-for": None,
        "POST /second-for/<naming>/accept": None,
        "POST /second-for/<naming>/decline": None,
        "GET /unsubscribe/<token>": None,
        "POST /unsubscribe/<token>": None,
    }
)
"""Every route has a line; a test fails for one that has none."""

WORDS: Words = MappingProxyType(
    {
        "en": {"messages": "messages", "answer": "the answer to a message"},
        "ja": {"messages": "メッセージ", "answer": "メッセージへの返事"},
    }
)
"""What each is called in the client's log."""


def access_of(route: Route) -> Access | None:
    """Say what an access by a route is; None where it leaves no trace."""
    return ACCESSES[f"{route.method} {route.path}"]


def subjects_of(request: Request, reply: Reply) -> tuple[str, ...]:
    """Name the journeys that an answer tells of: the id of a celebration begins with its journey's."""
    named = [request.path[name] for name in ("journey", "celebration") if name in request.path]
    return (named[0].partition(".")[0],) if named else reply.about


def tracing(traces: Traces, clock: Clock) -> Tracing:
    """Log each access of this service.

    Parameters
    ----------
    traces, clock
        Ports.
    """
    return Tracing(traces, clock, access_of, subjects_of)
