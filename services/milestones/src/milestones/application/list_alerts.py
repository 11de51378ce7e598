"""List the alerts of a journey, for its therapist alone."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from milestones.application.alert_answers import AlertsAnswer, alert_answer
from milestones.application.log_codes import MilestoneCode
from milestones.application.reading_language import language_of
from milestones.domain.alert_ports import AlertNotes, Alerts
from milestones.domain.journey import View
from milestones.domain.ports import Journeys
from milestones.domain.trail_ports import Trails
from milestones.domain.tried import tried_before


@dataclass(frozen=True, slots=True)
class ListAlerts:
    """List a journey's alerts, red ones first.

    DynamoDB: 1 read of the journey, 1 query, and 1 of the trail, for what was tried, where there is an alert; more
    queries only where most of a page is cleared; where there is a note 1 read of the journey's key, and 1 call of KMS.

    Parameters
    ----------
    journeys : Journeys
    alerts : Alerts
    trails : Trails
    notes : AlertNotes
    log : Log
        Is told of a note that cannot be opened, never what is in one.
    """

    journeys: Journeys
    alerts: Alerts
    trails: Trails
    notes: AlertNotes
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /journeys/{journey}/alerts``.

        Parameters
        ----------
        request : Request
            Its query is an `AlertsQuery`.

        Returns
        -------
        Reply

        Raises
        ------
        Problem
            404 where there is no such journey, or it is not the caller's own as its therapist.
        """
        caller, id_ = request.caller, request.path["journey"]
        journey = self.journeys.get(caller.practice, id_)
        if journey is None or journey.view_of(caller) is not View.ALL:
            raise not_found()
        asked, language = request.query, language_of(request)
        page = self.alerts.of_journey(caller.practice, id_, asked.cursor, asked.limit, cleared=asked.cleared)
        marks = list(self.trails.load(caller.practice, id_).known.marks.values()) if page.items else []
        words = self.notes.open(caller.practice, page.items)
        for one in page.items:
            if one.note is not None and one.id not in words:
                self.log.line(MilestoneCode.NOTE_UNREADABLE, alert=one.id, correlation=request.correlation)
        items = [alert_answer(one, language, words.get(one.id), tried_before(one, marks)) for one in page.items]
        return Reply(AlertsAnswer(items=items, next=page.next))
