from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from notifications.domain.lifecycle import State
from notifications.domain.message import Joined, Message
from notifications.domain.preferences import Preferences
from unit.notifications.asking import Answer, ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey

ONE = f"/celebrations/{ID}"
BESIDE = replace(ID, hash="00000000000000aa")


@pytest.fixture
def desk() -> Desk:
    """Two celebrations that came in one message."""
    made = Desk()
    message = Message(ID, CLIENT, THERAPIST, b"sealed:You went.", NOON, joined=(Joined(BESIDE.hash, b"sealed:Again."),))
    made.memory.messages[message.id] = message
    for one in (ID, BESIDE):
        sent = replace(celebration(State.APPROVED), id=one).delivered(NOON, str(message.id))
        made.memory.celebrations[one] = sent
    made.memory.journeys[JOURNEY] = journey()
    made.texts.keys.add(JOURNEY)
    made.clock.forward(timedelta(hours=1))
    return made


def says(desk: Desk, answer: Any, path: str = ONE, **given: Any) -> Answer:  # noqa: ANN401 - any JSON
    who: dict[str, Any] = {"sub": CLIENT, "role": "client", **given}
    return ask(desk, "POST", f"{path}/answer", {"answer": answer}, **who)


@pytest.mark.parametrize("answer", ["landed", "did_not_land"])
def test_an_answer_reaches_the_therapist_and_tells_of_itself(desk: Desk, answer: str) -> None:
    given = says(desk, answer)
    at = "2026-06-01T13:00:00.000Z"
    assert (given.status, given.body) == (200, {"celebration": str(ID), "answer": answer, "answered_at": at})
    assert desk.memory.calls == ["gather", "answer"]
    card = ask(desk, "GET", ONE)
    assert (card.body["answer"], card.body["answered_at"], card.etag) == (answer, at, '"3"')
    assert card.body["history"][-1] == {"event": "answered", "at": at, "by": "client", "detail": answer}
    (event,) = desk.memory.events
    assert (event.type, event.subject, event.causationid != "") == ("celebration.answered.v1", ID.journey, True)
    assert event.data == {
        "celebration": str(ID),
        "milestone": str(ID),
        "version": 3,
        "answer": answer,
        "answered_at": at,
    }
    assert desk.memory.preferences == {}


def test_the_client_sees_what_was_answered_in_the_inbox(desk: Desk) -> None:
    says(desk, "landed", f"/celebrations/{BESIDE}")
    (message,) = ask(desk, "GET", "/inbox", sub=CLIENT, role="client").body["items"]
    assert message["celebrations"] == [{"id": str(ID), "answer": None}, {"id": str(BESIDE), "answer": "landed"}]


def test_please_stop_is_one_tap(desk: Desk) -> None:
    assert says(desk, "please_stop").status == 200
    assert desk.memory.calls == ["gather", "get preferences", "answer"]
    assert desk.memory.preferences[JOURNEY.practice, CLIENT] == Preferences("UTC", celebrations=False, version=1)
    assert ask(desk, "GET", "/preferences", sub=CLIENT, role="client").body["celebrations"] is False
    assert ask(desk, "GET", ONE).body["answer"] == "please_stop"


def test_please_stop_again_stops_again(desk: Desk) -> None:
    says(desk, "please_stop")
    wishes = desk.memory.preferences[JOURNEY.practice, CLIENT]
    desk.preferences.put(JOURNEY.practice, CLIENT, replace(wishes, celebrations=True))
    says(desk, "please_stop", key="key-2")
    assert desk.memory.preferences[JOURNEY.practice, CLIENT].celebrations is False


def test_the_last_answer_counts_and_a_repetition_gets_the_same_reply(desk: Desk) -> None:
    first = says(desk, "did_not_land")
    desk.clock.forward(timedelta(minutes=1))
    assert says(desk, "did_not_land") == first
    reused = says(desk, "landed")
    assert (reused.status, reused.problem) == (422, "key-reused")
    assert says(desk, "landed", key="key-2").body["answer"] == "landed"
    assert [event.data["version"] for event in desk.memory.events] == [3, 4]
    assert len({event.id for event in desk.memory.events}) == 2
    said = [step["detail"] for step in ask(desk, "GET", ONE).body["history"] if step["event"] == "answered"]
    assert said == ["did_not_land", "landed"]


@pytest.mark.parametrize("body", [{}, {"answer": "meh"}, {"answer": None}, {"answer": "landed", "text": "x"}])
def test_an_answer_that_is_none_is_named(desk: Desk, body: dict[str, Any]) -> None:
    answer = ask(desk, "POST", f"{ONE}/answer", body, sub=CLIENT, role="client")
    assert (answer.status, answer.problem) == (422, "invalid")


def test_what_was_not_sent_to_the_caller_is_not_there(desk: Desk) -> None:
    nothing = says(desk, "landed", f"/celebrations/{replace(ID, hash='f' * 16)}")
    assert (nothing.status, desk.memory.calls) == (404, ["gather"])
    drafted = replace(ID, hash="00000000000000bb")
    desk.memory.celebrations[drafted] = replace(celebration(), id=drafted)
    for strange in (
        says(desk, "landed", sub="client-2"),
        says(desk, "landed", practice="practice-2"),
        says(desk, "landed", f"/celebrations/{drafted}"),
        says(desk, "landed", "/celebrations/x"),
    ):
        assert strange == nothing
    assert says(desk, "landed", role="therapist").status == 403
    assert desk.memory.events == []


def test_the_therapist_sees_when_it_was_seen(desk: Desk) -> None:
    (message,) = desk.memory.messages
    for _ in range(2):
        assert ask(desk, "POST", f"/inbox/{message}/read", {}, sub=CLIENT, role="client").status == 200
        desk.clock.forward(timedelta(hours=1))
    for one in (ID, BESIDE):
        card = ask(desk, "GET", f"/celebrations/{one}")
        assert (card.body["seen_at"], card.etag) == ("2026-06-01T13:00:00.000Z", '"2"')
        assert [step["event"] for step in card.body["history"]] == ["sent", "seen"]


# --- joy ------------------------------------------------------------------------------------------


def test_joy_is_sealed_and_hers_alone(desk: Desk) -> None:
    before = dict(desk.memory.celebrations)
    kept = ask(desk, "PUT", f"{ONE}/joy", {"text": "I cried on the train."})
    assert (kept.status, kept.body) == (200, {"celebration": str(ID), "text": "I cried on the train."})
    assert desk.memory.calls == ["gather", "keep joy"]
    assert desk.memory.celebrations[ID] == replace(before[ID], joy=b"sealed joy:I cried on the train.")
    assert ask(desk, "GET", ONE).body["joy"] == "I cried on the train."
    assert ask(desk, "GET", "/celebrations").body["items"][0]["joy"] == "I cried on the train."
    inbox = ask(desk, "GET", "/inbox", sub=CLIENT, role="client")
    assert "cried" not in repr((inbox, desk.lines, desk.memory.events))
    assert ask(desk, "PUT", f"{ONE}/joy", {"text": None}).body["text"] is None
    assert desk.memory.celebrations[ID] == before[ID]


def test_joy_is_kept_for_no_one_else(desk: Desk) -> None:
    assert ask(desk, "PUT", f"{ONE}/joy", {"text": "x"}, sub="therapist-2").status == 404
    assert ask(desk, "PUT", f"{ONE}/joy", {"text": "x"}, practice="practice-2").status == 404
    assert ask(desk, "PUT", f"{ONE}/joy", {"text": "x"}, sub=CLIENT, role="client").status == 403
    desk.texts.keys.clear()
    assert ask(desk, "PUT", f"{ONE}/joy", {"text": "x"}).status == 404
    assert desk.memory.celebrations[ID].joy is None


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "x" * 5000}, {"text": "a\x00b"}, {"text": 1}])
def test_joy_that_is_no_text_is_named(desk: Desk, body: dict[str, Any]) -> None:
    answer = ask(desk, "PUT", f"{ONE}/joy", body)
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "/text")
