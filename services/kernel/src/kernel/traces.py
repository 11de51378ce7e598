"""Traces of access: who read or changed what, written before the answer leaves, so that nothing is seen unlogged."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

TRACE = "trace"
"""The attribute that holds what a trace says, which the stream's filter pattern names too."""

PREFIX = "L#"


@dataclass(frozen=True, slots=True)
class Trace:
    """One access.

    Parameters
    ----------
    practice, subject : str
        Whose data, and of what.
    audience : str
        Who may read that it took place; each audience has a log, and a chain, of its own.
    at : str
        When: RFC 3339, UTC, milliseconds.
    id : str
        Orders what happened in the same millisecond.
    who : str
        The person's subject in the user pool.
    role : str
        As what the person did it.
    did : str
        ``read`` or ``changed``.
    what : str
        What kind of data; an enumeration, never a value.
    purpose : str or None
        Why, where it was asked.
    """

    practice: str
    subject: str
    audience: str
    at: str
    id: str
    who: str
    role: str
    did: str
    what: str
    purpose: str | None = None

    @property
    def key(self) -> dict[str, str]:
        """Where it lies: beside what it is about, by audience and time."""
        return {"pk": f"{self.practice}#{self.subject}", "sk": f"{PREFIX}{self.audience}#{self.at}#{self.id}"}

    def written(self) -> str:
        """Write it as the one text that its link in the chain is made from."""
        facts = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(facts, sort_keys=True, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Trace":
        """Read it from that text."""
        return cls(**json.loads(text))


Place = tuple[str, str]
"""Instant and identifier of a trace, where a page goes on."""


class Traces(Protocol):
    """Where traces are written, and read by those whose they are."""

    def add(self, traces: Sequence[Trace]) -> None:
        """Write traces, or raise: one call for one of them."""
        ...

    def page(
        self, practice: str, subject: str, audience: str, after: Place | None, limit: int
    ) -> tuple[list[Trace], Place | None]:
        """Read a page of one audience's log, newest first; the second is where the next one goes on."""
        ...
