"""The therapist acknowledges an alert, or sets it aside."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.log import Log
from kernel.problem import Problem, busy, conflict, not_found
from kernel.routes import Reply, Request
from milestones.application.alert_answers import alert_answer
from milestones.application.alert_telling import alert_news
from milestones.application.log_codes import MilestoneCode
from milestones.application.reading_language import language_of
from milestones.domain.alert import Alert, AlertState, Concern
from milestones.domain.alert_changes import acted_upon
from milestones.domain.alert_ports import Alerts
from milestones.domain.journey import View
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
    event; the reads alone where it stands so already. Overtaken by an event: again, five times in all.

    Parameters
    ----------
    alerts : Alerts
    clock : Clock
    log : Log
    act : AlertState
        Acknowledged, or cleared.
    """

    alerts: Alerts
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
            The alert as it stands; the same where this was done before.

        Raises
        ------
        Problem
            404 where there is none, or it is not of a journey of the caller's own; 409 to acknowledge one that is
            cleared; 503 where events keep coming in between.
        """
        for _ in range(ATTEMPTS):
            try:
                return Reply(alert_answer(self._attempt(request), language_of(request)))
            except StaleError:
                continue
        raise busy()

    def _attempt(self, request: Request) -> Alert:
        caller, id_ = request.caller, request.path["alert"]
        journey, alert = self.alerts.with_journey(caller.practice, id_)
        if alert is None or journey is None or journey.view_of(caller) is not View.ALL:
            raise not_found()
        if alert.state is AlertState.CLEARED and self.act is AlertState.ACKNOWLEDGED:
            raise _already_cleared()
        if alert.state in {self.act, AlertState.CLEARED}:
            return alert
        place = Place(caller.practice, alert.journey, alert.subject)
        standings, version = self.alerts.standings(place, alert.course)
        standing = standings.get(alert.kind)
        change = None if standing is None else acted_upon(alert.kind, standing, self.act)
        if change is None or change.standing.version != alert.version + 1:
            # The course has moved on since the alert was read.
            raise StaleError
        concern = None if self.act is AlertState.CLEARED else _concern_of(alert)
        news = alert_news(change, concern, place, (request.correlation, request.correlation), self.clock.now())
        self.alerts.act(place, alert.course, version, {**standings, alert.kind: change.standing}, news)
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
