"""Given, when and then, in the words of the field: one body for every system that a `Driver` reaches."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from acceptance.driver import Driver
from local.client import Answer
from local.hours import MIDDAY, NIGHT, zone_where
from local.people import PRACTICE, Person

QUIET = {"quiet_from": "21:00", "quiet_to": "08:00", "language": "en", "email_notices": True, "celebrations": True}
RISK_FREE = {"9": 0}
NOBODY = str(uuid.UUID(int=7 << 76 | 2 << 62))


@dataclass(slots=True)
class Journey:
    """Two people on a journey that no other test knows.

    Parameters
    ----------
    driver : Driver
        The system.
    therapist, client : Person
        The two.
    id : str
        The journey's.
    """

    driver: Driver
    therapist: Person
    client: Person
    id: str
    measures: list[dict[str, Any]] = field(default_factory=list)

    def path(self, rest: str = "") -> str:
        """Name a path below the journey."""
        return f"/journeys/{self.id}{rest}"

    def tells(self, person: Person, method: str, path: str, body: Any = None, **given: str) -> Answer:  # noqa: ANN401
        """Send a request that must be taken."""
        answer = self.driver.ask(person, method, path, body, **given)
        assert answer.status < 300, (method, path, answer)
        return answer

    def measure(self, total: int, week: int, *, risk: int | None = 0, instrument: str = "PHQ-9") -> dict[str, Any]:
        """Write down an instrument by its total, filled in so many weeks after the first."""
        at = (self.driver.now - timedelta(weeks=30 - week)).isoformat(timespec="seconds")
        body = {"instrument": instrument, "total": total, "session": week, "occurred_at": at}
        return body if risk is None else body | {"risk_items": {"9": risk}}

    def scored(self, total: int, week: int, *, risk: int | None = 0, instrument: str = "PHQ-9") -> dict[str, Any]:
        """Let the therapist enter a total, filled in so many weeks after the first."""
        body = self.measure(total, week, risk=risk, instrument=instrument)
        measure: dict[str, Any] = self.tells(self.therapist, "POST", self.path("/measures"), body).body
        self.measures.append(body | measure)
        return measure

    def course(self, totals: Sequence[int], first_week: int = 1) -> None:
        """Let the therapist enter a course, a score a week."""
        for week, total in enumerate(totals, start=first_week):
            self.scored(total, week)

    def milestones(self, person: Person | None = None) -> list[dict[str, Any]]:
        """Read what milestones hold, as somebody sees them; none before their service knows of the journey."""
        answer = self.driver.ask(person or self.therapist, "GET", self.path("/milestones"))
        assert answer.status in {200, 404}, answer
        found: list[dict[str, Any]] = answer.body["items"] if answer.status == 200 else []
        return [each for each in found if each["state"] != "retracted"]

    def gains(self) -> list[dict[str, Any]]:
        """Read the sudden gains, in the order of time."""
        found = [each for each in self.milestones() if each["kind"] == "sudden_gain"]
        return sorted(found, key=lambda each: str(each["occurred_at"]))

    def gain(self, state: str) -> dict[str, Any]:
        """Wait for the one sudden gain to be in a state."""

        def look() -> dict[str, Any] | None:
            found = self.gains()
            return found[0] if found and found[0]["state"] == state else None

        return self.driver.soon(look, f"the gain to be {state}")

    def cards(self) -> list[dict[str, Any]]:
        """Read the therapist's cards of this journey."""
        found = self.tells(self.therapist, "GET", "/celebrations").body["items"]
        return [card for card in found if card["journey"] == self.id]

    def card(self, milestone: str, *states: str) -> dict[str, Any]:
        """Wait for the card about a milestone, in one of these states, and knowing what the milestone has become."""

        def look() -> dict[str, Any] | None:
            become = {each["id"]: each["state"] for each in self.milestones()}
            for card in self.cards():
                about = card["milestone"]
                if about["id"] == milestone and about["state"] == become[milestone]:
                    return card if not states or card["state"] in states else None
            return None

        return self.driver.soon(look, f"the card of {milestone} to be {states or 'there'}")

    def approves(self, card: dict[str, Any], text: str | None = None, overrule: Sequence[str] = ()) -> Answer:
        """Let the therapist approve, in words of their own where some are given."""
        path = f"/celebrations/{card['id']}"
        if text is not None:
            version = self.tells(self.therapist, "GET", path).version or ""
            self.tells(self.therapist, "PATCH", path, {"text": text}, version=version)
        version = self.tells(self.therapist, "GET", path).version or ""
        body = {"overrule": list(overrule)} if overrule else {}
        return self.driver.ask(self.therapist, "POST", f"{path}/approve", body, version=version)

    def inbox(self) -> list[str]:
        """Read the words that the client got."""
        return [each["text"] for each in self.tells(self.client, "GET", "/inbox").body["items"]]

    def lives_in(self, zone: str, **wishes: Any) -> None:  # noqa: ANN401 - JSON values
        """Let the client choose a time zone and what else they wish."""
        version = self.tells(self.client, "GET", "/preferences").version
        body = {"time_zone": zone, **QUIET, **wishes}
        given = {"version": version} if version else {}
        self.tells(self.client, "PUT", "/preferences", body, **given)

    def by_day(self, **wishes: Any) -> None:  # noqa: ANN401 - JSON values
        """Let it be midday where the client lives."""
        self.lives_in(zone_where(MIDDAY, self.driver.now), **wishes)

    def by_night(self) -> None:
        """Let it be night where the client lives."""
        self.lives_in(zone_where(NIGHT, self.driver.now))

    def consents(self, *, granted: bool) -> None:
        """Let the client give or withdraw the consent to celebrations."""
        path = self.path("/consents/celebrations")
        version = self.tells(self.client, "GET", self.path()).version or ""
        self.tells(self.client, "PUT", path, {"granted": granted}, version=version)

    def timeline(self, person: Person) -> list[dict[str, Any]]:
        """Read the whole timeline as somebody sees it."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.tells(person, "GET", self.path(f"/timeline?limit=2{cursor}")).body
            found += page["items"]
            if page["next"] is None:
                return found
            cursor = f"&cursor={page['next']}"


def opened(driver: Driver, practice: str = PRACTICE, *, consent: bool = True) -> Journey:
    """Given a journey of a therapist and a client, who has joined it, by day where the client lives."""
    therapist, client = driver.newcomer("therapist", practice), driver.newcomer("client", practice)
    journey = Journey(driver, therapist, client, driver.ask(therapist, "POST", "/journeys", {}).body["id"])
    code = journey.tells(therapist, "POST", journey.path("/invitation"), {}).body["code"]
    body = {"code": code, "celebrations_consent": consent}
    journey.tells(client, "POST", "/invitations/redemption", body)
    journey.by_day()
    return journey
