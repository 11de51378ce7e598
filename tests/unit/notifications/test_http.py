import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from notifications.domain.lifecycle import State
from notifications.domain.message import Message
from unit.notifications.asking import ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey

ONE = f"/celebrations/{ID}"
WISHES = {
    "time_zone": "Asia/Tokyo",
    "quiet_from": "22:00",
    "quiet_to": "07:30",
    "language": "ja",
    "email_notices": True,
    "celebrations": True,
}
ORDER: dict[str, Any] = {
    "tone": "plain",
    "intensity": "full",
    "push_notices": True,
    "channel_order": ["push", "email"],
    "card_notices": "none",
    "digest_at": None,
    "mirror_day": None,
    "mirror_at": None,
}


@pytest.fixture
def desk() -> Desk:
    """A drafted celebration of a confirmed milestone."""
    made = Desk()
    made.memory.celebrations[ID] = celebration()
    made.memory.journeys[JOURNEY] = journey()
    made.texts.keys.add(JOURNEY)
    return made


def state(desk: Desk) -> State:
    return desk.memory.celebrations[ID].state


# --- cards ----------------------------------------------------------------------------------------


def test_a_therapist_sees_the_card_with_words_and_what_is_possible(desk: Desk) -> None:
    answer = ask(desk, "GET", ONE)
    assert (answer.status, answer.etag) == (200, '"1"')
    assert answer.body == {
        "id": str(ID),
        "journey": ID.journey,
        "milestone": {
            "id": str(ID),
            "kind": "sudden_gain",
            "state": "confirmed",
            "numbers": {"before": 18.0, "after": 11.0},
        },
        "state": "drafted",
        "version": 1,
        "possible": ["edit", "approve", "dismiss"],
        "shown_at": "2026-05-31T12:00:00.000Z",
        "send_at": None,
        "sent_at": None,
        "reason": None,
        "seen_at": None,
        "answer": None,
        "answered_at": None,
        "overruled": [],
        "text": "You kept going.",
        "findings": [],
        "joy": None,
        "history": [],
    }
    del answer.body["history"]
    assert ask(desk, "GET", "/celebrations").body == {"items": [answer.body], "next": None}


def test_cards_come_in_pages_newest_first(desk: Desk) -> None:
    for day in range(5):
        other = replace(ID, hash=f"{day:016x}")
        desk.memory.celebrations[other] = replace(celebration(), id=other, shown_at=NOON - timedelta(days=2 + day))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = ask(desk, "GET", "/celebrations", query=query).body
        seen += [card["shown_at"] for card in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == 6
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "51"}, {"limit": "x"}, {"cursor": "x"}, {"page": "2"}])
def test_a_bad_page_is_named(desk: Desk, query: dict[str, str]) -> None:
    answer = ask(desk, "GET", "/celebrations", query=query)
    assert (answer.status, answer.problem) == (422, "invalid")
    assert [error["field"] for error in answer.body["errors"]] == list(query)


# --- nobody else's --------------------------------------------------------------------------------

STEPS: list[tuple[str, str, Any]] = [
    ("GET", ONE, None),
    ("PATCH", ONE, {"text": "mine now"}),
    ("POST", f"{ONE}/approve", {}),
    ("POST", f"{ONE}/hold", {}),
    ("POST", f"{ONE}/dismiss", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), STEPS)
@pytest.mark.parametrize(
    "who", [{"sub": "therapist-2"}, {"practice": "practice-2"}, {"path": "unknown"}, {"path": "malformed"}]
)
def test_not_yours_and_not_there_are_the_same_answer(
    desk: Desk,
    method: str,
    path: str,
    body: Any,  # noqa: ANN401 - any JSON
    who: dict[str, str],
) -> None:
    named = {"unknown": str(replace(ID, hash="f" * 16)), "malformed": "no-such-thing"}.get(who.get("path", ""), str(ID))
    known = {"sub": THERAPIST, "practice": JOURNEY.practice} | who
    path = path.replace(str(ID), named)
    answer = ask(desk, method, path, body, version='"1"', sub=known["sub"], practice=known["practice"])
    reference = ask(desk, "GET", "/celebrations/nothing")
    assert (answer.status, answer.body) == (404, reference.body)
    assert desk.memory.celebrations == {ID: celebration()}


@pytest.mark.parametrize(("method", "path", "body"), [*STEPS, ("GET", "/celebrations", None)])
@pytest.mark.parametrize("role", ["client", "supervisor", "admin"])
def test_cards_are_for_therapists(desk: Desk, method: str, path: str, body: Any, role: str) -> None:  # noqa: ANN401
    assert ask(desk, method, path, body, role=role, version='"1"').status == 403


@pytest.mark.parametrize("role", ["therapist", "supervisor", "admin"])
def test_the_inbox_is_for_clients(desk: Desk, role: str) -> None:
    assert ask(desk, "GET", "/inbox", role=role).status == 403


# --- decisions ------------------------------------------------------------------------------------


def test_approve_is_one_call_and_repeating_it_gives_the_same_answer(desk: Desk) -> None:
    first = ask(desk, "POST", f"{ONE}/approve", {}, version='"1"')
    assert (first.status, first.etag, first.body["state"]) == (200, '"2"', "approved")
    assert desk.memory.calls == ["step"]
    again = ask(desk, "POST", f"{ONE}/approve", {}, version='"1"')
    assert again == first
    assert desk.memory.calls == ["step", "step refused"]
    stored = desk.memory.celebrations[ID]
    assert (stored.version, stored.send_at, stored.planned) == (2, NOON, False)


def test_the_same_key_with_another_step_is_refused(desk: Desk) -> None:
    ask(desk, "POST", f"{ONE}/approve", {}, version='"1"')
    answer = ask(desk, "POST", f"{ONE}/dismiss", {}, version='"1"')
    assert (answer.status, answer.problem) == (422, "key-reused")
    assert state(desk) is State.APPROVED


def test_another_approval_of_the_old_version_is_stale_and_of_the_new_one_impossible(desk: Desk) -> None:
    ask(desk, "POST", f"{ONE}/approve", {}, version='"1"')
    stale = ask(desk, "POST", f"{ONE}/approve", {}, key="key-2", version='"1"')
    assert (stale.status, stale.problem) == (412, "stale-version")
    late = ask(desk, "POST", f"{ONE}/approve", {}, key="key-2", version='"2"')
    assert (late.status, late.problem) == (409, "step-not-possible")
    assert late.body["detail"] == "This celebration is approved. Possible now: dismiss."


@pytest.mark.parametrize("seen", ["provisional", "reversed", "unstable", "retracted"])
def test_what_is_not_confirmed_cannot_be_approved_but_held(desk: Desk, seen: str) -> None:
    desk.memory.celebrations[ID] = celebration(State.DRAFTED, seen)
    refused = ask(desk, "POST", f"{ONE}/approve", {}, version='"1"')
    assert (refused.status, refused.problem) == (409, "milestone-not-confirmed")
    assert "Hold the celebration until it is confirmed" in refused.body["detail"]
    held = ask(desk, "POST", f"{ONE}/hold", {}, version='"1"')
    assert (held.status, held.body["state"], held.body["possible"]) == (200, "held", ["edit", "dismiss"])


def test_what_is_confirmed_cannot_be_held(desk: Desk) -> None:
    refused = ask(desk, "POST", f"{ONE}/hold", {}, version='"1"')
    assert (refused.status, refused.problem) == (409, "milestone-confirmed")
    assert "Approve the celebration" in refused.body["detail"]


def test_what_is_done_with_cannot_be_changed(desk: Desk) -> None:
    for last in (State.SENT, State.NOT_DONE, State.DISMISSED):
        desk.memory.celebrations[ID] = celebration(last)
        for step in ("approve", "hold", "dismiss"):
            answer = ask(desk, "POST", f"{ONE}/{step}", {}, version='"1"')
            assert answer.body["detail"] == f"This celebration is {last}. Possible now: nothing any more."
        assert ask(desk, "PATCH", ONE, {"text": "x"}, version='"1"').status == 409


def test_words_are_sealed_and_shown(desk: Desk) -> None:
    answer = ask(desk, "PATCH", ONE, {"text": "You kept going to the group."}, version='"1"')
    assert (answer.status, answer.etag, answer.body["text"]) == (200, '"2"', "You kept going to the group.")
    assert desk.memory.celebrations[ID].text == b"sealed:You kept going to the group."
    assert desk.memory.calls == ["gather", "step"]
    assert all("group" not in line for line in desk.lines)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"text": ""}, 422, "/text"),
        ({"text": "   \n"}, 422, "/text"),
        ({"text": "x" * 2001}, 422, "/text"),
        ({"text": "bell\x07"}, 422, "/text"),
        ({"text": "\u3000"}, 422, "/text"),
        ({"text": 7}, 422, "/text"),
        ({"text": None}, 422, "/text"),
        ({}, 422, "/text"),
        ({"text": "x", "state": "sent"}, 422, "/state"),
        ([], 422, "/"),
        ("no json", 400, "/"),
        ("", 400, "/"),
    ],
)
def test_bad_words_are_named_and_nothing_is_stored(desk: Desk, body: Any, status: int, field: str) -> None:  # noqa: ANN401
    answer = ask(desk, "PATCH", ONE, body, version='"1"')
    assert answer.status == status
    assert [error["field"] for error in answer.body["errors"]] == [field]
    assert desk.memory.celebrations == {ID: celebration()}


@pytest.mark.parametrize(
    "words",
    [
        "一歩\u3000一歩、続けてこられましたね。",  # the blank of Japanese writing
        "You two \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",  # an emoji of several signs
        "می\N{ZERO WIDTH NON-JOINER}خواهم",
        "from one line\r\n\tto the next\N{NO-BREAK SPACE}!",
    ],
)
def test_words_of_any_writing_are_taken_as_they_are(desk: Desk, words: str) -> None:
    answer = ask(desk, "PATCH", ONE, {"text": words}, version='"1"')
    assert (answer.status, answer.body.get("text")) == (200, words)


@pytest.mark.parametrize(("method", "path", "body"), STEPS[1:])
def test_each_change_needs_the_version_it_is_made_upon(desk: Desk, method: str, path: str, body: Any) -> None:  # noqa: ANN401
    assert ask(desk, method, path, body).status == 428
    assert ask(desk, method, path, body, version="x y").status == 400
    assert ask(desk, method, path, body, version='"7"').status == 412
    assert state(desk) is State.DRAFTED


def test_each_post_needs_a_key(desk: Desk) -> None:
    answer = ask(desk, "POST", f"{ONE}/approve", {}, version='"1"', key=None)
    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "Idempotency-Key")


def test_a_plan_is_shown_once_it_is_made(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.APPROVED)
    assert ask(desk, "GET", ONE).body["send_at"] is None
    desk.memory.celebrations[ID] = celebration(State.APPROVED).planned_for(NOON + timedelta(hours=20), NOON)
    assert ask(desk, "GET", ONE).body["send_at"] == "2026-06-02T08:00:00.000Z"


# --- inbox ----------------------------------------------------------------------------------------


def receive(desk: Desk) -> Message:
    message = Message(ID, CLIENT, THERAPIST, b"sealed:You kept going.", NOON)
    desk.memory.messages[message.id] = message
    return message


def test_a_client_reads_the_words_behind_sign_in(desk: Desk) -> None:
    message = receive(desk)
    answer = ask(desk, "GET", "/inbox", sub=CLIENT, role="client")
    assert answer.body["items"] == [
        {
            "id": str(message.id),
            "notice": "You have a new message",
            "text": "You kept going.",
            "from": THERAPIST,
            "sent_at": "2026-06-01T12:00:00.000Z",
            "read_at": None,
            "celebrations": [{"id": str(ID), "answer": None}],
        }
    ]
    assert ask(desk, "GET", "/inbox", sub="client-2", role="client").body == {"items": [], "next": None}


def test_where_the_key_is_gone_the_words_are_gone(desk: Desk) -> None:
    receive(desk)
    desk.texts.keys.clear()
    assert ask(desk, "GET", "/inbox", sub=CLIENT, role="client").body["items"][0]["text"] is None
    assert ask(desk, "GET", ONE).body["text"] is None
    assert ask(desk, "PATCH", ONE, {"text": "x"}, version='"1"').status == 404


def test_one_text_that_cannot_be_opened_hides_no_other(desk: Desk) -> None:
    other = replace(ID, hash="00000000000000ff")
    desk.memory.celebrations[other] = replace(celebration(), id=other, text=b"sealed:Well done.")
    receive(desk)
    desk.texts.spoilt.add(b"sealed:You kept going.")
    cards = ask(desk, "GET", "/celebrations")
    assert (cards.status, {card["id"]: card["text"] for card in cards.body["items"]}) == (
        200,
        {str(ID): None, str(other): "Well done."},
    )
    assert (ask(desk, "GET", ONE).status, ask(desk, "GET", ONE).body["text"]) == (200, None)
    assert ask(desk, "GET", "/inbox", sub=CLIENT, role="client").body["items"][0]["text"] is None
    told = [line for line in map(json.loads, desk.lines) if line["code"] == "NT011"]
    assert {line["celebration"] for line in told} == {str(ID)}
    assert len(told) == 4


def test_a_message_is_read_once_and_the_first_time_counts(desk: Desk) -> None:
    path = f"/inbox/{receive(desk).id}/read"
    first = ask(desk, "POST", path, {}, sub=CLIENT, role="client")
    desk.clock.forward(timedelta(hours=1))
    again = ask(desk, "POST", path, {}, sub=CLIENT, role="client", key="key-2")
    assert first.body == again.body
    assert first.body["read_at"] == "2026-06-01T12:00:00.000Z"
    assert ask(desk, "POST", path, {}, sub="client-2", role="client").status == 404
    assert ask(desk, "POST", "/inbox/x/read", {}, sub=CLIENT, role="client").status == 404


# --- preferences ----------------------------------------------------------------------------------


def test_who_has_chosen_nothing_has_quiet_nights_and_no_e_mail(desk: Desk) -> None:
    answer = ask(desk, "GET", "/preferences", sub=CLIENT, role="client")
    assert answer.body == {
        "time_zone": "UTC",
        "quiet_from": "21:00",
        "quiet_to": "08:00",
        "language": "en",
        "email_notices": False,
        "celebrations": True,
        **ORDER,
        "cheers_a_month": 8,
        "email": None,
        "email_stopped": None,
    }


def test_wishes_are_kept_and_the_address_is_the_tokens(desk: Desk) -> None:
    answer = ask(desk, "PUT", "/preferences", WISHES, sub=CLIENT, role="client")
    assert (answer.status, answer.etag) == (200, '"1"')
    assert answer.body == {**WISHES, **ORDER, "cheers_a_month": 8, "email": "c@example.org", "email_stopped": None}
    assert ask(desk, "GET", "/preferences", sub=CLIENT, role="client").body == answer.body
    off = ask(desk, "PUT", "/preferences", {**WISHES, "email_notices": False}, sub=CLIENT, role="client")
    assert (off.etag, off.body["email"]) == ('"2"', None)
    assert desk.memory.preferences[JOURNEY.practice, CLIENT].email is None


def test_quiet_hours_of_24_hours_are_refused_with_what_would_be_right(desk: Desk) -> None:
    answer = ask(desk, "PUT", "/preferences", {**WISHES, "quiet_to": "22:00"}, sub=CLIENT, role="client")
    (error,) = answer.body["errors"]
    assert (answer.status, error["field"]) == (422, "/quiet_to")
    assert error["detail"] == (
        "a time that leaves at least one hour of the day; for no quiet hours, null for both; "
        "for no cheers at all, celebrations false"
    )


def test_no_quiet_hours_are_null_for_both_and_so_they_are_shown(desk: Desk) -> None:
    wishes = {**WISHES, "quiet_from": None, "quiet_to": None, "cheers_a_month": 1}
    answer = ask(desk, "PUT", "/preferences", wishes, sub=CLIENT, role="client")
    assert (answer.status, answer.body) == (200, {**wishes, **ORDER, "email": "c@example.org", "email_stopped": None})
    stored = desk.memory.preferences[JOURNEY.practice, CLIENT]
    assert not any(stored.quiet_hours.covers(NOON + timedelta(hours=hour)) for hour in range(24))


def test_an_address_that_nobody_verified_gets_nothing(desk: Desk) -> None:
    answer = ask(desk, "PUT", "/preferences", WISHES, sub=CLIENT, role="client", claims={"email_verified": "false"})
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "/email_notices")
    assert desk.memory.preferences == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "America"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("time_zone", 9),
        ("time_zone", "Factory"),  # a placeholder of the database, no place's time
        ("time_zone", "localtime"),  # the machine's
        ("time_zone", "right/Europe/London"),  # counts leap seconds
        ("quiet_from", "24:00"),
        ("quiet_from", "1\u0662:0\u0663"),  # digits, but not of a clock that anybody here reads
        ("quiet_from", "9:00"),
        ("quiet_to", "08:00:00"),
        ("quiet_to", "8 am"),
        ("language", "xx"),
        ("quiet_to", "22:00"),  # quiet all day, or never?
        ("quiet_to", "21:01"),  # all day but 59 minutes
        ("quiet_from", None),
        ("quiet_to", None),
        ("cheers_a_month", 0),
        ("cheers_a_month", 32),
        ("cheers_a_month", 2.5),
        ("email_notices", "perhaps"),
        ("email_notices", "yes"),
        ("celebrations", 1),
        ("celebrations", None),
        ("email", "someone@else.example"),
        ("push_notices", "yes"),
        ("channel_order", []),
        ("channel_order", ["push"]),
        ("channel_order", ["push", "push"]),
        ("channel_order", "push"),
        ("card_notices", "weekly"),
        ("card_notices", None),
        ("card_notices", True),
        ("digest_at", "8 o'clock"),
        ("digest_at", "24:00"),
        ("digest_at", 8),
        ("digest_at", "23:00"),  # within the quiet hours
        ("mirror_day", "someday"),
        ("mirror_day", 5),
        ("mirror_day", "friday"),  # a client has no mirror
        ("mirror_at", "8 am"),
        ("mirror_at", "09:00"),
    ],
)
def test_a_bad_wish_is_named_and_nothing_is_stored(desk: Desk, field: str, value: object) -> None:
    answer = ask(desk, "PUT", "/preferences", {**WISHES, field: value}, sub=CLIENT, role="client")
    assert (answer.status, [error["field"] for error in answer.body["errors"]]) == (422, [f"/{field}"])
    assert value is None or not str(value).strip() or str(value) not in str(answer.body["errors"])
    assert desk.memory.preferences == {}
