"""The endpoints of alerts; apart from their function, so that nobody else loads what seals."""

from collections.abc import Sequence

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Route
from milestones.application.act_on_alert import ActOnAlert
from milestones.application.alert_answers import AcknowledgeFields, AlertAnswer, AlertsAnswer, AlertsQuery
from milestones.application.alert_settings import AlertSettings, AlertSettingsAnswer, AlertSettingsFields
from milestones.application.list_alerts import ListAlerts
from milestones.application.reading_language import LanguageQuery
from milestones.domain.alert import AlertState
from milestones.domain.alert_ports import AlertNotes, Alerts
from milestones.domain.ports import Journeys
from milestones.domain.silence import Quiet
from milestones.domain.trail_ports import Trails
from milestones.handlers.policy import POLICY


def routes(  # noqa: PLR0917 - the function's ports
    journeys: Journeys,
    alerts: Alerts,
    trails: Trails,
    notes: AlertNotes,
    quiet: Quiet,
    clock: Clock,
    log: Log,
) -> Sequence[Route]:
    """Give the endpoints of alerts.

    Parameters
    ----------
    journeys : Journeys
    alerts : Alerts
    trails : Trails
    notes : AlertNotes
    quiet : Quiet
    clock : Clock
    log : Log

    Returns
    -------
    sequence of Route
    """
    seen = ActOnAlert(alerts, notes, clock, log, AlertState.ACKNOWLEDGED)
    aside = ActOnAlert(alerts, notes, clock, log, AlertState.CLEARED)
    of_journey, one = "/journeys/<journey>/alerts", "/alerts/<alert>"
    own, of_practice = "/alert-settings", AlertSettings(quiet)
    listing = ListAlerts(journeys, alerts, trails, notes, log)
    return (
        POLICY.route("GET", of_journey, listing, "List alerts", reply=AlertsAnswer, query=AlertsQuery),
        POLICY.route(
            "POST",
            f"{one}/acknowledge",
            seen,
            "Acknowledge an alert, with a note where you like",
            AlertAnswer,
            AcknowledgeFields,
            LanguageQuery,
            bodiless=True,
        ),
        POLICY.route("GET", own, of_practice.read, "Read what holds for alerts", reply=AlertSettingsAnswer),
        POLICY.route(
            "PUT", own, of_practice.write, "Set what holds for alerts", AlertSettingsAnswer, AlertSettingsFields
        ),
        POLICY.route("POST", f"{one}/clear", aside, "Set an alert aside", reply=AlertAnswer, query=LanguageQuery),
    )
