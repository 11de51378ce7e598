"""The endpoints of standing cheers."""

from kernel.clock import Clock
from kernel.routes import Route
from notifications.application.models import Paging
from notifications.application.opening import Open
from notifications.application.standing import EndStanding, GiveStanding, ListStanding, Shows, ShowStanding
from notifications.application.standing_models import StandingAnswer, StandingBody, StandingPage
from notifications.domain.ports import StandingCheers, Texts
from notifications.handlers.policy import POLICY

_ALL, _ONE = "/standing-cheers", "/standing-cheers/<journey>"


def standing_routes(standing: StandingCheers, texts: Texts, opened: Open, clock: Clock) -> list[Route]:
    """Give the endpoints.

    Parameters
    ----------
    standing, texts, opened, clock
        Ports, and what opens the words.
    """
    shows = Shows(opened, clock)
    give = GiveStanding(standing, texts, shows, clock)
    summary = "Approve in advance, for kinds of milestones of a journey"
    return [
        POLICY.route(
            "GET", _ALL, ListStanding(standing, texts, shows), "Your standing cheers", StandingPage, query=Paging
        ),
        POLICY.route("GET", _ONE, ShowStanding(standing, shows), "One standing cheer", StandingAnswer),
        POLICY.route("PUT", _ONE, give, summary, StandingAnswer, StandingBody, versioned=True),
        POLICY.route("DELETE", _ONE, EndStanding(standing), "Take a standing cheer back", status=204, versioned=True),
    ]
