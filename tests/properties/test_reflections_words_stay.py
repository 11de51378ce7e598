"""Invariant I4: what a person typed is sealed in the table, and is in no event, no log line and no refusal."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reflections.table import on_moto
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Person, Service, on_fakes
from unit.reflections.endpoints import ENDPOINTS, MARK, Endpoint

_MARKED = st.sampled_from([MARK, f"{MARK} and more", f"x{MARK}", f"{MARK}\n", [MARK], {MARK: 1}, {"a": {MARK: MARK}}])
_ANYTHING = st.recursive(
    st.one_of(_MARKED, st.integers(-9, 99), st.none(), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["9", "text", "a"]), inner)),
    max_leaves=4,
)


def _stored(service: Service) -> str:
    stores: Any = service.stores
    return repr([stores.journeys.stored, stores.captures.stored, stores.invitations.stored])


def _told(service: Service) -> str:
    stores: Any = service.stores
    events = [*stores.journeys.events, *stores.captures.events]
    return "\n".join([*(event.model_dump_json() for event in events), *service.lines])


@st.composite
def requests(draw: st.DrawFn) -> tuple[Endpoint, dict[str, Any], str | None]:
    """Draw a request that has the mark somewhere: in a right field, a wrong one, a name or the raw body."""
    endpoint = draw(st.sampled_from(ENDPOINTS))
    names = [*endpoint.right, "text", "worked", "occurred_at", "unknown", "risk_items"]
    change = draw(st.dictionaries(st.sampled_from(names), _ANYTHING, max_size=3))
    raw = draw(st.sampled_from([None, None, None, f'{{"text": "{MARK}', MARK, f'["{MARK}"]']))
    return endpoint, {**endpoint.right, **change}, raw


@settings(max_examples=150)
@given(st.lists(requests(), min_size=1, max_size=6))
def test_words_are_in_no_event_no_line_and_no_refusal(sent: list[tuple[Endpoint, dict[str, Any], str | None]]) -> None:
    service = on_fakes()
    journey = service.joined()
    names = {"journey": journey, "open": service.opened(), "goal": service.goal(journey), "measure": journey}
    names |= dict.fromkeys(("entry", "reflection", "idea", "session", "plan"), journey)
    for endpoint, body, raw in sent:
        for who in (endpoint.who, CLIENT, SUPERVISOR):
            path = endpoint.path.format(**names)
            answer = service.call(who, endpoint.method, path, body, version=1, raw=raw)
            assert MARK not in answer.raw
            assert MARK not in str(answer.headers)
    assert MARK not in _told(service)
    assert MARK not in _stored(service)


def test_a_fault_of_ours_repeats_nothing_either() -> None:
    """An error whose own words hold what was typed: the caller and the log get a code."""
    service = on_fakes()
    journey = service.joined()

    def broken(*_given: object) -> None:
        raise RuntimeError(MARK)

    service.stores.captures.add = broken  # type: ignore[method-assign,assignment]
    answer = service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "win", "text": MARK})
    assert answer.status == 500
    assert MARK not in answer.raw + _told(service)
    assert any('"KN002"' in line for line in service.lines)


def test_the_table_holds_no_word_in_the_clear() -> None:
    with on_moto() as moto:
        service = moto.service
        at = f"/journeys/{service.joined()}"
        texts = dict.fromkeys(("worked", "did_not_work", "might_work_next"), MARK)
        sent = [
            service.post(CLIENT, f"{at}/goals", {"text": MARK, "target": 3}),
            service.post(CLIENT, f"{at}/entries", {"kind": "win", "text": MARK, "shared": True}),
            service.post(THERAPIST, f"{at}/reflections", {"kind": "after_session", **texts}),
            service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": MARK, "tags": [MARK]}),
            service.post(THERAPIST, f"{at}/ideas", {"text": MARK}),
        ]
        assert [answer.status for answer in sent] == [201] * 5
        changes: list[tuple[Person, str, dict[str, Any]]] = [
            (CLIENT, f"{at}/entries/{sent[1].body['id']}", {"text": MARK}),
            (THERAPIST, f"{at}/reflections/{sent[3].body['id']}", {"text": f"again {MARK}", "tags": [f"{MARK} 2"]}),
            (THERAPIST, f"{at}/ideas/{sent[4].body['id']}", {"state": "bring", "text": MARK}),
        ]
        for who, path, change in changes:
            assert service.call(who, "PATCH", path, change, version=1).status == 200
        search = service.call(THERAPIST, "POST", "/reflections/search", {"words": MARK, "tag": f"{MARK} 2"}, key=None)
        assert len(search.body["items"]) == 1
        assert not [item for item in moto.raw_items() if MARK in str(item)]
        assert not [line for line in service.lines if MARK in line]
        shown = service.get(THERAPIST, f"{at}/timeline").raw + service.get(CLIENT, f"{at}/goals").raw
        assert shown.count(MARK) == 6
