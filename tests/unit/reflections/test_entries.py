"""Entries over HTTP: read, changed, shared, withdrawn and deleted by their author alone."""

from typing import Any

import pytest

from unit.reflections.calling import CLIENT, OTHER_THERAPIST, THERAPIST, Answer, Person, Service, refused

WORDS, OTHERS = "I went to the group", "I went, and stayed"


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def _kept(service: Service, journey: str, who: Person = CLIENT, **more: Any) -> str:  # noqa: ANN401 - body fields
    body = {"kind": "effort", "text": WORDS, **more}
    return str(service.post(who, f"/journeys/{journey}/entries", body).body["id"])


def _at(journey: str, entry: str) -> str:
    return f"/journeys/{journey}/entries/{entry}"


def _patch(service: Service, at: str, body: dict[str, Any], version: int, who: Person = CLIENT) -> Answer:
    return service.call(who, "PATCH", at, body, version=version)


def _told(service: Service) -> list[tuple[str, dict[str, Any]]]:
    events: Any = service.stores.captures
    return [(event.type, dict(event.data)) for event in events.events if event.type.startswith("entry")]


def _texts_seen(service: Service, journey: str, who: Person) -> list[str]:
    return [item["text"] for item in service.get(who, f"/journeys/{journey}/timeline").body["items"]]


def test_its_author_reads_it_with_its_version(service: Service, journey: str) -> None:
    entry = _kept(service, journey)
    answer = service.get(CLIENT, _at(journey, entry))
    assert (answer.status, answer.tag) == (200, '"1"')
    assert {name: answer.body[name] for name in ("id", "kind", "text", "shared", "version")} == {
        "id": entry,
        "kind": "effort",
        "text": WORDS,
        "shared": False,
        "version": 1,
    }


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_it_is_nobody_elses(service: Service, journey: str, method: str, shared: bool) -> None:  # noqa: FBT001
    entry = _kept(service, journey, shared=shared)
    body = {"text": "mine"} if method == "PATCH" else None
    answers = [
        service.call(who, method, _at(journey, thing), body, version=1)
        for who, thing in ((THERAPIST, entry), (OTHER_THERAPIST, entry), (CLIENT, journey))
    ]
    assert all(refused(answer, 404, "not-found") for answer in answers)
    assert len({answer.raw for answer in answers}) == 1
    assert service.get(CLIENT, _at(journey, entry)).body["text"] == WORDS


def test_new_words_take_the_place_of_the_old_ones(service: Service, journey: str) -> None:
    at = _at(journey, _kept(service, journey))
    answer = _patch(service, at, {"text": OTHERS}, 1)
    assert (answer.status, answer.tag, answer.body["version"]) == (200, '"2"', 2)
    assert OTHERS not in answer.raw
    assert service.get(CLIENT, at).body["text"] == OTHERS
    stores: Any = service.stores.captures
    [kept] = stores.stored.values()
    assert len(kept.texts) == 1
    assert OTHERS not in repr(kept)


def test_what_is_left_out_stays_and_null_takes_a_link_off(service: Service, journey: str) -> None:
    goal = service.goal(journey)
    at = _at(journey, _kept(service, journey, goal=goal, occurred_at="2026-05-30T20:00:00Z"))
    assert _patch(service, at, {"struggle": goal}, 1).body["goal"] == goal
    after = _patch(service, at, {"goal": None}, 2).body
    assert (after["goal"], after["struggle"], after["occurred_at"]) == (None, goal, "2026-05-30T20:00:00.000Z")
    moved = _patch(service, at, {"occurred_at": "2026-05-29T20:00:00+02:00"}, 3).body
    assert (moved["occurred_at"], moved["recorded_at"]) == ("2026-05-29T18:00:00.000Z", after["recorded_at"])


def test_sharing_and_withdrawing_are_told_by_versions(service: Service, journey: str) -> None:
    entry = _kept(service, journey, occurred_at="2026-05-30T20:00:00Z")
    at = _at(journey, entry)
    assert _told(service) == []
    assert _texts_seen(service, journey, THERAPIST) == []
    _patch(service, at, {"shared": True}, 1)
    assert _texts_seen(service, journey, THERAPIST) == [WORDS]
    _patch(service, at, {"shared": False}, 2)
    assert _texts_seen(service, journey, THERAPIST) == []
    assert _texts_seen(service, journey, CLIENT) == [WORDS]
    facts = {"entry": entry, "kind": "effort", "occurred_at": "2026-05-30T20:00:00.000Z"}
    assert _told(service) == [
        ("entry.shared.v1", {**facts, "version": 2, "by": "client"}),
        ("entry.withdrawn.v1", {**facts, "version": 3}),
    ]


def test_a_withdrawal_tells_nothing_of_what_is_changed_in_private_later(service: Service, journey: str) -> None:
    at = _at(journey, _kept(service, journey, shared=True, occurred_at="2026-05-30T20:00:00Z"))
    _patch(service, at, {"shared": False, "occurred_at": "2026-05-01T00:00:00Z"}, 1)
    _patch(service, at, {"occurred_at": "2026-05-02T00:00:00Z"}, 2)
    service.call(CLIENT, "DELETE", at, version=3)
    told = _told(service)[1:]
    assert [(kind, data["version"]) for kind, data in told] == [("entry.withdrawn.v1", each) for each in (2, 3, 4)]
    assert {data["occurred_at"] for _, data in told} == {"2026-05-30T20:00:00.000Z"}


def test_what_was_never_shared_is_never_told(service: Service, journey: str) -> None:
    at = _at(journey, _kept(service, journey))
    _patch(service, at, {"text": OTHERS}, 1)
    assert service.call(CLIENT, "DELETE", at, version=2).status == 204
    assert _told(service) == []


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_deleted_is_gone_and_its_key_does_not_bring_it_back(
    service: Service,
    journey: str,
    shared: bool,  # noqa: FBT001 - a case
) -> None:
    body = {"kind": "effort", "text": WORDS, "shared": shared}
    first = service.post(CLIENT, f"/journeys/{journey}/entries", body, key="k1")
    at = _at(journey, first.body["id"])
    assert service.call(CLIENT, "DELETE", at, version=1).status == 204
    assert service.call(CLIENT, "DELETE", at, version=1).status == 204
    again = service.post(CLIENT, f"/journeys/{journey}/entries", body, key="k1")
    assert (again.status, again.raw) == (first.status, first.raw)
    gone = [
        service.get(CLIENT, at),
        service.get(CLIENT, f"/journeys/{journey}/timeline/{first.body['id']}"),
        _patch(service, at, {"text": "back"}, 2),
        service.call(CLIENT, "DELETE", at, version=2),
    ]
    assert all(refused(answer, 404, "not-found") for answer in gone)
    assert _texts_seen(service, journey, CLIENT) == []
    stores: Any = service.stores.captures
    assert [kept.texts for kept in stores.stored.values()] == [{}]
    assert [kind for kind, _ in _told(service)] == (["entry.shared.v1", "entry.withdrawn.v1"] if shared else [])


def test_a_change_that_was_made_before_is_answered_as_if_just_made(service: Service, journey: str) -> None:
    at, change = _at(journey, _kept(service, journey)), {"text": OTHERS, "shared": True}
    first, again = (_patch(service, at, change, 1) for _ in range(2))
    assert (first.raw, first.tag) == (again.raw, again.tag)
    assert len(_told(service)) == 1
    other = _patch(service, at, {"text": "other words", "shared": True}, 1)
    assert refused(other, 412, "stale-version")


def test_a_closed_journey_takes_no_change_but_gives_back_ones_own_words(service: Service, journey: str) -> None:
    at = _at(journey, _kept(service, journey, shared=True))
    version = service.get(THERAPIST, f"/journeys/{journey}").body["version"]
    service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": "closed"}, version=version)
    service.clock.passes(seconds=61)
    service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
    assert refused(_patch(service, at, {"text": OTHERS}, 1), 409, "journey-closed")
    assert service.call(CLIENT, "DELETE", at, version=1).status == 204
    assert _told(service)[-1][0] == "entry.withdrawn.v1"


def test_two_who_change_at_once_do_not_overwrite_each_other(service: Service, journey: str) -> None:
    at = _at(journey, _kept(service, journey))
    assert _patch(service, at, {"text": OTHERS}, 1).status == 200
    assert refused(_patch(service, at, {"shared": True}, 1), 412, "stale-version")
    assert refused(service.call(CLIENT, "DELETE", at, version=1), 412, "stale-version")
    assert service.get(CLIENT, at).body["text"] == OTHERS


def test_what_a_therapist_takes_back_is_with_what_she_keeps_to_herself_now(service: Service, journey: str) -> None:
    """She had passed on all she kept, and leads the journey anew: her entry is not with what is another's by now."""
    at = _at(journey, _kept(service, journey, THERAPIST, shared=True))
    for who, to, passed_on in ((THERAPIST, OTHER_THERAPIST, True), (OTHER_THERAPIST, THERAPIST, False)):
        body = {"therapist": to.sub, "pass_on_reflections": passed_on}
        answer = service.post(who, f"/journeys/{journey}/handover", body)
        assert answer.status == 201, answer.raw
    service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
    assert _patch(service, at, {"shared": False}, 1, THERAPIST).status == 200
    assert _texts_seen(service, journey, THERAPIST) == [WORDS]
    assert _texts_seen(service, journey, CLIENT) == []
    kept = service.get(OTHER_THERAPIST, f"/journeys/{journey}/kept")
    assert (kept.status, kept.body["items"]) == (200, [])
