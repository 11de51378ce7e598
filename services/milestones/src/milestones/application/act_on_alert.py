"""The therapist acknowledges an alert, with a note where she likes, or sets it aside."""

from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.log import Log
from kernel.problem import Problem, busy, conflict, not_found
from kernel.routes import Reply, Request
from milestones.application.alert_answers import alert_answer
from milestones.application.alert_telling import alert_news
from milestones.application.log_codes import MilestoneCode
from milestones.application.reading_language import language_of
from milestones.domain.alert import Alert, AlertNote, AlertState, Concern
from milestones.domain.alert_changes import acted_upon
from milestones.domain.alert_ports import AlertNotes, Alerts
from milestones.domain.journey import View
from milestones.domain.moved_me import UnreadableNoteError
from milestones.domain.ports import Place, StaleError

ATTEMPTS = 5


def _already_cleared() -> Problem:
    return conflict(
        "alert-cleared",
        "The alert is cleared",
        "There is nothing to acknowledge any more; look at the list of alerts again.",
    )


@dataclass(frozen=True, slots=True)
class ActOnAlert:
    """Acknowledge an alert, or set it aside; either way only new data raises it again.

    DynamoDB: 1 batch read, 1 read of how the course's alerts stand, 1 transaction of the course and the alert with its
    event, 1 batch read of how it stands then; the first read alone where it stands so already. With a note 1 read of
    the journey's key more, and for a journey's first note 1 put of it; a note on what is acknowledged already is 1
    update in place of the transaction. To show a note that was made before, 1 read of the key. KMS: 1 call where there
    is a note to seal or to open. Overtaken by an event: again, five times in all.

    Parameters
    ----------
    alerts : Alerts
    notes : AlertNotes
    clock : Clock
    log : Log
    act : AlertState
        Acknowledged, or cleared.
    """

    alerts: Alerts
    notes: AlertNotes
    clock: Clock
    log: Log
    act: AlertState

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /alerts/{alert}/acknowledge`` and ``POST /alerts/{alert}/clear``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            The alert as it stands; the same where this was done before. A note replaces the one before it.

        Raises
        ------
        Problem
            404 where there is none, or it is not of a journey of the caller's own; 409 to acknowledge one that is
            cleared; 503 where events keep coming in between.
        """
        for _ in range(ATTEMPTS):
            try:
                alert = self._attempt(request)
            except StaleError:
                continue
            except UnreadableNoteError:
                self.log.line(
                    MilestoneCode.NOTE_UNREADABLE, alert=request.path["alert"], correlation=request.correlation
                )
                raise busy() from None
            return Reply(alert_answer(alert, language_of(request), self._words(request, alert)))
        raise busy()

    def _words(self, request: Request, alert: Alert) -> str | None:
        given = _note_in(request)
        if given is not None or alert.note is None:
            return given
        found = self.notes.open(request.caller.practice, [alert]).get(alert.id)
        if found is None:
            self.log.line(MilestoneCode.NOTE_UNREADABLE, alert=alert.id, correlation=request.correlation)
        return found

    def _attempt(self, request: Request) -> Alert:
        caller, id_ = request.caller, request.path["alert"]
        journey, alert = self.alerts.with_journey(caller.practice, id_)
        if alert is None or journey is None or journey.view_of(caller) is not View.ALL:
            raise not_found()
        if alert.state is AlertState.CLEARED and self.act is AlertState.ACKNOWLEDGED:
            raise _already_cleared()
        if alert.state in {self.act, AlertState.CLEARED}:
            return self._noting(request, alert)
        place = Place(caller.practice, alert.journey, alert.subject)
        standings, version = self.alerts.standings(place, alert.course)
        standing = standings.get(alert.kind)
        change = None if standing is None else acted_upon(alert.kind, standing, self.act)
        if change is None or change.standing.version != alert.version + 1:
            # The course has moved on since the alert was read.
            raise StaleError
        concern = None if self.act is AlertState.CLEARED else _concern_of(alert)
        news = alert_news(change, concern, place, (request.correlation, request.correlation), self.clock.now())
        note = self._sealed(request, alert)
        self.alerts.act(place, alert.course, version, {**standings, alert.kind: change.standing}, news, note)
        self.log.line(
            MilestoneCode.ALERT,
            alert=id_,
            kind=alert.kind,
            state=change.standing.state,
            raising=change.standing.raising,
            correlation=request.correlation,
        )
        _, after = self.alerts.with_journey(caller.practice, id_)
        return after or alert

    def _noting(self, request: Request, alert: Alert) -> Alert:
        """Add a note to what stands as it is to stand; the very words that are there already are not written again."""
        text, practice = _note_in(request), request.caller.practice
        if text is None or self.notes.open(practice, [alert]).get(alert.id) == text:
            return alert
        note = self._sealed(request, alert)
        if note is not None:
            self.alerts.note(practice, alert, note)
        return replace(alert, note=note)

    def _sealed(self, request: Request, alert: Alert) -> AlertNote | None:
        text, caller = _note_in(request), request.caller
        if text is None:
            return None
        return AlertNote(self.notes.seal(caller.practice, alert.id, text), self.clock.now(), caller.sub)


def _note_in(request: Request) -> str | None:
    note: str | None = None if request.body is None else request.body.note
    return note


def _concern_of(alert: Alert) -> Concern:
    """Say again what the alert rests on: its event supersedes the one that raised it."""
    return Concern(
        alert.kind,
        None,
        alert.rule_version,
        alert.occurred_at,
        alert.numbers,
        alert.thresholds,
        alert.declared_by,
    )
