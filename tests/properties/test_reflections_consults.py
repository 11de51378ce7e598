"""Consults, whatever is repeated or raced: each act once, each suggestion one idea at most, nothing for the client."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unit.reflections.asking import ask
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, Service, on_fakes

MOST_IDEAS = 3
ANSWER = st.tuples(st.just("answer"), st.integers(0, MOST_IDEAS), st.integers(1, 480))
ACCEPTED = st.lists(st.tuples(st.integers(1, 3), st.integers(1, MOST_IDEAS)), max_size=3)
CLOSE = st.tuples(st.just("close"), ACCEPTED, st.booleans())
ACTS = st.lists(st.tuples(st.one_of(ANSWER, CLOSE), st.integers(1, 3), st.integers(0, 3)), max_size=8)
"""Each act, how often it is sent, and how many races it loses before."""


def _said(act: tuple[Any, ...]) -> tuple[Any, str, dict[str, Any]]:
    if act[0] == "answer":
        _, ideas, minutes = act
        suggested = [f"idea {number}" for number in range(1, ideas + 1)]
        return SUPERVISOR, "answer", {"text": "words of hers", "minutes": minutes, "ideas": suggested}
    _, accepted, bring = act
    state = "bring" if bring else "idea"
    return THERAPIST, "close", {"accepts": [{"answer": a, "idea": i, "state": state} for a, i in accepted]}


def _view(service: Service, journey: str) -> list[str]:
    paths = ("", "/timeline", "/brief", "/goals", "/ideas", "/reflections", "/access-log")
    return [service.get(CLIENT, f"/journeys/{journey}{path}").raw for path in paths]


@settings(max_examples=60)
@given(ACTS)
def test_whatever_is_repeated_or_raced_it_is_done_once(acts: list[tuple[tuple[Any, ...], int, int]]) -> None:
    service = on_fakes()
    journey = service.joined()
    consults: Any = service.stores.consults
    before = _view(service, journey)
    path = f"/consults/{ask(service, journey).body['id']}"
    answers: list[int] = []
    taken: list[tuple[int, int]] | None = None
    for place, (act, times, races) in enumerate(acts):
        who, route, body = _said(act)
        wanted = {(one["answer"], one["idea"]) for one in body.get("accepts", [])}
        suggested = {(number, idea) for number, ideas in enumerate(answers, 1) for idea in range(1, ideas + 1)}
        right = wanted <= suggested and len(wanted) == len(body.get("accepts", []))
        consults.lose_next = races if taken is None and right else 0
        sent: list[Answer] = [service.post(who, f"{path}/{route}", body, key=f"k{place}") for _ in range(times)]
        assert len({answer.raw for answer in sent}) == 1
        assert sent[0].status == (409 if taken is not None else 201 if right else 422)
        if sent[0].status == 201 and route == "answer":
            answers.append(len(body["ideas"]))
        elif sent[0].status == 201:
            taken = sorted(wanted)
    told = [event.type for event in consults.events]
    assert told == ["consult.requested.v1", *["consult.answered.v1"] * len(answers)]
    assert len({event.id for event in consults.events}) == len(told)
    shown = service.get(SUPERVISOR, path).body
    assert (shown["state"] == "closed", len(shown["answers"])) == (taken is not None, len(answers))
    ideas = service.get(THERAPIST, f"/journeys/{journey}/ideas").body["items"]
    assert sorted(one["text"] for one in ideas) == sorted(f"idea {idea}" for _, idea in taken or [])
    assert _view(service, journey) == before
