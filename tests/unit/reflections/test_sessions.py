"""Sessions: numbered, dated, held or missed, put right; and what a journey knows of the last one."""

from itertools import permutations
from typing import Any

import pytest

from reflections.domain.journey import Journey
from unit.reflections.calling import CLIENT, OTHER_THERAPIST, THERAPIST, Answer, Service, refused


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def _keep(service: Service, journey: str, day: int, key: str = "", **body: Any) -> Answer:  # noqa: ANN401 - any body
    at = f"2026-05-{day:02}T09:00:00Z"
    return service.post(THERAPIST, f"/journeys/{journey}/sessions", {"held": True, "occurred_at": at, **body}, key=key)


def _put_right(service: Service, journey: str, session: str, version: int, **body: Any) -> Answer:  # noqa: ANN401
    return service.call(THERAPIST, "PATCH", f"/journeys/{journey}/sessions/{session}", body, version=version)


def _known(service: Service, journey: str) -> Journey:
    found = service.stores.journeys.read(THERAPIST.practice, journey)
    assert found is not None
    return found


def _told(service: Service) -> list[tuple[str, int, int]]:
    found = service.stores.captures.events  # type: ignore[attr-defined]
    return [(event.type, event.data["number"], event.data["version"]) for event in found]


def test_they_are_numbered_and_both_see_them(service: Service, journey: str) -> None:
    first = _keep(service, journey, 4, key="s")
    assert (first.status, first.tag, first.body["number"]) == (201, '"1"', 1)
    assert _keep(service, journey, 4, key="s").raw == first.raw
    assert refused(_keep(service, journey, 5, key="s"), 422, "key-reused")
    assert _keep(service, journey, 11, held=False).body["number"] == 2
    assert _keep(service, journey, 18, number=7).body["number"] == 7
    assert _keep(service, journey, 25).body["number"] == 8
    assert refused(_keep(service, journey, 26, number=2), 409, "session-number-taken")
    for who in (CLIENT, THERAPIST):
        items = service.get(who, f"/journeys/{journey}/timeline", kind="session").body["items"]
        assert [(one["number"], one["held"]) for one in items] == [(8, True), (7, True), (2, False), (1, True)]
    assert _told(service) == [
        ("session.held.v1", 1, 1),
        ("session.missed.v1", 2, 1),
        ("session.held.v1", 7, 1),
        ("session.held.v1", 8, 1),
    ]


def test_the_last_number_of_all_is_the_last(service: Service, journey: str) -> None:
    assert _keep(service, journey, 4, number=9999).status == 201
    answer = _keep(service, journey, 5)
    assert (answer.status, answer.fields) == (422, ["/number"])


def test_putting_right_tells_all_anew(service: Service, journey: str) -> None:
    session = _keep(service, journey, 4).body["id"]
    first = _put_right(service, journey, session, 1, held=False)
    assert (first.status, first.tag, first.body["held"]) == (200, '"2"', False)
    assert _put_right(service, journey, session, 1, held=False).raw == first.raw
    assert refused(_put_right(service, journey, session, 1, held=True), 412, "stale-version")
    assert _put_right(service, journey, session, 2, held=True, occurred_at="2026-05-05T09:00:00Z").status == 200
    assert _told(service) == [("session.held.v1", 1, 1), ("session.missed.v1", 1, 2), ("session.held.v1", 1, 3)]
    assert _keep(service, journey, 12).body["number"] == 2


def test_whose_it_is_not_finds_nothing(service: Service, journey: str) -> None:
    session = _keep(service, journey, 4).body["id"]
    other = service.post(CLIENT, f"/journeys/{journey}/entries", {"kind": "win", "text": "x"}).body["id"]
    at = f"/journeys/{journey}/sessions"
    assert refused(service.post(OTHER_THERAPIST, at, {"held": True}), 404, "not-found")
    assert refused(service.post(CLIENT, at, {"held": True}), 403, "forbidden")
    answers = [
        service.call(OTHER_THERAPIST, "PATCH", f"{at}/{session}", {"held": False}, version=1),
        service.call(THERAPIST, "PATCH", f"{at}/{other}", {"held": False}, version=1),
    ]
    assert all(refused(answer, 404, "not-found") for answer in answers)


@pytest.mark.parametrize("order", list(permutations((4, 11, 18))))
def test_the_journey_knows_the_last_one_held_in_whatever_order_they_are_noted(
    service: Service, journey: str, order: tuple[int, ...]
) -> None:
    sessions = {day: _keep(service, journey, day).body["id"] for day in order}
    assert _known(service, journey).last_session_at == "2026-05-18T09:00:00.000Z"
    _put_right(service, journey, sessions[18], 1, held=False)
    assert _known(service, journey).last_session_at == "2026-05-11T09:00:00.000Z"
    _put_right(service, journey, sessions[11], 1, occurred_at="2026-05-01T09:00:00Z")
    assert _known(service, journey).last_session_at == "2026-05-04T09:00:00.000Z"
    _put_right(service, journey, sessions[11], 2, occurred_at="2026-05-20T09:00:00Z")
    assert _known(service, journey).last_session_at == "2026-05-20T09:00:00.000Z"
    _put_right(service, journey, sessions[11], 3, held=False)
    _put_right(service, journey, sessions[4], 1, held=False)
    assert _known(service, journey).last_session_at is None
    assert _known(service, journey).highest_session == 3


def test_a_closed_journey_takes_none_and_repeats_what_it_took(service: Service, journey: str) -> None:
    first = _keep(service, journey, 4, key="s")
    version = service.get(THERAPIST, f"/journeys/{journey}").body["version"]
    service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": "closed"}, version=version)
    assert refused(_keep(service, journey, 5), 409, "journey-closed")
    assert refused(_put_right(service, journey, first.body["id"], 1, held=False), 409, "journey-closed")
    assert _keep(service, journey, 4, key="s").raw == first.raw
