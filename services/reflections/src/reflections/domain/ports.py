"""What the application needs from outside; the adapters supply it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from kernel.envelope import Event
from reflections.domain.capture import Capture, Position
from reflections.domain.erasure import Erasure
from reflections.domain.goal import Aspiration, GoalWords
from reflections.domain.highlight import Highlight
from reflections.domain.instrument import Instrument
from reflections.domain.invitation import Invitation, Redemption
from reflections.domain.journey import Journey
from reflections.domain.practice_instruments import Defined
from reflections.domain.retention import RetentionRule
from reflections.domain.step import Step
from reflections.domain.timeline import Selection, Slice


class OutdatedError(Exception):
    """Somebody else changed it between our read and our write: read again and decide again."""


NO_INSTRUMENTS: Mapping[str, Instrument] = MappingProxyType({})
"""What a practice has of its own that has defined none."""


class TextKey(Protocol):
    """A journey's data key."""

    @property
    def wrapped(self) -> bytes:
        """The key as it may be stored."""
        ...

    def seal(self, text: str, context: Mapping[str, str]) -> bytes:
        """Seal a text under a context."""
        ...

    def open(self, sealed: bytes, context: Mapping[str, str]) -> str:
        """Open a sealed text under the same context."""
        ...

    def fingerprint(self, *parts: bytes) -> bytes:
        """Fingerprint a request; without the key nobody can test a guess at its text."""
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """What is needed to work on a journey.

    Parameters
    ----------
    journey : Journey
        The journey.
    key : TextKey
        Its data key.
    fresh : bool
        Whether it was read just now; else it may be up to a minute old.
    instruments : mapping of str to Instrument
        The practice's own, by name.
    """

    journey: Journey
    key: TextKey
    fresh: bool
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: NO_INSTRUMENTS)


Admits = Callable[[Journey], bool]
"""Judges by a journey whether whoever asks may have its key."""


class JourneyAccess(Protocol):
    """The way to a journey: all that a capture asks of it."""

    def access(self, practice: str, journey: str, admits: Admits, *, fresh: bool = False) -> Access | None:
        """Give a journey with its key, from a short memory unless ``fresh``.

        None where there is none; and where what was read does not admit whoever asks: no key is unwrapped in vain.
        """
        ...


class Journeys(JourneyAccess, Protocol):
    """The journeys of all practices."""

    def ahead(self, practice: str, journeys: Collection[str]) -> JourneyAccess:
        """Read several journeys at once; what it gives knows these, as they were this instant, and no others."""
        ...

    def read(self, practice: str, journey: str) -> Journey | None:
        """Read a journey; None where there is none."""
        ...

    def instruments(self, practice: str) -> Mapping[str, Instrument]:
        """Read a practice's own instruments, by name."""
        ...

    def new_key(self, practice: str, journey: str) -> TextKey:
        """Make the data key of a journey about to be opened."""
        ...

    def open(self, journey: Journey, key: TextKey, event: Event) -> Access | None:
        """Store a new journey; where it is there already, give it with its key, and store nothing.

        `TakenError` where another journey has its code name.
        """
        ...

    def save(self, step: Step) -> None:
        """Store a step; `OutdatedError` where lost, `TakenError` where another journey holds what it lays claim to."""
        ...

    def of_person(self, practice: str, person: str, limit: int, after: str | None) -> tuple[list[Journey], str | None]:
        """Read a page of a person's journeys; the second is where the next page goes on, None at the end."""
        ...


class PracticeInstruments(Protocol):
    """What practices have defined of instruments."""

    def keep(self, defined: Defined) -> None:
        """Keep a definition, unless a later version of it is kept."""
        ...


class Invitations(Protocol):
    """Invitations, and their redemption."""

    def add(self, invitation: Invitation) -> Invitation | None:
        """Store an invitation; where its code is there already, give that one, and store nothing."""
        ...

    def read(self, practice: str, digest: str) -> Invitation | None:
        """Read an invitation; None where there is none."""
        ...

    def read_for(
        self, practice: str, digest: str, person: str, command: str
    ) -> tuple[Invitation | None, Redemption | None]:
        """Read an invitation, and what this person's command has redeemed before."""
        ...

    def redeem(self, invitation: Invitation, redemption: Redemption, step: Step) -> None:
        """Use an invitation, and store the step by which the client joins; raises as `Journeys.save`."""
        ...


class Wordings(Protocol):
    """What goals said in each of their revisions, and the aspiration."""

    def history(self, practice: str, journey: str, goal: str) -> Sequence[GoalWords]:
        """Read all that a goal ever said, newest first."""
        ...

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[GoalWords], str | None]:
        """Read a page of all that goals ever said; the second is where the next one goes on, None at the end."""
        ...

    def present(self, journey: Journey) -> Mapping[str, GoalWords]:
        """Read what the active goals of a journey say now, by goal."""
        ...

    def aspire(self, journey: Journey, aspiration: Aspiration) -> None:
        """Keep an aspiration in the place of the one before."""
        ...

    def aspiration(self, practice: str, journey: str) -> Aspiration | None:
        """Read the aspiration; None where there is none."""
        ...


class CaptureOnce(Protocol):
    """Where a capture is stored once: all that the making of one asks for."""

    def add(self, capture: Capture, event: Event | None) -> Capture | None:
        """Store a capture with its event; where its identifier is taken, give the holder, and store nothing."""
        ...

    def read(self, practice: str, journey: str, capture: str) -> Capture | None:
        """Read a capture; None where there is none."""
        ...


class Captures(CaptureOnce, Protocol):
    """What was captured on all journeys."""

    def replace(self, capture: Capture, event: Event | None) -> None:
        """Store the next version of a capture with its event; `OutdatedError` where lost."""
        ...

    def before(  # noqa: PLR0917 - where, for whom, what, and which page
        self,
        practice: str,
        journey: str,
        seen_by: str,
        selection: Selection,
        position: Position | None,
        limit: int,
    ) -> Slice:
        """Read what these see of a selection, newest first, older than the position."""
        ...

    def agenda(self, practice: str, journey: str, seen_by: str, since: str, limit: int) -> Slice:
        """Read what these alone have for the next session: ideas to bring first, then newest first."""
        ...

    def planned(self, practice: str, journey: str, position: Position | None, limit: int) -> Slice:
        """Read the planned sessions of a journey, the earliest first, from behind the position on."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What an erasure is judged on.

    Parameters
    ----------
    journey : Journey or None
        As it is; None where it was erased, or never was.
    erasure : Erasure or None
        What is left of it, where it was erased.
    rule : RetentionRule
        The practice's.
    """

    journey: Journey | None
    erasure: Erasure | None
    rule: RetentionRule


class Erasures(Protocol):
    """Journeys that are erased, and what practices must keep of them."""

    def look(self, practice: str, journey: str) -> Standing:
        """Read a journey, or what is left of it, with the practice's rule."""
        ...

    def begin(self, journey: Journey, erasure: Erasure, event: Event) -> None:
        """Put what is left in the place of a journey, and destroy its key; `OutdatedError` where it has changed."""
        ...

    def rule(self, practice: str) -> RetentionRule:
        """Read a practice's rule."""
        ...

    def set_rule(self, practice: str, rule: RetentionRule) -> None:
        """Store a practice's rule upon the version before; `OutdatedError` where lost."""
        ...


class ErasedRows(Protocol):
    """The rows of journeys that were erased."""

    def remove(self, practice: str, journey: str) -> Erasure | None:
        """Remove what is not kept of it; done again it goes on. Give what is left; None where it was never erased."""
        ...

    def confirm(self, practice: str, journey: str, service: str, at: str) -> None:
        """Note that a service has removed its rows; the first time counts."""
        ...


class Highlights(Protocol):
    """What the milestones service found on all journeys."""

    def keep(self, highlight: Highlight) -> None:
        """Keep a highlight, unless a later version of it is kept, or the journey was erased."""
        ...

    def approve(self, practice: str, journey: str, milestone: str) -> None:
        """Note that a message about a milestone was approved, known yet or not, unless the journey was erased."""
        ...
