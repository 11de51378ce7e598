"""One journey, played through HTTP: from the first score to the words that the client reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from local.client import Voice
from local.hours import MIDDAY, clock_in, zone_where
from local.people import CLIENT, THERAPIST
from local.stopping import CannotGoOnError
from local.telling import Teller
from local.waiting import wait_for
from local.world import World

PHQ9 = {
    19: [3, 3, 3, 3, 2, 2, 2, 1, 0],
    18: [3, 3, 3, 3, 2, 2, 1, 1, 0],
    11: [2, 2, 1, 1, 1, 2, 1, 1, 0],
    10: [1, 2, 1, 1, 1, 2, 1, 1, 0],
}
"""Nine items for each total; item 9 (thoughts of being better off dead) is 0, else nothing would ever be sent."""

_KEPT = "A radio piece on leaving home made me think of her."
_QUIET = {"quiet_from": "21:00", "quiet_to": "08:00", "language": "en", "email_notices": True, "celebrations": True}


@dataclass(slots=True)
class Story:
    """What the scenes hand on to each other.

    Parameters
    ----------
    world : World
        The running system.
    tell : Teller
        Prints.
    now : datetime.datetime
        When the play began.
    """

    world: World
    tell: Teller
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    journey: str = ""
    goal: str = ""
    zone: str = ""

    @property
    def therapist(self) -> Voice:
        """The therapist, signed in."""
        return self.world.voice(THERAPIST)

    @property
    def client(self) -> Voice:
        """The client, signed in."""
        return self.world.voice(CLIENT)

    def weeks_ago(self, weeks: int) -> str:
        """Give a moment in the past.

        Parameters
        ----------
        weeks : int
            How many weeks; 0 is an hour ago.

        Returns
        -------
        str
            RFC 3339.
        """
        return (self.now - timedelta(weeks=weeks, hours=1)).isoformat(timespec="seconds")

    def at(self, rest: str = "") -> str:
        """Name a path below the journey.

        Parameters
        ----------
        rest : str
            What follows the journey's id.

        Returns
        -------
        str
            The path.
        """
        return f"/journeys/{self.journey}{rest}"


def choose_time_zone(story: Story, zone: str) -> None:
    """Set the client's preferences.

    Parameters
    ----------
    story : Story
        The play.
    zone : str
        IANA name.
    """
    found = story.client.told("GET", "/preferences")
    story.client.told("PUT", "/preferences", {"time_zone": zone, **_QUIET}, version=found.version)


def opening(story: Story) -> None:
    """Open the journey: invitation, consent, preferences.

    Parameters
    ----------
    story : Story
        The play.
    """
    therapist, client, tell = story.therapist, story.client, story.tell
    opened = therapist.post("/journeys", {"code": "C-014"})
    story.journey = opened["id"]
    tell.step(f"The therapist opens journey {opened['code']} and invites the client.")
    invitation = therapist.post(story.at("/invitation"), {})
    client.post("/invitations/redemption", {"code": invitation["code"], "celebrations_consent": True})
    tell.step(f"The client redeems the invitation {invitation['code']} and consents to celebrations.")
    story.zone = zone_where(MIDDAY, story.now)
    choose_time_zone(story, story.zone)
    clock = clock_in(story.zone, story.now)
    tell.step(
        f"The client wants quiet from 21:00 to 08:00 and lives in {story.zone}, chosen because it is {clock} there."
    )


def between_sessions(story: Story) -> None:
    """Keep what the two people notice: a goal, a struggle, efforts, a thought of the therapist's.

    Parameters
    ----------
    story : Story
        The play.

    Raises
    ------
    CannotGoOnError
        When the client can see the therapist's reflection.
    """
    therapist, client, tell = story.therapist, story.client, story.tell
    goal = client.post(story.at("/goals"), {"text": "Go to the Tuesday group again", "target": 7})
    story.goal = goal["id"]
    client.post(story.at(f"/goals/{story.goal}/ratings"), {"value": 3, "occurred_at": story.weeks_ago(4)})
    tell.step('The client sets a goal, "Go to the Tuesday group again", rates it 3 and aims for 7.')
    struggle = client.post(
        story.at("/entries"),
        {"kind": "struggle", "text": "Crowded rooms make me panic", "shared": True, "goal": story.goal},
    )
    for text in ("Stood at the door for five minutes", "Went in and stayed for the tea"):
        effort = {"kind": "effort", "text": text, "shared": True, "goal": story.goal, "struggle": struggle["id"]}
        client.post(story.at("/entries"), effort)
    tell.step("The client shares a struggle, and two efforts against it.")
    therapist.post(story.at("/reflections"), {"kind": "came_to_mind", "text": _KEPT})
    mine, theirs = (voice.get(story.at("/timeline"))["items"] for voice in (therapist, client))
    if _KEPT in str(theirs) or len(theirs) >= len(mine):
        raise CannotGoOnError("The client's timeline shows the therapist's reflection: that must never happen.")
    tell.step(
        f"Between sessions the client comes to the therapist's mind. The therapist's timeline has {len(mine)} items; "
        f"the client's has {len(theirs)}, and no trace of the thought."
    )


def score(story: Story, total: int, session: int, weeks: int) -> None:
    """Send one PHQ-9, item by item.

    Parameters
    ----------
    story : Story
        The play.
    total : int
        A key of `PHQ9`.
    session : int
        Session number.
    weeks : int
        How long ago.
    """
    body = {"instrument": "PHQ-9", "items": PHQ9[total], "session": session, "occurred_at": story.weeks_ago(weeks)}
    story.therapist.post(story.at("/measures"), body)


def milestones_so_far(story: Story) -> list[dict[str, Any]]:
    """Read the milestones as the therapist sees them.

    Parameters
    ----------
    story : Story
        The play.

    Returns
    -------
    list[dict]
        None of them while the journey is on its way to the service that keeps them.
    """
    answer = story.therapist.ask("GET", story.at("/milestones"))
    return list(answer.body["items"]) if answer.status == HTTPStatus.OK else []


def gain(story: Story, state: str) -> dict[str, Any]:
    """Wait for the sudden gain to reach a state.

    Parameters
    ----------
    story : Story
        The play.
    state : str
        provisional or confirmed.

    Returns
    -------
    dict
        The milestone with its explanation.
    """

    def found() -> dict[str, Any] | None:
        for each in milestones_so_far(story):
            if each["kind"] == "sudden_gain" and each["state"] == state:
                milestone: dict[str, Any] = story.therapist.get(f"/milestones/{each['id']}")
                return milestone
        return None

    return wait_for(found, f"the sudden gain to be {state}", seconds=60)


def scores(story: Story) -> dict[str, Any]:
    """Send the course of scores in which the gain hides.

    Parameters
    ----------
    story : Story
        The play.

    Returns
    -------
    dict
        The confirmed milestone.
    """
    tell = story.tell
    for session, (total, weeks) in enumerate(((18, 4), (19, 3), (18, 2)), start=1):
        score(story, total, session, weeks)
    tell.step("Three weeks of PHQ-9, answered item by item: 18, 19, 18. Nothing to be glad of yet.")
    score(story, 11, 4, 1)
    milestone = gain(story, "provisional")
    tell.step("In the fourth week the score is 11: a provisional gain, for the therapist's eyes only.")
    tell.quote(milestone["explanation"])
    score(story, 10, 5, 0)
    milestone = gain(story, "confirmed")
    tell.step("In the fifth week it is 10, and the gain is confirmed:")
    tell.quote(milestone["explanation"])
    tell.quote(f"rule {milestone['rule']} version {milestone['rule_version']}; {milestone['citation']}")
    return milestone
