"""Consults, whatever is repeated or raced: each act once, each suggestion one idea at most, nothing for the client."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from local.people import SUPERVISOR as ASKED
from local.people import THERAPIST as ASKING
from unit.reflections.asking import ask
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, Service, on_fakes
from whole.story import Story
from whole.world import a_world

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


def test_a_crash_anywhere_and_the_same_request_again_do_it_once() -> None:
    """Between any two calls to AWS, at each of the three acts; what was answered stands, and is told once."""
    with a_world() as world:
        story = Story(world)
        home = f"/journeys/{story.journey}"
        asked = {"question": "What do I not see?", "supervisor": {"where": "inside", "person": ASKED.email}}
        said = {"text": "words of hers", "minutes": 5, "ideas": ["an empty chair"]}
        # Of asking the tenth call is the transaction, of the other two the second or the fourth.
        crashes = (0, 1, 2, 3, 4, 9, 10)
        for calls in crashes:
            digest = story.sent(ASKING, "POST", f"{home}/consults/preview", asked).body["digest"]
            world.crash_after(calls)
            body = {**asked, "digest": digest, "decisions": []}
            made = story.sent(ASKING, "POST", f"{home}/consults", body, key=f"ask-{calls}").body["id"]
            world.crash_after(calls)
            story.sent(ASKED, "POST", f"/consults/{made}/answer", said, key=f"answer-{calls}")
            world.crash_after(calls)
            taken = {"accepts": [{"answer": 1, "idea": 1}]}
            story.sent(ASKING, "POST", f"/consults/{made}/close", taken, key=f"close-{calls}")
        world.crash_after(10**6)
        world.settle()
        listed = story.sent(ASKED, "GET", "/consults?state=all").body["items"]
        assert [one["state"] for one in listed] == ["closed"] * len(crashes)
        assert len(story.sent(ASKING, "GET", f"{home}/ideas").body["items"]) == len(crashes)
        threads = [story.sent(ASKED, "GET", f"/consults/{one['id']}").body["answers"] for one in listed]
        assert [len(thread) for thread in threads] == [1] * len(crashes)
        told = [item for item in world.items("reflections") if item["sk"]["S"].startswith("Q#") and "event" in item]
        assert len(told) == 2 * len(crashes)
