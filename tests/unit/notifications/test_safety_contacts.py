"""How a therapist says who is told of red alerts, over HTTP."""

from dataclasses import replace

import pytest

from notifications.domain.preferences import EmailStopped, Preferences
from notifications.domain.safety_contact import naming_id
from unit.notifications.asking import ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import JOURNEY, THERAPIST
from unit.notifications.test_urgent import PHONE

SECOND = "supervisor-1"
RIGHT = {"channels": ["push"], "second": SECOND, "escalate_after_minutes": 15}
NAMING = naming_id(THERAPIST)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = Preferences("UTC", devices=(PHONE,), version=1)
    return desk


def hers(desk: Desk) -> dict[str, object]:
    answer = ask(desk, "GET", "/safety-contact", sub=THERAPIST, role="therapist")
    assert answer.status == 200
    return dict(answer.body)


def test_nothing_said_is_every_channel_and_the_limits_are_said(desk: Desk) -> None:
    found = hers(desk)
    assert "Nobody is monitoring" in str(found.pop("limits"))
    assert found == {
        "channels": ["push", "email"],
        "second": None,
        "second_state": None,
        "escalate_after_minutes": 30,
        "reached_by": ["push"],
    }


def test_a_second_is_asked_and_told_of_nothing_before_they_accept(desk: Desk) -> None:
    said = ask(desk, "PUT", "/safety-contact", RIGHT, sub=THERAPIST, role="therapist")
    assert (said.status, said.body["second"], said.body["second_state"]) == (200, SECOND, "asked")
    listed = ask(desk, "GET", "/second-for", sub=SECOND, role="supervisor").body["items"]
    assert listed == [
        {
            "id": NAMING,
            "therapist": THERAPIST,
            "state": "asked",
            "named_at": "2026-06-01T12:00:00.000Z",
            "escalated_at": None,
        }
    ]
    accepted = ask(desk, "POST", f"/second-for/{NAMING}/accept", {}, sub=SECOND, role="supervisor")
    assert (accepted.status, accepted.body["state"]) == (200, "accepted")
    assert hers(desk)["second_state"] == "accepted"
    again = ask(desk, "PUT", "/safety-contact", RIGHT | {"escalate_after_minutes": 60}, sub=THERAPIST, role="therapist")
    assert (again.body["second_state"], again.body["escalate_after_minutes"]) == ("accepted", 60), "asked once"
    declined = ask(desk, "POST", f"/second-for/{NAMING}/decline", {}, sub=SECOND, role="supervisor")
    assert (declined.body["state"], hers(desk)["second_state"]) == ("declined", "declined")
    asked = ask(desk, "PUT", "/safety-contact", RIGHT, sub=THERAPIST, role="therapist")
    assert asked.body["second_state"] == "asked"


@pytest.mark.parametrize(("who", "role"), [("somebody", "supervisor"), (THERAPIST, "therapist"), (SECOND, "client")])
def test_nobody_else_accepts(desk: Desk, who: str, role: str) -> None:
    ask(desk, "PUT", "/safety-contact", RIGHT, sub=THERAPIST, role="therapist")
    answer = ask(desk, "POST", f"/second-for/{NAMING}/accept", {}, sub=who, role=role)
    assert answer.status == (403 if role == "client" else 404)
    assert hers(desk)["second_state"] == "asked"


def test_e_mail_needs_an_address_that_is_switched_on(desk: Desk) -> None:
    body = RIGHT | {"channels": ["email", "push"]}
    refused = ask(desk, "PUT", "/safety-contact", body, sub=THERAPIST, role="therapist")
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "/channels")
    mailed = Preferences("UTC", email_notices=True, email="t@example.org", version=2)
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = mailed
    assert ask(desk, "PUT", "/safety-contact", body, sub=THERAPIST, role="therapist").body["reached_by"] == ["email"]
    stopped = replace(mailed, email_notices=False, email_stopped=EmailStopped.BOUNCED)
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = stopped
    assert hers(desk)["reached_by"] == [], "a bounced address is told openly"


def test_she_is_not_her_own_second(desk: Desk) -> None:
    answer = ask(desk, "PUT", "/safety-contact", RIGHT | {"second": THERAPIST}, sub=THERAPIST, role="therapist")
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "/second")
    assert desk.memory.contacts == {}
    assert desk.clock.instant == NOON
