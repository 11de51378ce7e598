"""One journey as people would go it: opened, joined, scored, and what each of them then sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kernel.instants import to_text
from local.client import Answer
from local.people import CLIENT, THERAPIST, Person
from whole.world import CrashedError, World

_TRIES = 8


@dataclass(frozen=True)
class Score:
    """One administration of the PHQ-9.

    Parameters
    ----------
    week : int
        Which week it was filled in; the order of the course.
    total : int
        Points.
    corrected : int or None
        What it is corrected to later.
    retracted : bool
        Whether it is taken back later.
    """

    week: int
    total: int
    corrected: int | None = None
    retracted: bool = False


class Story:
    """A journey in a world, told by requests that are repeated until they get through.

    Parameters
    ----------
    world : World
        Where it happens.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.journey: str = self.sent(THERAPIST, "POST", "/journeys", {"code": "C-014"}, key="open").body["id"]

    def sent(self, person: Person, method: str, path: str, body: Any = None, **given: str) -> Answer:  # noqa: ANN401 - JSON
        """Send a request that must succeed, again and again with the same key, through crashes and throttles."""
        for _ in range(_TRIES):
            try:
                answer = self.world.ask(person, method, path, body, **given)
            except CrashedError:
                continue
            if answer.status == 412 and method in {"PUT", "DELETE", "PATCH"}:
                return answer  # an earlier try got through, its answer was lost
            if answer.status not in {500, 503}:
                assert answer.status < 300, (method, path, answer)
                return answer
        message = f"{method} {path} never got through"
        raise AssertionError(message)

    def join(self, zone: str = "UTC") -> None:
        """Let the client join, with consent, and set preferences."""
        invited = self.sent(THERAPIST, "POST", f"/journeys/{self.journey}/invitation", {}, key="invite")
        redeem = {"code": invited.body["code"], "celebrations_consent": True}
        self.sent(CLIENT, "POST", "/invitations/redemption", redeem, key="redeem")
        wishes = {"time_zone": zone, "quiet_from": "21:00", "quiet_to": "08:00", "language": "en"}
        self.sent(CLIENT, "PUT", "/preferences", wishes | {"email_notices": True, "celebrations": True})

    def score(self, given: Score) -> None:
        """Send a score, and then its correction or retraction."""
        path = f"/journeys/{self.journey}/measures"
        occurred_at = to_text(self.world.now - timedelta(weeks=60 - given.week))
        body = {"instrument": "PHQ-9", "total": given.total, "risk_items": {"9": 0}, "occurred_at": occurred_at}
        measure = self.sent(THERAPIST, "POST", path, body, key=f"score-{given.week}").body["id"]
        version = '"1"'
        if given.corrected is not None:
            better = body | {"total": given.corrected}
            self.sent(THERAPIST, "PUT", f"{path}/{measure}", better, version=version)
            version = '"2"'
        if given.retracted:
            self.sent(THERAPIST, "DELETE", f"{path}/{measure}", version=version)

    def scores(self, given: Sequence[Score]) -> None:
        """Send scores in this order."""
        for score in given:
            self.score(score)

    def milestones(self, person: Person = THERAPIST) -> dict[str, Any]:
        """Give what the detector says now, without the way it got there."""
        found = self.sent(person, "GET", f"/journeys/{self.journey}/milestones").body["items"]
        return {each["id"]: _without(each, "version", "history") for each in found if each["state"] != "retracted"}

    def cards(self) -> list[Any]:
        """Give the therapist's cards."""
        found: list[Any] = self.sent(THERAPIST, "GET", "/celebrations").body["items"]
        return found

    def approve_all(self) -> None:
        """Let the therapist approve every card whose milestone is confirmed."""
        for card in self.cards():
            if card["state"] == "drafted" and card["milestone"]["state"] == "confirmed":
                path, version = f"/celebrations/{card['id']}/approve", f'"{card["version"]}"'
                self.sent(THERAPIST, "POST", path, {}, version=version, key=f"approve-{card['id']}")

    def outcome(self) -> dict[str, Any]:
        """Give what everybody ends up with, comparable between worlds.

        A claim that held only while scores were missing is retracted: it and its card are history, which may differ.
        """
        inbox = self.sent(CLIENT, "GET", "/inbox").body["items"]
        return {
            "milestones": self.milestones(),
            "cards": {
                card["id"]: (card["state"], card["milestone"]["state"], card["reason"])
                for card in self.cards()
                if card["milestone"]["state"] != "retracted"
            },
            # Several cheers of a day come in one message, a paragraph each; which leads may differ.
            "inbox": sorted(part for message in inbox for part in message["text"].split("\n\n")),
            "mails": len(self.world.mail()),
        }


def _without(found: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in names}
