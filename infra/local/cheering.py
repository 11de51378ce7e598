"""The second half of the story: the card, the therapist's words, and the hour at which they arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from local.client import Voice
from local.hours import NIGHT, clock_in, zone_where
from local.people import CLIENT
from local.play import Story, choose_time_zone, milestones_so_far
from local.stopping import CannotGoOnError
from local.waiting import wait_for

WORDS = "You kept going to the group even on the weeks it felt pointless."
LATER = "You said you wanted to be there on Tuesdays, and you are."


def card_of(voice: Voice, milestone: str, *, state: str = "confirmed", seconds: float = 60) -> dict[str, Any]:
    """Wait for the therapist's card about a milestone, and for the card to know what became of it.

    Parameters
    ----------
    voice : Voice
        The therapist.
    milestone : str
        Its id.
    state : str
        The milestone's, as the card must show it.
    seconds : float
        How long to wait.

    Returns
    -------
    dict
        The celebration, in whatever state of its own.
    """

    def found() -> dict[str, Any] | None:
        for each in voice.get("/celebrations")["items"]:
            if (each["milestone"]["id"], each["milestone"]["state"]) == (milestone, state):
                card: dict[str, Any] = each
                return card
        return None

    return wait_for(found, "the card on the therapist's list", seconds=seconds)


def approve(voice: Voice, celebration: str, text: str) -> dict[str, Any]:
    """Write the words, and approve them.

    Parameters
    ----------
    voice : Voice
        The therapist.
    celebration : str
        Its id.
    text : str
        The therapist's own words.

    Returns
    -------
    dict
        The celebration, approved.
    """
    path = f"/celebrations/{celebration}"
    drafted = voice.told("GET", path)
    edited = voice.told("PATCH", path, {"text": text}, version=drafted.version)
    approved: dict[str, Any] = voice.post(f"{path}/approve", {}, version=edited.version)
    return approved


def in_state(voice: Voice, celebration: str, *states: str, seconds: float = 60) -> dict[str, Any]:
    """Wait for a celebration to come to an end.

    Parameters
    ----------
    voice : Voice
        The therapist.
    celebration : str
        Its id.
    states : str
        Any of these.
    seconds : float
        How long to wait.

    Returns
    -------
    dict
        The celebration.
    """

    def found() -> dict[str, Any] | None:
        card: dict[str, Any] = voice.get(f"/celebrations/{celebration}")
        return card if card["state"] in states else None

    return wait_for(found, f"the celebration to be {' or '.join(states)}", seconds=seconds)


def cheer(story: Story, milestone: dict[str, Any]) -> None:
    """Let the therapist cheer, and the client read it.

    Parameters
    ----------
    story : Story
        The play.
    milestone : dict
        The confirmed gain.

    Raises
    ------
    CannotGoOnError
        When the e-mail says more than it may, or the words do not arrive.
    """
    tell = story.tell
    card = card_of(story.therapist, milestone["id"])
    tell.step("A card waits for the therapist. The client knows nothing of it. The draft says:")
    tell.quote(card["text"])
    mailed = len(_mail_to_client(story))
    approved = approve(story.therapist, card["id"], WORDS)
    tell.step(f"The therapist writes it in their own words and approves (state: {approved['state']}).")
    done = in_state(story.therapist, card["id"], "sent", "not_done")
    if done["state"] != "sent":
        raise CannotGoOnError(f"The celebration was not sent: {done['reason']}.")
    mail = wait_for(lambda: _mail_to_client(story)[mailed:] or None, "the e-mail notice")[0]
    if "group" in str(mail) or "gain" in str(mail).lower():
        raise CannotGoOnError("The e-mail says more than that there is a message.")
    tell.step(f"The client gets an e-mail that says nothing on a lock screen. Subject: {mail['Subject']!r}.")
    message = wait_for(
        lambda: next((each for each in story.client.get("/inbox")["items"] if each["text"] == WORDS), None),
        "the words in the client's inbox",
    )
    tell.step("Behind sign-in, the client reads:")
    tell.quote(message["text"])


def _mail_to_client(story: Story) -> list[dict[str, Any]]:
    return [message for message in story.world.mail() if CLIENT.email in str(message["To"])]


def at_night(story: Story) -> None:
    """Approve a second celebration while the client sleeps.

    Parameters
    ----------
    story : Story
        The play.

    Raises
    ------
    CannotGoOnError
        When the message is not planned for the morning.
    """
    tell = story.tell
    zone = zone_where(NIGHT, story.now)
    choose_time_zone(story, zone)
    tell.step(f"The client travels to {zone}, where it is {clock_in(zone, story.now)}: quiet hours.")
    for weeks, value in ((1, 7), (0, 8)):
        body = {"value": value, "occurred_at": story.weeks_ago(weeks)}
        story.client.post(story.at(f"/goals/{story.goal}/ratings"), body)

    def attained() -> dict[str, Any] | None:
        items = milestones_so_far(story)
        return next((each for each in items if each["kind"] == "goal_attained" and each["state"] == "confirmed"), None)

    milestone = wait_for(attained, "the goal to be attained", seconds=60)
    tell.step("The client rates the goal 7 and then 8: attained. The therapist approves a second cheer at once.")
    card = card_of(story.therapist, milestone["id"])
    approve(story.therapist, card["id"], LATER)

    def planned() -> str | None:
        at: str | None = story.therapist.get(f"/celebrations/{card['id']}")["send_at"]
        return at

    send_at = datetime.fromisoformat(wait_for(planned, "the planned hour", seconds=60))
    if send_at <= story.now or any(each["text"] == LATER for each in story.client.get("/inbox")["items"]):
        raise CannotGoOnError("The second message was not kept for the morning.")
    moment = f"{clock_in(zone, send_at)} there ({send_at:%Y-%m-%dT%H:%MZ})"
    tell.step(f"Nothing is sent now: none at night, and one a day. It is planned for {moment}.")
