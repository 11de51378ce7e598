"""The journeys function: journeys are opened, joined and closed; goals and consents."""

from kernel.routes import Nothing, Route
from kernel.start import Handler, lambda_handler
from reflections.application.close_journey import CloseJourney, Closing
from reflections.application.invite_client import InviteClient
from reflections.application.list_goals import ListGoals
from reflections.application.list_journeys import ListJourneys
from reflections.application.open_journey import Opening, OpenJourney
from reflections.application.paging import Page
from reflections.application.read_journey import ReadJourney
from reflections.application.redeem_invitation import Redeeming, RedeemInvitation
from reflections.application.set_consent import Consenting, SetConsent
from reflections.application.set_goal import GoalSetting, SetGoal
from reflections.application.views import ConsentView, GoalList, GoalSetView, InvitationView, JourneyList, JourneyView
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import BOTH, CLIENT, THERAPIST, changed, made, read

_JOURNEY = "/journeys/<journey>"
_CONSENT = f"{_JOURNEY}/consents/celebrations"


def routes(at: Stores) -> list[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    at : Stores
        What its use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    opening = OpenJourney(at.journeys, at.clock, at.log)
    closing = CloseJourney(at.journeys, at.clock, at.log)
    invitation = InviteClient(at.journeys, at.invitations, at.clock)
    redemption = RedeemInvitation(at.journeys, at.invitations, at.clock, at.log)
    consent = SetConsent(at.journeys, at.clock, at.log)
    goal = SetGoal(at.journeys, at.clock, at.log)
    return [
        made("/journeys", opening, THERAPIST, "Open a journey", Opening, JourneyView),
        read("/journeys", ListJourneys(at.journeys), BOTH, "List your journeys", JourneyList, Page),
        read(_JOURNEY, ReadJourney(at.journeys), BOTH, "Read a journey", JourneyView),
        changed("PATCH", _JOURNEY, closing, THERAPIST, "Close a journey", Closing, JourneyView),
        made(f"{_JOURNEY}/invitation", invitation, THERAPIST, "Invite the client", Nothing, InvitationView),
        made("/invitations/redemption", redemption, CLIENT, "Join by an invitation", Redeeming, JourneyView),
        changed("PUT", _CONSENT, consent, CLIENT, "Consent or not", Consenting, ConsentView, versioned=False),
        made(f"{_JOURNEY}/goals", goal, BOTH, "Set a goal", GoalSetting, GoalSetView),
        read(f"{_JOURNEY}/goals", ListGoals(at.journeys, at.log), BOTH, "List the goals", GoalList),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
