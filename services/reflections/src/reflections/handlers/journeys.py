"""The journeys function: journeys from opening to goodbye, with their consents, goals and sessions."""

from kernel.routes import Nothing, Route
from kernel.start import Handler, lambda_handler
from reflections.application.change_journey import ChangeJourney, JourneyChange
from reflections.application.hand_over_journey import HandingOver, HandOverJourney
from reflections.application.invite_client import InviteClient
from reflections.application.list_journeys import ListJourneys
from reflections.application.open_journey import Opening, OpenJourney
from reflections.application.paging import Page
from reflections.application.read_journey import ReadJourney
from reflections.application.redeem_invitation import Redeeming, RedeemInvitation
from reflections.application.views import HandoverView, InvitationView, JourneyList, JourneyView
from reflections.handlers import consents, goals, sessions
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import changed, made, read

_JOURNEY = "/journeys/<journey>"


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
    change = ChangeJourney(at.journeys, at.captures, at.clock, at.log)
    handover = HandOverJourney(at.journeys, at.clock, at.log)
    invitation = InviteClient(at.journeys, at.invitations, at.clock)
    redemption = RedeemInvitation(at.journeys, at.invitations, at.clock, at.log)
    return [
        made("/journeys", opening, "Open a journey", Opening, JourneyView),
        read("/journeys", ListJourneys(at.journeys), "List your journeys", JourneyList, Page),
        read(_JOURNEY, ReadJourney(at.journeys), "Read a journey", JourneyView),
        changed("PATCH", _JOURNEY, change, "Pause, resume, name or close it", JourneyChange, JourneyView),
        made(f"{_JOURNEY}/handover", handover, "Hand a journey over", HandingOver, HandoverView),
        made(f"{_JOURNEY}/invitation", invitation, "Invite the client", Nothing, InvitationView),
        made("/invitations/redemption", redemption, "Join by an invitation", Redeeming, JourneyView),
        *consents.routes(at),
        *goals.routes(at),
        *sessions.routes(at),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
