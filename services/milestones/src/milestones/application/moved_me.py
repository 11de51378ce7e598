"""A therapist keeps, reads and removes her private note on a milestone: how it moved her."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import busy, not_found
from kernel.routes import Reply, Request
from milestones.application.log_codes import MilestoneCode
from milestones.application.note_text import NoteText
from milestones.domain.journey import View
from milestones.domain.moved_me import Found, MovedMeNotes, NotePlace, UnreadableNoteError
from milestones.domain.ports import StaleError

ATTEMPTS = 3
"""A journey's own facts change a few times in its life: one of three tries finds it at rest."""


class MovedMeFields(BaseModel):
    """How a milestone moved its therapist, in her own words; kept sealed, and read by her alone."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    text: NoteText


class MovedMeAnswer(BaseModel):
    """Her note; both null where she has written none, the text alone where it can no longer be opened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str | None
    written_at: str | None


@dataclass(frozen=True, slots=True)
class MovedMe:
    """The three things to do with a note. It is told to nobody: no event, no log line, no other answer knows of it.

    Parameters
    ----------
    notes : MovedMeNotes
    clock : Clock
    log : Log
        Is told of a note that cannot be opened, never what is in one.
    """

    notes: MovedMeNotes
    clock: Clock
    log: Log

    def read(self, request: Request) -> Reply:
        """Answer ``GET /milestones/{milestone}/moved-me``.

        DynamoDB: 1 batch read of journey, milestone, note and key. KMS: 1 call where there is a note.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            The caller's own note, never that of a therapist before her.

        Raises
        ------
        Problem
            404 where there is no such milestone, or it is not the caller's: the same answer.
        """
        place, found = self._hers(request)
        try:
            text = self.notes.open(place, found)
        except UnreadableNoteError:
            self.log.line(MilestoneCode.NOTE_UNREADABLE, milestone=place.milestone, correlation=request.correlation)
            text = None
        at = found.written_at
        return Reply(MovedMeAnswer(text=text, written_at=to_text(at) if at else None))

    def write(self, request: Request) -> Reply:
        """Answer ``PUT /milestones/{milestone}/moved-me``; again, it replaces.

        DynamoDB: 1 batch read, 1 transaction, and for a journey's first note 1 put of its key. KMS: 1 call.

        Parameters
        ----------
        request : Request
            With a `MovedMeFields`.

        Returns
        -------
        Reply
            The note.

        Raises
        ------
        Problem
            404 as `read`; 503 where every try was overtaken: nothing is written then.
        """
        text: str = request.body.text
        for _ in range(ATTEMPTS):
            place, found = self._hers(request)
            now = self.clock.now()
            try:
                self.notes.keep(place, found, text, now)
            except StaleError:
                continue
            return Reply(MovedMeAnswer(text=text, written_at=to_text(now)))
        raise busy()

    def remove(self, request: Request) -> Reply:
        """Answer ``DELETE /milestones/{milestone}/moved-me``; again, it changes nothing.

        DynamoDB: 1 batch read, 1 delete.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            Without content.

        Raises
        ------
        Problem
            404 as `read`.
        """
        place, _ = self._hers(request)
        self.notes.remove(place)
        return Reply()

    def _hers(self, request: Request) -> tuple[NotePlace, Found]:
        caller = request.caller
        place = NotePlace(caller.practice, request.path["milestone"], caller.sub)
        found = self.notes.find(place)
        if not found.milestone or found.journey is None or found.journey.view_of(caller) is not View.ALL:
            raise not_found()
        return place, found
