"""Which accesses leave a trace, and who may read it: all that show or change something of a journey.

What a client sees too is traced where both may read it. What is the therapist's alone (alerts, what she set aside, her
notes) is traced in a log of its own, which no client's query ever reads: a client must not learn from a trace that
there is an alert, a note, or a milestone that is not theirs to see. One milestone is traced as the list of them is, for
the same reason.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kernel.access_words import Words
from kernel.clock import Clock
from kernel.routes import Reply, Request, Route
from kernel.traces import Traces
from kernel.tracing import Access, Tracing
from milestones.domain.audience import Audience

_MILESTONES = Access("milestones", Audience.BOTH)
_ALERTS = Access("alerts", Audience.THERAPIST)
_MOVED_ME = Access("moved-me", Audience.THERAPIST)

ACCESSES: Mapping[str, Access | None] = MappingProxyType(
    {
        "GET /journeys/<journey>/milestones": _MILESTONES,
        "GET /milestones/<milestone>": _MILESTONES,
        "POST /milestones/<milestone>/dismiss": Access("milestones", Audience.THERAPIST),
        "GET /milestones/<milestone>/moved-me": _MOVED_ME,
        "PUT /milestones/<milestone>/moved-me": _MOVED_ME,
        "DELETE /milestones/<milestone>/moved-me": _MOVED_ME,
        "GET /journeys/<journey>/course/<subject>": Access("course", Audience.BOTH),
        "GET /journeys/<journey>/alerts": _ALERTS,
        "POST /alerts/<alert>/acknowledge": _ALERTS,
        "POST /alerts/<alert>/clear": _ALERTS,
        "GET /caseload": Access("caseload", Audience.BOTH),
        # Reading the log is its reader's own affair.
        "GET /journeys/<journey>/access-log": None,
        # A practice's, and nothing of a journey.
        "GET /rules": None,
        "POST /rules/<rule>/check": None,
        "GET /alert-settings": None,
        "PUT /alert-settings": None,
        "GET /instruments": None,
        "GET /instruments/<instrument>": None,
        "PUT /instruments/<instrument>": None,
        "DELETE /instruments/<instrument>": None,
    }
)
"""Every route has a line; a test fails for one that has none."""

WORDS: Words = MappingProxyType(
    {
        "en": {
            "milestones": "milestones",
            "course": "how scores or a goal went over time",
            "caseload": "a summary of this journey",
        },
        "ja": {
            "milestones": "節目",
            "course": "点数や目標のこれまでの経過",
            "caseload": "このあゆみの要約",
        },
    }
)
"""What each is called in the client's log."""


def access_of(route: Route) -> Access | None:
    """Say what an access by a route is; None where it leaves no trace."""
    return ACCESSES[f"{route.method} {route.path}"]


def subjects_of(request: Request, reply: Reply) -> tuple[str, ...]:
    """Name the journeys that an answer tells of: an identifier in a path begins with its journey's."""
    named = [request.path[name] for name in ("journey", "milestone", "alert") if name in request.path]
    return (named[0].partition(".")[0],) if named else reply.about


def tracing(traces: Traces, clock: Clock) -> Tracing:
    """Log each access of this service.

    Parameters
    ----------
    traces : Traces
        The log.
    clock : Clock
        Tells when.

    Returns
    -------
    Tracing
    """
    return Tracing(traces, clock, access_of, subjects_of)
