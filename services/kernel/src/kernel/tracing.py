"""Logs each access before its answer leaves: one call more, however many things the answer tells of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kernel.clock import Clock
from kernel.ids import uuid7
from kernel.instants import to_text
from kernel.routes import Reply, Request, Route
from kernel.traces import Trace, Traces

READ, CHANGED = "read", "changed"


@dataclass(frozen=True, slots=True)
class Access:
    """What an access by a route is about.

    Parameters
    ----------
    what : str
        What kind of data; an enumeration.
    audience : str
        Who may read that it took place.
    acting : mapping of str to str
        Who may read it where the answer says as what the caller was answered, by that role.
    """

    what: str
    audience: str
    acting: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tracing:
    """Log an access before its answer leaves: one DynamoDB call; one for each 100 where it tells of more subjects.

    Parameters
    ----------
    traces : Traces
        The log.
    clock : Clock
        Tells when.
    access_of : callable
        Says what an access by a route is; None where it leaves no trace.
    subjects_of : callable
        Names what an answer tells of, by the request and the answer; each once.
    """

    traces: Traces
    clock: Clock
    access_of: Callable[[Route], Access | None]
    subjects_of: Callable[[Request, Reply], Sequence[str]]

    def __call__(self, route: Route, request: Request, reply: Reply) -> None:
        """Log it, or raise."""
        access, subjects = self.access_of(route), self.subjects_of(request, reply)
        if access is None or not subjects:
            return
        now, caller = self.clock.now(), request.caller
        roles = sorted(role for role in caller.roles if role in route.allows)
        audience = access.acting.get(reply.acting or "", access.audience)
        self.traces.add(
            [
                Trace(
                    practice=caller.practice,
                    subject=subject,
                    audience=audience,
                    at=to_text(now),
                    id=uuid7(now),
                    who=caller.sub,
                    role=reply.acting or "+".join(roles),
                    did=READ if route.method == "GET" or not route.storing else CHANGED,
                    what=access.what,
                    purpose=reply.purpose,
                )
                for subject in subjects
            ]
        )
