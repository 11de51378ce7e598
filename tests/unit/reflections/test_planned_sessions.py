"""Planned sessions: ahead, moved, cancelled, and ended by what became of them."""

from itertools import pairwise
from typing import Any

import pytest

from kernel.envelope import Event
from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_CLIENT,
    OTHER_THERAPIST,
    THERAPIST,
    Answer,
    Service,
    refused,
)

WEDNESDAY, FRIDAY = "2026-06-03T10:00:00.000Z", "2026-06-05T08:00:00.000Z"


@pytest.fixture
def journey(service: Service) -> str:
    return f"/journeys/{service.joined()}"


def _plan(service: Service, journey: str, at: str = WEDNESDAY, key: str = "") -> Answer:
    return service.post(THERAPIST, f"{journey}/sessions/planned", {"planned_at": at}, key=key)


def _move(service: Service, journey: str, session: str, version: int, at: str) -> Answer:
    path = f"{journey}/sessions/planned/{session}"
    return service.call(THERAPIST, "PATCH", path, {"planned_at": at}, version=version)


def _cancel(service: Service, journey: str, session: str, version: int) -> Answer:
    return service.call(THERAPIST, "DELETE", f"{journey}/sessions/planned/{session}", version=version)


def _note(service: Service, journey: str, session: str, version: int, **body: Any) -> Answer:  # noqa: ANN401 - any body
    return service.call(THERAPIST, "PATCH", f"{journey}/sessions/{session}", body, version=version)


def _ahead(service: Service, journey: str, who: Any = CLIENT) -> list[str]:  # noqa: ANN401 - a person
    return [one["planned_at"] for one in service.get(who, f"{journey}/sessions/planned").body["items"]]


def _told(service: Service) -> list[Event]:
    return service.stores.captures.events  # type: ignore[attr-defined, no-any-return]


def _news(service: Service) -> list[tuple[str, int, str]]:
    return [
        (one.type, one.data["version"], one.data.get("planned_at") or one.data["occurred_at"]) for one in _told(service)
    ]


def test_it_is_planned_once_and_both_see_it_ahead_and_in_no_timeline(service: Service, journey: str) -> None:
    first = _plan(service, journey, "2026-06-03T12:00:00+02:00", key="p")
    assert (first.status, first.tag, first.body["planned_at"], first.body["by"]) == (201, '"1"', WEDNESDAY, "therapist")
    assert _plan(service, journey, "2026-06-03T12:00:00+02:00", key="p").raw == first.raw
    assert refused(_plan(service, journey, FRIDAY, key="p"), 422, "key-reused")
    session = first.body["id"]
    for who in (CLIENT, THERAPIST):
        assert _ahead(service, journey, who) == [WEDNESDAY]
        assert service.get(who, f"{journey}/timeline").body["items"] == []
        assert service.get(who, f"{journey}/timeline", kind="session").body["items"] == []
        assert refused(service.get(who, f"{journey}/timeline/{session}"), 404, "not-found")
        assert service.get(who, f"{journey}/brief").body["nothing_new"] is True
    assert _news(service) == [("session.planned.v1", 1, WEDNESDAY)]
    assert _told(service)[0].data["session"] == session


def test_the_earliest_is_listed_first_page_by_page(service: Service, journey: str) -> None:
    days = [f"2026-06-{day:02}T10:00:00.000Z" for day in (24, 3, 17, 10, 30)]
    for day in days:
        assert _plan(service, journey, day).status == 201
    found, cursor, pages = list[str](), dict[str, str](), 0
    while cursor or not pages:
        page = service.get(CLIENT, f"{journey}/sessions/planned", limit="2", **cursor).body
        found += [one["planned_at"] for one in page["items"]]
        cursor, pages = {"cursor": page["next"]} if page["next"] else {}, pages + 1
    assert (found, pages) == (sorted(days), 3)


def test_a_moved_one_is_told_anew(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    moved = _move(service, journey, session, 1, FRIDAY)
    assert (moved.status, moved.tag, moved.body["planned_at"]) == (200, '"2"', FRIDAY)
    assert _move(service, journey, session, 1, FRIDAY).raw == moved.raw
    assert refused(_move(service, journey, session, 1, WEDNESDAY), 412, "stale-version")
    assert _ahead(service, journey) == [FRIDAY]
    assert _news(service) == [("session.planned.v1", 1, WEDNESDAY), ("session.planned.v1", 2, FRIDAY)]


def test_a_cancelled_one_is_gone_and_stays_gone(service: Service, journey: str) -> None:
    session = _plan(service, journey, key="p").body["id"]
    assert _cancel(service, journey, session, 1).status == 204
    assert _cancel(service, journey, session, 1).status == 204
    assert _plan(service, journey, key="p").body["id"] == session
    assert _ahead(service, journey) == []
    assert _news(service) == [("session.planned.v1", 1, WEDNESDAY), ("session.cancelled.v1", 2, WEDNESDAY)]
    for version in (1, 2):
        assert refused(_move(service, journey, session, version, FRIDAY), 404, "not-found")
        assert refused(_note(service, journey, session, version, held=True), 404, "not-found")
    assert refused(_cancel(service, journey, session, 2), 404, "not-found")


@pytest.mark.parametrize("held", [True, False])
def test_what_became_of_it_ends_the_plan(service: Service, journey: str, *, held: bool) -> None:
    session = _plan(service, journey).body["id"]
    early = _note(service, journey, session, 1, held=held)
    assert (early.status, early.fields) == (422, ["/occurred_at"])
    service.clock.passes(days=2, hours=2)
    noted = _note(service, journey, session, 1, held=held)
    assert (noted.status, noted.tag) == (200, '"2"')
    assert (noted.body["number"], noted.body["held"], noted.body["occurred_at"]) == (1, held, WEDNESDAY)
    assert _note(service, journey, session, 1, held=held).raw == noted.raw
    assert refused(_note(service, journey, session, 1, held=not held), 412, "stale-version")
    assert _ahead(service, journey) == []
    items = service.get(CLIENT, f"{journey}/timeline").body["items"]
    assert [(one["id"], one["number"], one["held"]) for one in items] == [(session, 1, held)]
    kind = "session.held.v1" if held else "session.missed.v1"
    assert _news(service) == [("session.planned.v1", 1, WEDNESDAY), (kind, 2, WEDNESDAY)]
    assert {one.data["session"] for one in _told(service)} == {session}
    assert refused(_move(service, journey, session, 2, FRIDAY), 409, "session-noted")
    assert refused(_cancel(service, journey, session, 2), 409, "session-noted")
    assert service.post(THERAPIST, f"{journey}/sessions", {"held": True}).body["number"] == 2


def test_a_number_is_given_when_it_is_noted_and_kept_from_then_on(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    assert service.post(THERAPIST, f"{journey}/sessions", {"held": True}).body["number"] == 1
    service.clock.passes(days=3)
    assert refused(_note(service, journey, session, 1, held=True, number=1), 409, "session-number-taken")
    assert _ahead(service, journey) == [WEDNESDAY]
    noted = _note(service, journey, session, 1, held=True, number=5)
    assert noted.body["number"] == 5
    assert _note(service, journey, session, 1, held=True, number=5).raw == noted.raw
    other = _note(service, journey, session, 2, held=False, number=6)
    assert (other.status, other.fields) == (422, ["/number"])
    assert _note(service, journey, session, 2, held=False, number=5).body["number"] == 5
    assert service.post(THERAPIST, f"{journey}/sessions", {"held": True}).body["number"] == 6


def test_it_may_have_been_at_another_time_than_planned(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    early = _note(service, journey, session, 1, held=True, occurred_at="2026-06-01T08:00:00Z")
    assert (early.status, early.body["occurred_at"]) == (200, "2026-06-01T08:00:00.000Z")
    found = service.stores.journeys.read(THERAPIST.practice, journey.rpartition("/")[2])
    assert found is not None
    assert (found.last_session_at, found.last_session_number) == ("2026-06-01T08:00:00.000Z", 1)


def test_a_plan_alone_is_not_put_right_as_a_session(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    answer = _note(service, journey, session, 1, occurred_at="2026-06-01T08:00:00Z")
    assert (answer.status, answer.fields) == (422, ["/held"])


@pytest.mark.parametrize("at", ["2026-06-01T08:54:59Z", "2028-06-02T09:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_it_lies_ahead_and_not_beyond_two_years(service: Service, journey: str, at: str) -> None:
    answer = _plan(service, journey, at)
    assert (answer.status, answer.fields) == (422, ["/planned_at"])
    session = _plan(service, journey).body["id"]
    answer = _move(service, journey, session, 1, at)
    assert (answer.status, answer.fields) == (422, ["/planned_at"])
    assert _ahead(service, journey) == [WEDNESDAY]


def test_a_plan_repeated_after_its_time_is_answered_as_it_was(service: Service, journey: str) -> None:
    first = _plan(service, journey, key="p")
    service.clock.passes(days=30)
    assert _plan(service, journey, key="p").raw == first.raw


def test_nobody_else_plans_sees_or_changes_it(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    at = f"{journey}/sessions/planned"
    for who in (OTHER_THERAPIST, ELSEWHERE):
        assert refused(service.post(who, at, {"planned_at": FRIDAY}), 404, "not-found")
        assert refused(service.call(who, "DELETE", f"{at}/{session}", version=1), 404, "not-found")
        assert refused(
            service.call(who, "PATCH", f"{at}/{session}", {"planned_at": FRIDAY}, version=1), 404, "not-found"
        )
    for who in (OTHER_THERAPIST, ELSEWHERE, OTHER_CLIENT):
        assert refused(service.get(who, at), 404, "not-found")
    assert refused(service.post(CLIENT, at, {"planned_at": FRIDAY}), 403, "forbidden")
    assert refused(service.call(CLIENT, "DELETE", f"{at}/{session}", version=1), 403, "forbidden")
    entry = service.post(THERAPIST, f"{journey}/entries", {"kind": "win", "text": "x"}).body["id"]
    assert refused(service.call(THERAPIST, "DELETE", f"{at}/{entry}", version=1), 404, "not-found")


def test_on_a_closed_journey_a_plan_can_only_be_cancelled(service: Service, journey: str) -> None:
    session = _plan(service, journey, key="p").body["id"]
    version = service.get(THERAPIST, journey).body["version"]
    assert service.call(THERAPIST, "PATCH", journey, {"state": "closed"}, version=version).status == 200
    service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
    assert refused(_plan(service, journey), 409, "journey-closed")
    assert refused(_move(service, journey, session, 1, FRIDAY), 409, "journey-closed")
    assert _plan(service, journey, key="p").body["id"] == session
    assert _cancel(service, journey, session, 1).status == 204


def test_whatever_order_its_news_come_in_the_highest_version_is_how_it_ended(service: Service, journey: str) -> None:
    session = _plan(service, journey).body["id"]
    _move(service, journey, session, 1, FRIDAY)
    service.clock.passes(days=5)
    _note(service, journey, session, 2, held=True)
    _note(service, journey, session, 3, held=False)
    versions = [one.data["version"] for one in _told(service)]
    assert all(after == before + 1 for before, after in pairwise(versions))
    assert max(_told(service), key=lambda one: one.data["version"]).type == "session.missed.v1"
