"""Break-glass: an admin reads what both know, for a reason and for a while; nothing that one of the two keeps."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from unit.reflections.calling import (
    ADMIN,
    CLIENT,
    OTHER_CLIENT,
    OTHER_THERAPIST,
    THERAPIST,
    Answer,
    Person,
    Service,
    refused,
)

EMERGENCY: Mapping[str, Any] = {"reason": "client_at_risk", "text": "The hospital called.", "minutes": 30}
OTHER_ADMIN = Person("admin-2", "admin")
ADMIN_ELSEWHERE = Person("admin-1", "admin", practice="practice-2")
SHARED, PRIVATE, HERS = "I went in", "a bad night", "a radio piece"


@pytest.fixture
def journey(service: Service) -> str:
    made = service.joined()
    at = f"/journeys/{made}"
    for who, path, body in (
        (CLIENT, "entries", {"kind": "win", "text": SHARED, "shared": True}),
        (CLIENT, "entries", {"kind": "struggle", "text": PRIVATE}),
        (THERAPIST, "entries", {"kind": "struggle", "text": HERS}),
        (THERAPIST, "reflections", {"kind": "came_to_mind", "text": HERS}),
        (CLIENT, "measures", {"instrument": "PHQ-9", "items": [1, 1, 1, 1, 1, 1, 1, 1, 1]}),
    ):
        service.clock.passes(seconds=1)
        assert service.post(who, f"{at}/{path}", body).status == 201
    return made


def broken(service: Service, journey: str, who: Person = ADMIN, **more: Any) -> Answer:  # noqa: ANN401 - passed on
    return service.post(who, f"/journeys/{journey}/break-glass", dict(EMERGENCY), **more)


def test_the_admin_reads_what_both_know_and_nothing_that_one_of_them_keeps(service: Service, journey: str) -> None:
    answer = broken(service, journey)
    assert answer.status == 201, answer.raw
    assert (answer.body["at"], answer.body["until"]) == ("2026-06-01T09:00:05.000Z", "2026-06-01T09:30:05.000Z")
    at = f"/journeys/{journey}/break-glass/{answer.body['id']}/timeline"
    items: list[dict[str, Any]] = []
    query = {"limit": "1"}
    while True:
        page = service.get(ADMIN, at, **query)
        items += page.body["items"]
        if page.following is None:
            break
        query["cursor"] = page.following
    assert [(one["kind"], one.get("text"), one.get("risk")) for one in items] == [
        ("measure", None, "positive"),
        ("win", SHARED, None),
    ]
    assert not any(words in json.dumps(items) for words in (PRIVATE, HERS))


def test_it_ends_by_itself_at_its_minute(service: Service, journey: str) -> None:
    at = f"/journeys/{journey}/break-glass/{broken(service, journey).body['id']}/timeline"
    service.clock.passes(minutes=29, seconds=59)
    assert service.get(ADMIN, at).status == 200
    service.clock.passes(seconds=1)
    assert refused(service.get(ADMIN, at), 409, "break-glass-ended")


def test_it_is_one_admins_and_one_journeys(service: Service, journey: str) -> None:
    made = broken(service, journey).body["id"]
    at = f"/journeys/{journey}/break-glass/{made}/timeline"
    for who in (OTHER_ADMIN, ADMIN_ELSEWHERE):
        assert refused(service.get(who, at), 404, "not-found")
    for who in (THERAPIST, CLIENT, OTHER_THERAPIST):
        assert refused(service.get(who, at), 403, "forbidden")
    other = service.joined(OTHER_THERAPIST, OTHER_CLIENT)
    assert refused(service.get(ADMIN, at.replace(journey, other)), 404, "not-found")
    assert refused(service.get(ADMIN, f"/journeys/{journey}/timeline"), 403, "forbidden")
    assert refused(broken(service, journey, ADMIN_ELSEWHERE), 404, "not-found")
    assert refused(broken(service, journey, THERAPIST), 403, "forbidden")


def test_the_two_can_see_it_the_words_of_the_reason_the_therapist_alone(service: Service, journey: str) -> None:
    made = broken(service, journey).body
    (hers,), (theirs,) = (
        service.get(who, f"/journeys/{journey}/break-glass").body["items"] for who in (THERAPIST, CLIENT)
    )
    assert hers == made
    assert theirs == made | {"text": None}
    assert refused(service.get(OTHER_CLIENT, f"/journeys/{journey}/break-glass"), 404, "not-found")


def test_repeated_it_is_one_and_with_another_body_it_is_refused(service: Service, journey: str) -> None:
    first = broken(service, journey, key="g")
    service.clock.passes(minutes=5)
    assert broken(service, journey, key="g").raw == first.raw
    longer = service.post(ADMIN, f"/journeys/{journey}/break-glass", {**EMERGENCY, "minutes": 60}, key="g")
    assert refused(longer, 422, "key-reused")
    assert len(service.get(THERAPIST, f"/journeys/{journey}/break-glass").body["items"]) == 1


def test_the_others_are_told_without_a_word_of_it_and_a_line_is_logged_once(service: Service, journey: str) -> None:
    service.lines.clear()
    made = broken(service, journey, key="g").body
    broken(service, journey, key="g")
    events: list[Any] = [event for event in service.stores.journeys.events if event.type == "break_glass.opened.v1"]  # type: ignore[attr-defined]
    (event,) = events
    assert event.data == {
        "version": 1,
        "access": made["id"],
        "by": ADMIN.sub,
        "reason": "client_at_risk",
        "therapist": THERAPIST.sub,
        "until": made["until"],
    }
    assert [line for line in service.lines if "RF003" in line] == [
        line for line in service.lines if '"reason":"client_at_risk"' in line
    ]
    assert sum("RF003" in line for line in service.lines) == 1
    assert not any("hospital" in line for line in service.lines)
