"""A standing cheer: given, shown, changed, taken back; and what is sent by it, and what is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from notifications.application.drafting import TakeInMilestone
from notifications.domain.celebration import Milestone
from notifications.domain.draft import SETBACKS, draft
from notifications.domain.journey import Consent
from notifications.domain.lifecycle import State
from notifications.domain.pace import Pace
from notifications.domain.preferences import Language, Preferences
from notifications.domain.reason import Reason
from notifications.domain.standing_cheer import Kind, StandingCheer
from unit.notifications.asking import Answer, ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey, milestone

ONE = f"/standing-cheers/{JOURNEY.journey}"
BODY: dict[str, Any] = {
    "kinds": {"goal_attained": None, "sudden_gain": "You kept going, week after week."},
    "a_month": 2,
    "until": "2026-12-31",
}
PERSON = (JOURNEY.practice, CLIENT)
LED = journey(therapist_version=1)


@pytest.fixture
def desk() -> Desk:
    """A journey that is known, with consent."""
    made = Desk()
    made.memory.journeys[JOURNEY] = LED
    return made


def give(desk: Desk, body: Any = None, version: str = '"0"', **who: Any) -> Answer:  # noqa: ANN401 - any JSON, anybody
    return ask(desk, "PUT", ONE, BODY if body is None else body, version=version, **who)


def detected(desk: Desk, state: str = "confirmed", version: int = 1, kind: str = "sudden_gain") -> None:
    take_in = TakeInMilestone(desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log)
    seen = replace(milestone(state, version), kind=kind)
    take_in(ID, seen, correlation="request-9", cause="event-9")


def state(desk: Desk) -> State:
    return desk.memory.celebrations[ID].state


# --- over HTTP --------------------------------------------------------------------------------------------------------


def test_it_is_given_with_ones_own_words_or_the_drafts_and_shown_again(desk: Desk) -> None:
    answer = give(desk)
    assert (answer.status, answer.etag) == (200, '"1"')
    assert answer.body == {
        "journey": JOURNEY.journey,
        **BODY,
        "set_at": "2026-06-01T12:00:00.000Z",
        "version": 1,
        "ended": None,
    }
    assert desk.memory.calls == ["get standing", "put standing"]
    assert ask(desk, "GET", ONE).body == answer.body
    assert ask(desk, "GET", "/standing-cheers").body == {"items": [answer.body], "next": None}
    assert desk.memory.standing[JOURNEY].kinds["sudden_gain"] == b"sealed:You kept going, week after week."
    assert all("week after week" not in line for line in desk.lines)


def test_it_is_changed_upon_its_version_and_taken_back(desk: Desk) -> None:
    give(desk)
    assert give(desk).problem == "stale-version"
    assert give(desk, version='"2"').status == 412
    changed = give(desk, {**BODY, "a_month": 3}, '"1"')
    assert (changed.status, changed.etag, changed.body["a_month"]) == (200, '"2"', 3)
    assert ask(desk, "DELETE", ONE, version='"1"').status == 412
    assert ask(desk, "DELETE", ONE, version='"2"').status == 204
    assert ask(desk, "GET", ONE).status == 404
    assert ask(desk, "DELETE", ONE, version='"2"').status == 404
    assert ask(desk, "PUT", ONE, BODY).status == 428


@pytest.mark.parametrize("who", [{"sub": "therapist-2"}, {"practice": "practice-2"}])
def test_somebody_elses_is_not_there(desk: Desk, who: dict[str, Any]) -> None:
    give(desk)
    nothing = ask(desk, "GET", "/standing-cheers/53159992-016f-8cc9-8e97-8121e483acaa")
    for answer in (
        ask(desk, "GET", ONE, **who),
        give(desk, **who),
        give(desk, version='"1"', **who),
        ask(desk, "DELETE", ONE, version='"1"', **who),
    ):
        assert (answer.status, answer.body) == (404, nothing.body)
    assert ask(desk, "GET", "/standing-cheers", **who).body["items"] == []


@pytest.mark.parametrize("role", ["client", "supervisor", "admin"])
def test_it_is_for_therapists(desk: Desk, role: str) -> None:
    assert give(desk, role=role).status == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kinds": {}}, "/kinds"),
        ({"kinds": {"of_tomorrow": None}}, "/kinds/of_tomorrow/(field)"),
        *[({"kinds": {kind: None}}, f"/kinds/{kind}/(field)") for kind in sorted(SETBACKS)],
        ({"kinds": {"first_step": ""}}, "/kinds/first_step"),
        ({"kinds": {"first_step": "x" * 2001}}, "/kinds/first_step"),
        ({"kinds": {"first_step": "bell\x07"}}, "/kinds/first_step"),
        ({"kinds": {"first_step": "I am so proud of you."}}, "/kinds/first_step"),
        ({"a_month": 0}, "/a_month"),
        ({"a_month": 32}, "/a_month"),
        ({"a_month": "2"}, "/a_month"),
        ({"until": "2026-05-30"}, "/until"),
        ({"until": "2027-06-03"}, "/until"),
        ({"until": "soon"}, "/until"),
        ({"until": None}, "/until"),
        ({"for_ever": True}, "/for_ever"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(desk: Desk, changes: dict[str, Any], field: str) -> None:
    answer = give(desk, {**BODY, **changes})
    assert (answer.status, [error["field"] for error in answer.body["errors"]]) == (422, [field])
    assert desk.memory.standing == {}


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        (replace(LED, closed=True), "journey-closed"),
        (replace(LED, consent=None), "consent-missing"),
        (replace(LED, consent=Consent(4, granted=False)), "consent-missing"),
    ],
)
def test_without_an_open_journey_and_a_consent_there_is_none(desk: Desk, known: Any, problem: str) -> None:  # noqa: ANN401
    desk.memory.journeys[JOURNEY] = known
    answer = give(desk)
    assert (answer.status, answer.problem) == (409, problem)


def test_they_come_in_pages_the_latest_first(desk: Desk) -> None:
    for number in range(3):
        place = replace(JOURNEY, journey=JOURNEY.journey.replace("53159992", f"0000000{number}"))
        desk.memory.journeys[place] = replace(LED, id=place)
        ask(desk, "PUT", f"/standing-cheers/{place.journey}", BODY, version='"0"')
        desk.clock.forward(timedelta(minutes=1))
    first = ask(desk, "GET", "/standing-cheers", query={"limit": "2"}).body
    second = ask(desk, "GET", "/standing-cheers", query={"limit": "2", "cursor": first["next"]}).body
    assert [one["journey"][7] for one in (*first["items"], *second["items"])] == ["2", "1", "0"]
    assert second["next"] is None
    assert ask(desk, "GET", "/standing-cheers", query={"cursor": "x"}).status == 422


# --- what comes of it -------------------------------------------------------------------------------------------------


def test_the_event_alone_sends_the_message_in_her_words(desk: Desk) -> None:
    give(desk)
    detected(desk)
    card = desk.memory.celebrations[ID]
    assert (card.state, card.send_at, card.by_standing) == (State.APPROVED, NOON, NOON)
    desk.memory.calls.clear()
    desk.send(ID)
    assert desk.memory.calls == ["look around", "get preferences", "deliver"]
    (message,) = desk.memory.messages.values()
    assert message.text == b"sealed:You kept going, week after week."
    assert desk.memory.standing[JOURNEY].used.sent == (NOON,)
    (event,) = desk.memory.events
    assert (event.correlationid, event.causationid) == ("request-9", "event-9")
    assert ask(desk, "GET", ONE).etag == '"1"', "its use is nothing that the therapist changed"


def test_where_she_gave_no_words_the_drafts_are_sent(desk: Desk) -> None:
    give(desk)
    detected(desk, kind="goal_attained")
    assert state(desk) is State.APPROVED
    assert desk.memory.celebrations[ID].text == f"sealed:{draft('goal_attained', Language.ENGLISH)}".encode()


def test_a_provisional_gain_is_held_and_sent_once_it_is_confirmed(desk: Desk) -> None:
    give(desk)
    detected(desk, "provisional")
    assert state(desk) is State.HELD
    desk.send(ID)
    assert desk.memory.messages == {}
    detected(desk, "confirmed", 2)
    assert state(desk) is State.APPROVED
    desk.send(ID)
    assert state(desk) is State.SENT


@pytest.mark.parametrize("first", ["reversed", "unstable", "retracted", "dismissed"])
def test_what_comes_in_any_other_state_is_the_therapists_to_decide(desk: Desk, first: str) -> None:
    give(desk)
    detected(desk, first)
    detected(desk, "confirmed", 2)
    assert state(desk) is State.DRAFTED


def test_a_kind_that_it_was_not_given_for_is_drafted_and_a_setback_is_nothing(desk: Desk) -> None:
    give(desk)
    detected(desk, kind="first_step")
    assert state(desk) is State.DRAFTED
    desk.memory.celebrations.clear()
    for kind in SETBACKS:
        detected(desk, kind=kind)
    assert desk.memory.celebrations == {}


@pytest.mark.parametrize("shown", [State.DRAFTED, State.DISMISSED, State.HELD, State.NOT_DONE])
def test_a_card_that_was_shown_before_is_never_sent_by_it(desk: Desk, shown: State) -> None:
    desk.memory.celebrations[ID] = celebration(shown, "provisional")
    give(desk)
    detected(desk, "confirmed", 2)
    assert desk.memory.celebrations[ID].by_standing is None
    assert state(desk) is (State.APPROVED if shown is State.HELD else shown)


ENDS: dict[str, Callable[[Desk], object]] = {
    "taken back": lambda desk: desk.memory.standing.clear(),
    "given anew": lambda desk: desk.memory.standing.update(
        {JOURNEY: replace(desk.memory.standing[JOURNEY], set_at=NOON + timedelta(minutes=1))}
    ),
    "over": lambda desk: desk.memory.standing.update(
        {JOURNEY: replace(desk.memory.standing[JOURNEY], until=(NOON - timedelta(days=1)).date())}
    ),
    "month full": lambda desk: desk.memory.standing.update(
        {JOURNEY: replace(desk.memory.standing[JOURNEY], used=Pace((NOON, NOON), 1))}
    ),
    "handed over and back": lambda desk: desk.memory.journeys.update({JOURNEY: replace(LED, therapist_version=7)}),
    "consent given anew": lambda desk: desk.memory.journeys.update(
        {JOURNEY: replace(LED, consent=Consent(9, granted=True))}
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_once_it_has_ended_nothing_is_sent_and_the_draft_is_hers(desk: Desk, end: Callable[[Desk], object]) -> None:
    give(desk)
    detected(desk)
    end(desk)
    desk.send(ID)
    card = desk.memory.celebrations[ID]
    assert (card.state, card.send_at, card.by_standing, desk.memory.messages) == (State.DRAFTED, None, None, {})
    assert [line for line in desk.lines if "NT013" in line]
    shown = ask(desk, "GET", f"/celebrations/{ID}")
    approved = ask(desk, "POST", f"/celebrations/{ID}/approve", {}, version=shown.etag)
    assert (approved.status, approved.body["state"]) == (200, "approved")
    desk.send(ID)
    assert state(desk) is State.SENT, "her own approval needs no standing cheer"


@pytest.mark.parametrize("name", sorted(ENDS.keys() - {"given anew"}))  # which holds for what comes
def test_once_it_has_ended_a_milestone_is_only_drafted(desk: Desk, name: str) -> None:
    give(desk)
    ENDS[name](desk)
    detected(desk)
    assert state(desk) is State.DRAFTED


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (replace(LED, therapist="therapist-2", therapist_version=4), Reason.JOURNEY_HANDED_OVER),
        (replace(LED, closed=True), Reason.JOURNEY_CLOSED),
        (replace(LED, consent=Consent(4, granted=False)), Reason.CONSENT_WITHDRAWN),
        (replace(LED, paused=True), Reason.JOURNEY_PAUSED),
    ],
)
def test_what_ends_a_journey_ends_what_it_approved(desk: Desk, known: Any, reason: Reason) -> None:  # noqa: ANN401
    give(desk)
    detected(desk)
    desk.memory.journeys[JOURNEY] = known
    desk.send(ID)
    assert (state(desk), desk.memory.celebrations[ID].reason) == (State.NOT_DONE, reason)


def test_the_end_of_one_is_shown(desk: Desk) -> None:
    give(desk)
    desk.memory.journeys[JOURNEY] = replace(LED, consent=Consent(4, granted=False))
    assert ask(desk, "GET", ONE).body["ended"] == "consent_withdrawn"
    desk.memory.journeys[JOURNEY] = replace(LED, closed=True)
    assert ask(desk, "GET", ONE).body["ended"] == "closed"


def test_it_is_taken_back_while_a_sending_by_it_is_under_way(desk: Desk) -> None:
    give(desk)
    detected(desk)
    look = desk.send.look

    def look_then_lose(wanted: Any) -> Any:  # noqa: ANN401 - as it is called
        grounds = look(wanted)
        desk.memory.standing.clear()
        return grounds

    replace(desk.send, look=look_then_lose)(ID)
    assert (state(desk), desk.memory.messages) == (State.DRAFTED, {})


def test_its_ceiling_is_of_messages_and_the_next_month_opens_it_again(desk: Desk) -> None:
    desk.memory.preferences[PERSON] = Preferences("UTC", version=1)
    give(desk, {**BODY, "a_month": 1})
    other = replace(ID, hash="f" * 16)
    detected(desk)
    desk.memory.celebrations[other] = replace(desk.memory.celebrations[ID], id=other)
    desk.send(ID)
    assert desk.memory.standing[JOURNEY].used.sent == (NOON,), "two of a day are one message, and one use"
    assert {one.state for one in desk.memory.celebrations.values()} == {State.SENT}
    desk.memory.celebrations.clear()
    desk.clock.forward(timedelta(days=2))
    detected(desk)
    assert state(desk) is State.DRAFTED
    desk.memory.celebrations.clear()
    desk.clock.forward(timedelta(days=30))
    detected(desk)
    assert state(desk) is State.APPROVED


def test_another_therapist_gives_her_own_and_the_month_stays_counted(desk: Desk) -> None:
    give(desk)
    detected(desk)
    desk.send(ID)
    desk.memory.journeys[JOURNEY] = replace(LED, therapist="therapist-2", therapist_version=4)
    assert give(desk, sub="therapist-2", version='"1"').status == 412
    mine = give(desk, sub="therapist-2")
    assert (mine.status, mine.etag) == (200, '"1"')
    stored = desk.memory.standing[JOURNEY]
    assert (stored.therapist, stored.used.sent) == ("therapist-2", (NOON,))
    assert ask(desk, "GET", ONE).status == 404, "hers is gone with the journey"


def test_a_kind_is_one_that_a_draft_has_words_for() -> None:
    strange = draft("a_kind_of_tomorrow", Language.ENGLISH)
    assert [kind for kind in Kind if draft(kind, Language.ENGLISH) == strange] == []
    assert not SETBACKS & set(Kind)


def test_what_is_stored_says_whose_it_is() -> None:
    made = StandingCheer(JOURNEY, THERAPIST, {}, 1, NOON.date(), 1, 3, NOON)
    assert made.ended(LED, NOON) is None
    assert made.ended(None, NOON) == "closed"
    assert isinstance(milestone(), Milestone)
