"""A therapist's private note on a milestone: how it moved her. What keeping it takes of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from milestones.domain.journey import Journey


class UnreadableNoteError(Exception):
    """A note, or the key that it is sealed under, is not what was stored."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a note is kept: by milestone and by author, so that nobody reads or replaces another's.

    Parameters
    ----------
    practice : str
    milestone : str
        Its id, as a caller sent it.
    author : str
        Subject of the therapist.
    """

    practice: str
    milestone: str
    author: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found where a note is, or is to be, kept.

    Parameters
    ----------
    journey : Journey or None
        The milestone's; None where it is not known.
    milestone : bool
        Whether there is such a milestone.
    sealed : bytes or None
        The note, sealed; None where there is none.
    written_at : datetime or None
        When it was written.
    wrapped : bytes or None
        The journey's data key, wrapped; None where it has none.
    """

    journey: Journey | None
    milestone: bool
    sealed: bytes | None = None
    written_at: datetime | None = None
    wrapped: bytes | None = None


class MovedMeNotes(Protocol):
    """Keeps the notes, sealed."""

    def find(self, place: NotePlace) -> Found:
        """Read all that a request needs: one call; nothing where the id has an impossible form."""
        ...

    def open(self, place: NotePlace, found: Found) -> str | None:
        """Open a note that was found: one call of the key service; None where there is no note, or no key any more.

        Raises
        ------
        UnreadableNoteError
            Where note or key were altered.
        """
        ...

    def keep(self, place: NotePlace, found: Found, text: str, at: datetime) -> None:
        """Seal and write a note in place of the author's former one: all or nothing.

        Raises
        ------
        StaleError
            Where the journey is no longer the author's, or somebody else wrote it at this moment.
        UnreadableNoteError
            Where the key was altered.
        """
        ...

    def remove(self, place: NotePlace) -> None:
        """Remove the author's note: one call, also where there is none."""
        ...
