"""Which accesses leave a trace, and who may read it: all that show or change something of a journey, but for captures.

A capture's own item says who made it and when; it is its trace, and costs nothing more. What a therapist does with what
is hers alone is traced in a log of its own, which no client's query ever reads: a client must not learn from a trace,
nor from a gap between two, that there is a reflection (I3).
"""

from dataclasses import dataclass

from kernel.caller import Role
from kernel.clock import Clock
from kernel.ids import uuid7
from kernel.instants import to_text
from kernel.routes import Reply, Request, Route
from kernel.traces import Trace, Traces
from reflections.domain.capture import Audience

READ, CHANGED = "read", "changed"

CAPTURED = frozenset({"entries", "reflections", "ideas", "measures", "ratings", "levels", "sessions", "planned"})
"""What a POST makes an item of, with its author in it."""
UNTRACED = frozenset({"erasure", "access-log"})
"""An erasure says itself who asked; reading the log is its reader's own affair."""
PRIVATE = frozenset({"reflections", "ideas", "kept"})
"""What is the therapist's alone."""
SHOWN = frozenset({"journey", "handover", "invitation", "sessions"})
"""What only a therapist or an admin does, and the client may know all the same."""


def what_of(route: Route) -> str:
    """Name what a route is about: the first part behind the journey, or of the path where none is in it."""
    parts = route.path.strip("/").split("/")
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


@dataclass(frozen=True, slots=True)
class Tracing:
    """Log an access before its answer leaves: one DynamoDB call; one for each 25 where it tells of several journeys.

    Parameters
    ----------
    traces : Traces
        The log.
    clock : Clock
        Tells when.
    """

    traces: Traces
    clock: Clock

    def __call__(self, route: Route, request: Request, reply: Reply) -> None:
        """Log it, or raise."""
        journeys = (request.path["journey"],) if "<journey>" in route.path else reply.about
        if not journeys or not is_traced(route):
            return
        now, caller = self.clock.now(), request.caller
        roles = sorted(role for role in caller.roles if role in route.allows)
        self.traces.add(
            [
                Trace(
                    practice=caller.practice,
                    subject=journey,
                    audience=audience_of(route),
                    at=to_text(now),
                    id=uuid7(now),
                    who=caller.sub,
                    role="+".join(roles),
                    did=READ if route.method == "GET" or not route.storing else CHANGED,
                    what=what_of(route),
                )
                for journey in journeys
            ]
        )
