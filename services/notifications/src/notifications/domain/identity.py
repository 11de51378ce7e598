"""Ids of celebrations: an id alone finds its place, the practice comes from the caller's token."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{16})")


class MalformedIdError(ValueError):
    """The text is not the id of a milestone or celebration."""


@dataclass(frozen=True, slots=True)
class JourneyId:
    """A journey within its practice.

    Parameters
    ----------
    practice
        Tenant; from the caller's token or from an event's envelope.
    journey
        UUID.
    """

    practice: str
    journey: str


@dataclass(frozen=True, slots=True)
class CelebrationId:
    """A celebration, which has the id of its milestone: there is one celebration for a milestone.

    Parameters
    ----------
    practice
        Tenant.
    journey
        UUID of the journey.
    hash
        16 hexadecimal digits, made by the service that detects milestones.
    """

    practice: str
    journey: str
    hash: str

    @classmethod
    def parse(cls, practice: str, text: str) -> "CelebrationId":
        """Read an id as it stands in URLs and events.

        Parameters
        ----------
        practice
            Tenant that the id is looked for in.
        text
            ``{journey uuid}.{16 hex}``.

        Raises
        ------
        MalformedIdError
            Where the text has another form.
        """
        form = _FORM.fullmatch(text)
        if form is None:
            raise MalformedIdError
        return cls(practice, form[1], form[2])

    @property
    def of_journey(self) -> JourneyId:
        """The journey that it belongs to."""
        return JourneyId(self.practice, self.journey)

    def __str__(self) -> str:
        """Give the id as it stands in URLs and events, without the practice."""
        return f"{self.journey}.{self.hash}"
