"""A batch tells as little as its items' own endpoints: nothing of reflections to a client, no typed word to anybody."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Person, on_fakes
from unit.reflections.endpoints import MARK
from unit.reflections.test_sync import EARLIER, item, sync

IDS = st.sampled_from(["a", "b", "c"])
_THOUGHT = {"kind": "came_to_mind", "text": "radio", "occurred_at": EARLIER}
_IDEA = {"text": "write a letter", "occurred_at": EARLIER}
_EFFORT = {"kind": "effort", "text": "against it", "occurred_at": EARLIER}

HIDDEN = st.lists(st.tuples(IDS, st.sampled_from(["reflection", "idea"])), max_size=4)
ASKED = st.lists(
    st.tuples(IDS, st.sampled_from(["entry", "reflection", "idea", "measure"]), st.one_of(st.none(), IDS)), max_size=5
)


def _asks(hidden: list[tuple[str, str]], asked: list[tuple[str, str, str | None]], *, hide: bool) -> list[str]:
    """Let the therapist keep something to herself, or not; give all that the client then hears."""
    service = on_fakes()
    journey = service.post(THERAPIST, "/journeys", {}, key="open").body["id"]
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="invite").body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True}, key="join")
    if hide and hidden:
        bodies = {"reflection": _THOUGHT, "idea": _IDEA}
        sync(service, [item(journey, made, kind, bodies[kind]) for made, kind in hidden])
    wanted: dict[str, dict[str, Any]] = {
        "entry": _EFFORT,
        "reflection": _THOUGHT,
        "idea": _IDEA,
        "measure": {"instrument": "GAD-7", "total": 3, "occurred_at": EARLIER},
    }
    refers: dict[str | None, dict[str, Any]] = {of: {"refers": {"struggle": of}} for of in "abc"}
    items = [item(journey, made, kind, wanted[kind], **refers.get(of, {})) for made, kind, of in asked]
    answers = [sync(service, items, CLIENT)] if items else []
    return [answer.raw for answer in (*answers, service.get(CLIENT, f"/journeys/{journey}/timeline"))]


@settings(max_examples=60)
@given(HIDDEN, ASKED)
def test_a_client_hears_the_same_with_reflections_and_without(
    hidden: list[tuple[str, str]], asked: list[tuple[str, str, str | None]]
) -> None:
    assert _asks(hidden, asked, hide=True) == _asks(hidden, asked, hide=False)


# A plain name is a field's, and is repeated in a pointer; a name with a blank is a sentence, and is not.
_NAMED = f"{MARK} is a sentence"
_MARKED = st.sampled_from([MARK, _NAMED, f"{MARK}\n", f"\ud83d{MARK}", [MARK], {_NAMED: 1}, {"a": {MARK: 1}}])
_ANYTHING = st.one_of(_MARKED, st.integers(-9, 99), st.none(), st.booleans(), st.floats())
_ITEMS = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b"]), "type": st.sampled_from(["entry", "reflection", "idea", "measure", "rating"])},
    optional={
        "journey": _ANYTHING,
        "goal": _ANYTHING,
        "refers": st.one_of(_ANYTHING, st.dictionaries(st.sampled_from(["struggle", "goal"]), _ANYTHING, max_size=2)),
        "body": st.one_of(
            _ANYTHING,
            st.dictionaries(
                st.sampled_from(["kind", "text", "worked", "occurred_at", "instrument", "items", "value", "tags"]),
                st.one_of(_ANYTHING, st.sampled_from(["win", "came_to_mind", EARLIER, "PHQ-9"])),
            ),
        ),
        "surprise": _ANYTHING,
    },
)


@settings(max_examples=100)
@given(st.lists(st.one_of(_ITEMS, _MARKED, _ITEMS), min_size=1, max_size=5), st.booleans())
def test_whatever_is_sent_every_item_is_answered_and_no_word_repeated(sent: list[Any], here: bool) -> None:  # noqa: FBT001
    service = on_fakes()
    journey = service.joined()
    items = [{"journey": journey, **one} if here and isinstance(one, dict) and "id" in one else one for one in sent]
    people: tuple[Person, ...] = (THERAPIST, CLIENT, SUPERVISOR)
    for who in people:
        answer = sync(service, items, who)
        assert MARK not in answer.raw
        if who is SUPERVISOR:
            assert answer.status == 403
            continue
        assert answer.status == 200, answer.raw
        assert len(answer.body["items"]) == len(items)
        statuses = {one["status"] for one in answer.body["items"]}
        assert statuses <= {"created", "duplicate", "conflict", "rejected"}, "nothing that is sent is a fault of ours"
    stores: Any = service.stores
    told = [event.model_dump_json() for event in stores.captures.events]
    assert not [line for line in (*told, *service.lines) if MARK in line]
    assert MARK not in repr(stores.captures.stored)
