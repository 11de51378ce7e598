"""The way out of e-mails without sign-in, and what the mail provider says of an address."""

import json
from datetime import timedelta
from typing import Any

import pytest

from notifications.adapters.email_events import email_report
from notifications.application.email_stopping import StopEmail
from notifications.domain.preferences import EmailStopped, Language, Preferences
from notifications.domain.unsubscribing import LASTS, ONE_CLICK, Subscriber, way_out
from notifications.handlers.email_events import listener
from unit.notifications.asking import Answer, ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, JOURNEY

PERSON = JOURNEY.practice, CLIENT
WISHES = Preferences("Asia/Tokyo", email_notices=True, email="c@example.org", version=3)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.memory.preferences[PERSON] = WISHES
    return made


def follow(desk: Desk, method: str, body: str | None = None, token: str = "", languages: str = "") -> Answer:
    path = f"/unsubscribe/{token or desk.links.link(Subscriber(*PERSON), NOON).rpartition('/')[2]}"
    return ask(desk, method, path, body, key=None, claims={"sub": "", "token_use": ""}, languages=languages)


def stored(desk: Desk) -> Preferences:
    return desk.memory.preferences[PERSON]


def test_to_look_at_the_page_changes_nothing(desk: Desk) -> None:
    page = follow(desk, "GET")
    assert follow(desk, "GET") == page
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">' in page.body
    assert (stored(desk), desk.memory.calls) == (WISHES, [])


def test_one_click_switches_e_mails_off_and_twice_is_fine(desk: Desk) -> None:
    for _ in range(2):
        assert follow(desk, "POST", ONE_CLICK).status == 200
    assert desk.memory.calls == ["stop e-mail", "stop refused"]
    after = stored(desk)
    assert (after.email_notices, after.email, after.email_stopped, after.version) == (
        False,
        None,
        EmailStopped.UNSUBSCRIBED,
        4,
    )
    shown = ask(desk, "GET", "/preferences", sub=CLIENT, role="client").body
    assert (shown["email_notices"], shown["email_stopped"]) == (False, "unsubscribed")


def test_signed_in_they_can_be_switched_on_again(desk: Desk) -> None:
    follow(desk, "POST", ONE_CLICK)
    wishes = {"time_zone": "UTC", "quiet_from": "21:00", "quiet_to": "08:00", "language": "en", "celebrations": True}
    on = ask(desk, "PUT", "/preferences", wishes | {"email_notices": True}, sub=CLIENT, role="client")
    assert (on.body["email"], on.body["email_stopped"]) == ("c@example.org", None)


@pytest.mark.parametrize("body", ["", "List-Unsubscribe=One-Klick", "unsubscribe=1", "{}", "\udcff"])
def test_another_body_is_no_click(desk: Desk, body: str) -> None:
    answer = follow(desk, "POST", body.encode(errors="replace").decode())
    assert (answer.status, answer.problem) == (400, "malformed")
    assert stored(desk) == WISHES


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_forged_and_old_links_do_nothing(desk: Desk, method: str) -> None:
    forged = follow(desk, method, ONE_CLICK, token="theirs_practice-1_client-1_9999999999")
    assert (forged.status, forged.problem) == (404, "not-found")
    desk.clock.forward(LASTS + timedelta(seconds=1))
    old = follow(desk, method, ONE_CLICK)
    assert (old.status, old.problem) == (410, "link-expired")
    assert stored(desk) == WISHES


@pytest.mark.parametrize(
    ("accepted", "language"), [("ja-JP,ja;q=0.9", Language.JAPANESE), ("de", Language.ENGLISH), ("", Language.ENGLISH)]
)
def test_page_and_answer_are_in_the_readers_language(desk: Desk, accepted: str, language: Language) -> None:
    asked, done = follow(desk, "GET", languages=accepted), follow(desk, "POST", ONE_CLICK, languages=accepted)
    assert way_out(language).question in asked.body
    assert f'<html lang="{language}">' in asked.body
    assert way_out(language).done in done.body


def test_a_notice_that_waits_for_its_retry_goes_by_another_channel_or_not_at_all(desk: Desk) -> None:
    follow(desk, "POST", ONE_CLICK)
    assert stored(desk).destinations == ()


# --- what the mail provider says ------------------------------------------------------------------------------------


def event(kind: str, detail: dict[str, Any], tags: dict[str, list[str]] | None = None) -> str:
    """Write an event in the form of SES's documentation."""
    given = {"practice": [JOURNEY.practice], "person": [CLIENT]} if tags is None else tags
    mail = {
        "timestamp": "2026-06-01T12:00:00.000Z",
        "source": "notices@quietcheer.example",
        "messageId": "mail-1",
        "destination": ["c@example.org"],
        "tags": {"ses:configuration-set": ["quietcheer-dev-notices"], **given},
    }
    return json.dumps({"eventType": kind, "mail": mail, kind.lower(): detail})


def bounce(kind: str = "Permanent", address: str = "c@example.org", **given: Any) -> str:  # noqa: ANN401 - JSON
    recipient = {"emailAddress": address, "action": "failed", "status": "5.1.1"}
    return event("Bounce", {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": [recipient]}, **given)


COMPLAINT = event("Complaint", {"complainedRecipients": [{"emailAddress": "c@example.org"}]})


def hear(desk: Desk, *bodies: str) -> list[str]:
    handler = listener(StopEmail(desk.preferences, desk.log), desk.log)
    records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
    return [failure["itemIdentifier"] for failure in handler({"Records": records}, None)["batchItemFailures"]]


@pytest.mark.parametrize(("body", "why"), [(bounce(), EmailStopped.BOUNCED), (COMPLAINT, EmailStopped.COMPLAINED)])
def test_an_address_that_bounces_for_good_or_complains_gets_nothing_more(
    desk: Desk, body: str, why: EmailStopped
) -> None:
    assert hear(desk, body, body) == []
    assert (stored(desk).email_notices, stored(desk).email_stopped, stored(desk).version) == (False, why, 4)
    assert "c@example.org" not in "".join(desk.lines)


@pytest.mark.parametrize(
    "body",
    [
        bounce("Transient"),
        bounce("Undetermined"),
        bounce(address="old@example.org"),
        bounce(tags={}),
        bounce(tags={"practice": ["practice-2"], "person": [CLIENT]}),
        event("Delivery", {"recipients": ["c@example.org"]}),
    ],
    ids=["full mailbox", "undetermined", "an address they had before", "not ours", "of nobody", "delivered"],
)
def test_whatever_else_happens_stops_nothing(desk: Desk, body: str) -> None:
    assert hear(desk, body) == []
    assert stored(desk) == WISHES


def test_one_that_cannot_be_read_holds_no_other_up(desk: Desk) -> None:
    assert hear(desk, "no json", bounce(), '{"eventType": "Bounce"}') == ["0", "2"]
    assert stored(desk).email_stopped is EmailStopped.BOUNCED
    assert sum('"NT033"' in line for line in desk.lines) == 2


def test_a_report_names_each_address() -> None:
    report = email_report(COMPLAINT)
    assert report is not None
    assert (report.practice, report.person, report.addresses) == (*PERSON, ("c@example.org",))
