"""The endpoints of alerts; the milestones function serves them."""

from collections.abc import Sequence

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Route
from milestones.application.act_on_alert import ActOnAlert
from milestones.application.alert_answers import AlertAnswer, AlertsAnswer, AlertsQuery
from milestones.application.list_alerts import ListAlerts
from milestones.application.reading_language import LanguageQuery
from milestones.domain.alert import AlertState
from milestones.domain.alert_ports import Alerts
from milestones.domain.ports import Journeys
from milestones.domain.trail_ports import Trails
from milestones.handlers.policy import POLICY


def routes(journeys: Journeys, alerts: Alerts, trails: Trails, clock: Clock, log: Log) -> Sequence[Route]:
    """Give the endpoints of alerts.

    Parameters
    ----------
    journeys : Journeys
    alerts : Alerts
    trails : Trails
    clock : Clock
    log : Log

    Returns
    -------
    sequence of Route
    """
    seen = ActOnAlert(alerts, clock, log, AlertState.ACKNOWLEDGED)
    aside = ActOnAlert(alerts, clock, log, AlertState.CLEARED)
    of_journey, one = "/journeys/<journey>/alerts", "/alerts/<alert>"
    listing = ListAlerts(journeys, alerts, trails)
    return (
        POLICY.route("GET", of_journey, listing, "List alerts", reply=AlertsAnswer, query=AlertsQuery),
        POLICY.route(
            "POST", f"{one}/acknowledge", seen, "Acknowledge an alert", reply=AlertAnswer, query=LanguageQuery
        ),
        POLICY.route("POST", f"{one}/clear", aside, "Set an alert aside", reply=AlertAnswer, query=LanguageQuery),
    )
