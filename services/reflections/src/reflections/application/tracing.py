"""Which accesses leave a trace, and who may read it: all that show or change something of a journey, but for captures.

A capture's own item says who made it and when; it is its trace, and costs nothing more. What a therapist does with what
is hers alone is traced in a log of its own, which no client's query ever reads: a client must not learn from a trace,
nor from a gap between two, that there is a reflection (I3).
"""

from collections.abc import Mapping
from types import MappingProxyType

from kernel.caller import Role
from kernel.clock import Clock
from kernel.routes import Reply, Request, Route
from kernel.traces import Traces
from kernel.tracing import Access, Tracing
from reflections.domain.capture import Audience

CAPTURED = frozenset(
    {"entries", "reflections", "ideas", "measures", "ratings", "levels", "sessions", "planned", "answer"}
)
"""What a POST makes an item of, with its author in it."""
UNTRACED = frozenset({"erasure", "access-log"})
"""An erasure says itself who asked; reading the log is its reader's own affair."""
PRIVATE = frozenset({"reflections", "ideas", "kept", "consults", "supervision-log"})
"""What is the therapist's alone; of a consult see `OPENED`."""
OPENED: Mapping[str, str] = MappingProxyType({Role.SUPERVISOR: Audience.BOTH})
"""That a supervisor has opened a packet the client may know: it is the same summary, whether reflections are in it or
not. What the therapist does with a consult is between the two who hold it."""
SHOWN = frozenset({"journey", "handover", "invitation", "sessions", "break-glass", "emergency"})
"""What only a therapist or an admin does, and the client may know all the same."""


def what_of(route: Route) -> str:
    """Name what a route is about: the first part behind the journey, or of the path where none is in it."""
    parts = route.path.strip("/").split("/")
    if parts[-3:] == ["break-glass", "<access>", "timeline"]:
        return "emergency"
    if parts[:2] == ["journeys", "<journey>"]:
        return parts[2] if len(parts) > 2 else "journey"  # noqa: PLR2004 - the part behind the journey
    return parts[0]


def audience_of(route: Route) -> Audience:
    """Say who may read that it took place: both, unless it could tell of what is the therapist's alone."""
    what = what_of(route)
    shown = what not in PRIVATE and (Role.CLIENT in route.allows or what in SHOWN)
    return Audience.BOTH if shown else Audience.THERAPIST


def is_traced(route: Route) -> bool:
    """Say whether an access by a route is logged beside what it reads or writes."""
    made = route.method == "POST" and route.storing and route.path.rsplit("/", maxsplit=1)[-1] in CAPTURED
    return not made and what_of(route) not in UNTRACED


def access_of(route: Route) -> Access | None:
    """Say what an access by a route is; None where it leaves no trace of its own."""
    return Access(what_of(route), audience_of(route), OPENED) if is_traced(route) else None


def subjects_of(request: Request, reply: Reply) -> tuple[str, ...]:
    """Name the journeys that an answer tells of."""
    return (request.path["journey"],) if "journey" in request.path else reply.about


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
