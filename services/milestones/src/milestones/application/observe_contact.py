"""Take in that a session was held, or that a journey pauses or goes on: what silence is measured from."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kernel.envelope import Event
from kernel.instants import from_text
from milestones.application.incoming import Instant, Version
from milestones.domain.contact import Contacts, EndsSilence

SESSIONS = ("session.held.v1",)
PAUSES = ("journey.paused.v1", "journey.resumed.v1")
ENDS = ("journey.closed.v1",)
TYPES = (*SESSIONS, *PAUSES, *ENDS)


class SessionHeld(BaseModel):
    """What is read of ``session.held.v1``: when."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    occurred_at: Instant


class JourneyPaused(BaseModel):
    """What is read of ``journey.paused.v1`` and ``journey.resumed.v1``: the journey's version."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Version


@dataclass(frozen=True, slots=True)
class ContactObserver:
    """Takes in what is no capture and yet no silence.

    DynamoDB: 1 conditional update, refused where a later one was known; where an alert stands that it was silent, what
    clears that, too.

    Parameters
    ----------
    contacts : Contacts
    silence : EndsSilence
    """

    contacts: Contacts
    silence: EndsSilence

    def held(self, event: Event) -> None:
        """Take in a session."""
        at = SessionHeld.model_validate(event.data).occurred_at
        before = self.contacts.held(event.practice, event.subject, at)
        if before is not None and at > before:
            self.silence.ends(event.practice, event.subject, at, event.id)

    def paused(self, event: Event) -> None:
        """Take in a pause, or its end."""
        version, at = JourneyPaused.model_validate(event.data).version, from_text(event.time)
        paused = event.type == PAUSES[0]
        if self.contacts.paused(event.practice, event.subject, version, at, paused=paused) is not None:
            self.silence.ends(event.practice, event.subject, at, event.id)

    def closed(self, event: Event) -> None:
        """Take in that a journey was closed: it is silent no more."""
        if self.contacts.ended(event.practice, event.subject) is not None:
            self.silence.ends(event.practice, event.subject, from_text(event.time), event.id)
