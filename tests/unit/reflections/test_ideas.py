"""Ideas over HTTP: from a thought to something tried, the therapist's alone, on the agenda until shared."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.adapters.capture_orders import places_of
from reflections.domain.idea import FOLLOWING, MOST_STEPS, OPEN, IdeaState, begun, stepped
from reflections.domain.refusals import RefusedStepError
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, Service, refused

IDEA = {"text": "A letter that is not sent"}
AT = "2026-06-01T09:00:00.000Z"
_ORDER = list(IdeaState)


@pytest.fixture
def at(service: Service) -> str:
    return f"/journeys/{service.joined()}/ideas"


def _made(service: Service, at: str, **more: object) -> str:
    answer = service.post(THERAPIST, at, {**IDEA, **more})
    assert answer.status == 201, answer.raw
    return f"{at}/{answer.body['id']}"


def _step(service: Service, idea: str, version: int, state: str, **more: object) -> Answer:
    return service.call(THERAPIST, "PATCH", idea, {"state": state, **more}, version=version)


def _on_agenda(service: Service) -> list[str]:
    stores: Any = service.stores.captures
    return [place for kept in stores.stored.values() if (place := places_of(kept)["agenda"])]


def test_an_idea_goes_its_way_with_dates_and_sessions(service: Service, at: str) -> None:
    idea = _made(service, at, reflection=at.split("/")[2])
    _step(service, idea, 1, "bring")
    _step(service, idea, 2, "shared", session=4, occurred_at="2026-05-31T10:00:00Z")
    _step(service, idea, 3, "tried")
    last = _step(service, idea, 4, "worked")
    assert (last.status, last.tag) == (200, '"5"')
    now = service.get(THERAPIST, idea).body
    assert now["text"] == IDEA["text"]
    assert now["reflection"] == at.split("/")[2]
    assert [(step["state"], step["at"], step["session"]) for step in now["history"]] == [
        ("idea", AT, None),
        ("bring", AT, None),
        ("shared", "2026-05-31T10:00:00.000Z", 4),
        ("tried", AT, None),
        ("worked", AT, None),
    ]


def test_it_is_on_the_agenda_only_until_it_is_shared(service: Service, at: str) -> None:
    idea = _made(service, at, state="bring")
    [place] = _on_agenda(service)
    assert place.startswith("therapist#bring#")
    _step(service, idea, 1, "shared")
    assert _on_agenda(service) == []
    other = _made(service, at)
    assert len(_on_agenda(service)) == 1
    _step(service, other, 1, "let_go")
    assert _on_agenda(service) == []
    _step(service, other, 2, "idea")
    assert len(_on_agenda(service)) == 1
    service.call(THERAPIST, "DELETE", other, version=3)
    assert _on_agenda(service) == []


def test_the_brief_leads_to_it_until_it_is_shared(service: Service, at: str) -> None:
    idea, brief = _made(service, at), at.replace("ideas", "brief")
    [line] = [one for one in service.get(THERAPIST, brief).body["lines"] if one["topic"] == "idea"]
    assert service.get(THERAPIST, line["source"]["path"]).body["text"] == IDEA["text"]
    _step(service, idea, 1, "shared", session=1)
    assert [one for one in service.get(THERAPIST, brief).body["lines"] if one["topic"] == "idea"] == []
    assert [one for one in service.get(CLIENT, brief).body["lines"] if one["topic"] == "idea"] == []


def test_a_step_that_cannot_follow_is_refused_and_the_possible_ones_named(service: Service, at: str) -> None:
    idea = _made(service, at)
    answer = _step(service, idea, 1, "worked")
    assert refused(answer, 409, "idea-step")
    assert answer.body["detail"] == "It is at idea. It can go to bring or shared or let_go."
    for version, state in enumerate(("shared", "tried", "worked"), start=1):
        assert _step(service, idea, version, state).status == 200
    assert "Nothing follows" in _step(service, idea, 4, "tried").body["detail"]


def test_a_step_that_was_taken_before_is_answered_as_if_just_taken(service: Service, at: str) -> None:
    idea = _made(service, at)
    first, again = (_step(service, idea, 1, "bring") for _ in range(2))
    assert (again.status, again.raw, again.tag) == (200, first.raw, first.tag)
    assert refused(_step(service, idea, 1, "shared"), 412, "stale-version")
    assert len(service.get(THERAPIST, idea).body["history"]) == 2


def test_ideas_have_a_list_of_their_own_and_no_place_in_a_timeline(service: Service, at: str) -> None:
    for number in range(3):
        service.clock.passes(minutes=1)
        _made(service, at, text=f"idea {number}")
    first = service.get(THERAPIST, at, limit="2").body
    second = service.get(THERAPIST, at, limit="2", cursor=first["next"]).body
    assert [item["text"] for item in first["items"] + second["items"]] == ["idea 2", "idea 1", "idea 0"]
    assert second["next"] is None
    timeline = at.replace("ideas", "timeline")
    assert service.get(THERAPIST, timeline).body["items"] == []
    one = first["items"][0]["id"]
    assert service.get(THERAPIST, f"{timeline}/{one}").body["text"] == "idea 2"
    assert refused(service.get(CLIENT, f"{timeline}/{one}"), 404, "not-found")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_for_the_client_none_is_there(service: Service, at: str, method: str) -> None:
    idea = _made(service, at)
    body = {"state": "bring"} if method == "PATCH" else None
    for who in (CLIENT, Person("client-1", "therapist client")):
        there, nowhere = (service.call(who, method, path, body, version=1) for path in (idea, f"{at}/nothing"))
        assert there.status in {403, 404}
        assert (there.status, there.raw, there.tag) == (nowhere.status, nowhere.raw, nowhere.tag)
    stores: Any = service.stores.captures
    assert stores.events == []


def test_words_and_a_step_come_together_and_a_time_needs_a_step(service: Service, at: str) -> None:
    idea = _made(service, at)
    assert _step(service, idea, 1, "bring", text="A letter, read aloud").status == 200
    assert service.get(THERAPIST, idea).body["text"] == "A letter, read aloud"
    alone = service.call(THERAPIST, "PATCH", idea, {"text": "x", "session": 3}, version=2)
    assert (alone.status, alone.fields) == (422, ["/state"])


@given(st.lists(st.sampled_from(_ORDER), max_size=70))
def test_the_steps_lead_where_the_table_says_and_their_number_is_bounded(steps: list[IdeaState]) -> None:
    facts = begun(IdeaState.IDEA, None)
    for step in steps:
        before = facts
        try:
            facts = stepped(facts, step, AT, None)
        except RefusedStepError:
            taken: Any = before["steps"]
            assert step not in FOLLOWING[IdeaState(str(before["state"]))] or len(taken) == MOST_STEPS
        else:
            assert facts["state"] == step
            assert before is not facts
    kept: Any = facts["steps"]
    assert len(kept) <= MOST_STEPS


def test_every_state_can_be_reached_and_only_the_end_is_final() -> None:
    reached, frontier = set(), {IdeaState.IDEA}
    while frontier:
        reached |= frontier
        frontier = {after for state in frontier for after in FOLLOWING[state]} - reached
    assert reached == set(IdeaState)
    assert [state for state in IdeaState if not FOLLOWING[state]] == [IdeaState.WORKED]
    assert {IdeaState.IDEA, IdeaState.BRING} == OPEN
