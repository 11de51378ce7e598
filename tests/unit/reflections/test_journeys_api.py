"""Opening, inviting, joining, consenting, setting goals and closing, through the real handlers, on dictionaries."""

from typing import Any

import pytest

from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_CLIENT,
    OTHER_THERAPIST,
    THERAPIST,
    Person,
    Service,
    refused,
)


def _told(service: Service) -> list[str]:
    return [event.type for event in service.stores.journeys.events]  # type: ignore[attr-defined]


def test_a_journey_is_opened_once_for_each_key(service: Service) -> None:
    first = service.post(THERAPIST, "/journeys", {"code": "C-014"}, key="k")
    assert (first.status, first.tag) == (201, '"1"')
    assert (first.body["code"], first.body["state"], first.body["client"]) == ("C-014", "open", None)
    again = service.post(THERAPIST, "/journeys", {"code": "C-014"}, key="k")
    assert (again.status, again.raw) == (201, first.raw)
    assert refused(service.post(THERAPIST, "/journeys", {"code": "C-015"}, key="k"), 422, "key-reused")
    assert refused(service.post(OTHER_THERAPIST, "/journeys", {"code": "C-014"}, key="o"), 409, "code-taken")
    assert service.post(OTHER_THERAPIST, "/journeys", {"code": "C-015"}, key="k").body["id"] != first.body["id"]
    assert service.post(ELSEWHERE, "/journeys", {"code": "C-014"}, key="k").body["id"] != first.body["id"]
    assert _told(service) == ["journey.opened.v1"] * 3


def test_opening_is_answered_alike_whatever_happened_since(service: Service) -> None:
    first = service.post(THERAPIST, "/journeys", {}, key="k")
    at = f"/journeys/{first.body['id']}"
    code = service.post(THERAPIST, f"{at}/invitation", {}).body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    service.goal(first.body["id"])
    service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=4)
    assert service.post(THERAPIST, "/journeys", {}, key="k").raw == first.raw


class TestInvitation:
    """One code, one use, fourteen days."""

    @pytest.fixture
    def journey(self, service: Service) -> str:
        return service.opened()

    @pytest.fixture
    def code(self, service: Service, journey: str) -> str:
        return str(service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i").body["code"])

    def _redeem(self, service: Service, code: str, who: Person = CLIENT, **more: Any) -> Any:  # noqa: ANN401
        return service.post(who, "/invitations/redemption", {"code": code, "celebrations_consent": True}, **more)

    def test_it_is_made_once_for_each_key(self, service: Service, journey: str, code: str) -> None:
        first = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i")
        service.clock.passes(hours=1)
        assert service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i").raw == first.raw
        assert first.body == {"code": code, "expires_at": "2026-06-15T09:00:00.000Z"}
        assert service.post(THERAPIST, f"/journeys/{journey}/invitation", {}).body["code"] != code

    def test_it_is_answered_alike_when_the_client_has_joined(self, service: Service, journey: str, code: str) -> None:
        self._redeem(service, code)
        assert service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i").body["code"] == code
        assert refused(service.post(THERAPIST, f"/journeys/{journey}/invitation", {}), 409, "already-joined")

    def test_the_client_joins_with_it(self, service: Service, journey: str, code: str) -> None:
        answer = self._redeem(service, f"{code[:5].lower()}-{code[5:]}", key="r")
        assert (answer.status, answer.tag) == (201, '"3"')
        assert (answer.body["id"], answer.body["client"]) == (journey, CLIENT.sub)
        assert _told(service) == ["journey.opened.v1", "journey.joined.v1", "consent.changed.v1"]

    def test_joining_is_answered_alike_whatever_happened_since(self, service: Service, journey: str, code: str) -> None:
        first = self._redeem(service, code, key="r")
        service.goal(journey)
        service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": "closed"}, version=4)
        assert self._redeem(service, code, key="r").raw == first.raw
        other = service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": False}, key="r")
        assert refused(other, 422, "key-reused")

    def test_it_is_used_once(self, service: Service, code: str) -> None:
        self._redeem(service, code)
        assert refused(self._redeem(service, code, OTHER_CLIENT), 404, "not-found")

    def test_whatever_does_not_open_looks_alike(self, service: Service, code: str) -> None:
        unknown = self._redeem(service, "ABCDEFGHJK")
        elsewhere = self._redeem(service, code, Person("client-9", "client", practice="practice-2"))
        service.clock.passes(days=14)
        expired = self._redeem(service, code)
        assert refused(unknown, 404, "not-found")
        assert unknown.raw == elsewhere.raw == expired.raw

    def test_nobody_joins_their_own_journey(self, service: Service, code: str) -> None:
        assert refused(self._redeem(service, code, Person(THERAPIST.sub, "client")), 409, "own-journey")

    def test_only_its_therapist_invites(self, service: Service, journey: str) -> None:
        at = f"/journeys/{journey}/invitation"
        assert refused(service.post(OTHER_THERAPIST, at, {}), 404, "not-found")
        assert refused(service.post(ELSEWHERE, at, {}), 404, "not-found")
        assert refused(service.post(CLIENT, at, {}), 403, "forbidden")


def test_a_consent_counts_by_its_latest_word(service: Service) -> None:
    journey = service.joined(consent=False)
    at = f"/journeys/{journey}/consents/celebrations"
    answers = [service.call(CLIENT, "PUT", at, {"granted": granted}) for granted in (False, True, True, False)]
    assert [answer.status for answer in answers] == [200] * 4
    assert [answer.body["version"] for answer in answers] == [3, 4, 4, 5]
    assert refused(service.call(THERAPIST, "PUT", at, {"granted": True}), 403, "forbidden")
    assert refused(service.call(OTHER_CLIENT, "PUT", at, {"granted": True}), 404, "not-found")


def test_a_goal_is_set_once_for_each_key_and_shown_in_its_words(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}/goals"
    first = service.post(CLIENT, at, {"text": "Go to the group", "target": 7}, key="g")
    assert service.post(CLIENT, at, {"text": "Go to the group", "target": 7}, key="g").raw == first.raw
    assert refused(service.post(CLIENT, at, {"text": "Go home", "target": 7}, key="g"), 422, "key-reused")
    service.clock.passes(seconds=1)
    assert service.post(THERAPIST, at, {"text": "Sleep", "target": 10}).status == 201
    goals = service.get(CLIENT, at).body["items"]
    assert [(goal["text"], goal["target"], goal["by"]) for goal in goals] == [
        ("Go to the group", 7, "client"),
        ("Sleep", 10, "therapist"),
    ]
    service.goal(journey)
    assert refused(service.post(CLIENT, at, {"text": "A fourth", "target": 1}), 409, "too-many-goals")
    assert service.post(CLIENT, at, {"text": "Go to the group", "target": 7}, key="g").raw == first.raw


def test_the_country_of_its_contacts_can_be_changed_and_nobody_is_told(service: Service) -> None:
    at, version = f"/journeys/{service.joined()}", 3
    told = _told(service)
    first = service.call(THERAPIST, "PATCH", at, {"country": "JP"}, version=version)
    assert (first.status, first.body["country"]) == (200, "JP")
    again = service.call(THERAPIST, "PATCH", at, {"country": "JP"}, version=version)
    assert again.raw == first.raw, "the very change again"
    assert refused(service.call(THERAPIST, "PATCH", at, {"country": "NZ"}, version=version), 412, "stale-version")
    both = service.call(THERAPIST, "PATCH", at, {"country": "NZ", "state": "paused"}, version=version + 1)
    assert (both.body["country"], both.body["state"]) == ("NZ", "paused")
    assert _told(service) == [*told, "journey.paused.v1"]


def test_closing_needs_the_version_that_was_read(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}"
    assert refused(service.call(THERAPIST, "PATCH", at, {"state": "closed"}), 428, "version-required")
    assert refused(service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=2), 412, "stale-version")
    first = service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=3)
    assert (first.status, first.tag, first.body["state"]) == (200, '"4"', "closed")
    assert service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=3).raw == first.raw
    assert refused(service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=4), 409, "journey-closed")
    assert _told(service).count("journey.closed.v1") == 1


def test_a_change_that_lost_a_race_is_decided_again(service: Service) -> None:
    journey = service.joined()
    service.stores.journeys.lose_next = 3  # type: ignore[attr-defined]
    assert service.goal(journey)
    service.stores.journeys.lose_next = 4  # type: ignore[attr-defined]
    answer = service.post(CLIENT, f"/journeys/{journey}/goals", {"text": "x", "target": 1})
    assert refused(answer, 503, "busy")
    assert any('"RF002"' in line for line in service.lines)


def test_a_close_that_lost_a_race_is_stale_only_where_the_journey_has_changed(service: Service) -> None:
    """A transaction also conflicts with one that came to nothing in the end: the version still stands then."""
    journey = service.joined()
    at, journeys = f"/journeys/{journey}", service.stores.journeys
    journeys.lose_next = 1  # type: ignore[attr-defined]
    assert service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=3).status == 200
    journey = service.joined()
    at, save = f"/journeys/{journey}", journeys.save

    def lose_then_save(*given: Any) -> None:  # noqa: ANN401 - passed on
        journeys.save = save  # type: ignore[method-assign]
        service.goal(journey)
        save(*given)

    journeys.save = lose_then_save  # type: ignore[method-assign,assignment]
    answer = service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=3)
    assert refused(answer, 412, "stale-version")


def test_each_sees_their_own_journeys(service: Service) -> None:
    one, two = service.joined(), service.opened()
    other = service.opened(OTHER_THERAPIST)
    listed = {
        who: {journey["id"] for journey in service.get(who, "/journeys").body["items"]}
        for who in (THERAPIST, CLIENT, OTHER_THERAPIST, ELSEWHERE, OTHER_CLIENT)
    }
    assert listed == {
        THERAPIST: {one, two},
        CLIENT: {one},
        OTHER_THERAPIST: {other},
        ELSEWHERE: set(),
        OTHER_CLIENT: set(),
    }
    for who in (OTHER_THERAPIST, ELSEWHERE, OTHER_CLIENT):
        assert refused(service.get(who, f"/journeys/{one}"), 404, "not-found")
    assert service.get(CLIENT, f"/journeys/{one}").tag == '"3"'


def test_the_instruments_are_known_to_everybody_in_the_practice(service: Service) -> None:
    items = service.get(Person("s", "supervisor"), "/instruments").body["items"]
    assert [(item["name"], item["total_maximum"], item["risk_items"], item["loinc"]) for item in items] == [
        ("BDI-II", 63, [9], None),
        ("CORE-10", 40, [6], None),
        ("GAD-7", 21, [], "70274-6"),
        ("OQ-45", 180, [8], None),
        ("ORS", 40, [], None),
        ("PCL-5", 80, [], None),
        ("PHQ-9", 27, [9], "44261-6"),
        ("WHO-5", 100, [], None),
    ]
