"""Entries, reflections, ratings and measures through the real handlers, on dictionaries."""

import json
from typing import Any

import pytest

from reflections.domain.capture import Kind
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, Service, refused

THOUGHT = {"kind": "came_to_mind", "text": "radio piece on leaving home"}


def _told(service: Service) -> list[tuple[str, dict[str, Any]]]:
    return [(event.type, event.data) for event in service.stores.captures.events]  # type: ignore[attr-defined]


def _kept(service: Service) -> int:
    return len(service.stores.captures)  # type: ignore[arg-type]


def test_acceptance_example_1(service: Service) -> None:
    at = f"/journeys/{service.joined()}/reflections"
    first = service.post(THERAPIST, at, THOUGHT, key="k1")
    again = service.post(THERAPIST, at, THOUGHT, key="k1")
    assert (first.status, again.status) == (201, 201)
    assert again.raw == first.raw
    assert _kept(service) == 1
    other = service.post(THERAPIST, at, {**THOUGHT, "text": "another"}, key="k1")
    assert refused(other, 422, "key-reused")
    assert refused(service.post(THERAPIST, at, THOUGHT, key=None), 400, "malformed")
    assert _kept(service) == 1
    assert _told(service) == [], "nobody outside learns that there is a reflection"


def test_the_same_request_may_be_written_otherwise(service: Service) -> None:
    at = f"/journeys/{service.joined()}/measures"
    first = service.call(THERAPIST, "POST", at, key="k", raw='{"instrument":"GAD-7","total":3}')
    again = service.call(THERAPIST, "POST", at, key="k", raw='{ "total": 3, "instrument": "GAD-7" }')
    assert again.raw == first.raw
    assert _kept(service) == 1


def test_a_key_belongs_to_one_caller_and_one_journey(service: Service) -> None:
    one, two = service.joined(), service.joined()
    body = {"kind": "win", "text": "She went"}
    made = [
        service.post(who, f"/journeys/{journey}/entries", body, key="same").body["id"]
        for journey in (one, two)
        for who in (THERAPIST, CLIENT)
    ]
    assert len(set(made)) == 4


def test_a_key_used_for_another_kind_of_capture_is_known(service: Service) -> None:
    journey = service.joined()
    service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "win", "text": "She went"}, key="same")
    assert refused(service.post(THERAPIST, f"/journeys/{journey}/reflections", THOUGHT, key="same"), 422, "key-reused")


@pytest.mark.parametrize("who", [THERAPIST, CLIENT])
def test_only_a_shared_entry_is_told_and_without_its_words(service: Service, who: Person) -> None:
    journey = service.joined()
    goal, at = service.goal(journey), f"/journeys/{journey}/entries"
    service.post(who, at, {"kind": "struggle", "text": "alone"})
    struggle = service.post(who, at, {"kind": "struggle", "text": "trains", "shared": True}).body["id"]
    body = {"kind": "effort", "text": "went", "shared": True, "goal": goal, "struggle": struggle}
    effort = service.post(who, at, {**body, "occurred_at": "2026-05-30T20:00:00.5+09:00"}).body
    assert effort["occurred_at"] == "2026-05-30T11:00:00.500Z"
    assert effort["recorded_at"] == "2026-06-01T09:00:00.000Z"
    assert _told(service) == [
        (
            "entry.shared.v1",
            {
                "entry": struggle,
                "version": 1,
                "kind": "struggle",
                "by": who.role,
                "occurred_at": "2026-06-01T09:00:00.000Z",
            },
        ),
        (
            "entry.shared.v1",
            {
                "entry": effort["id"],
                "version": 1,
                "kind": "effort",
                "by": who.role,
                "goal": goal,
                "struggle": struggle,
                "occurred_at": "2026-05-30T11:00:00.500Z",
            },
        ),
    ]


def test_a_rating_is_told_with_who_gave_it(service: Service) -> None:
    journey = service.joined()
    goal = service.goal(journey)
    answer = service.post(CLIENT, f"/journeys/{journey}/goals/{goal}/ratings", {"value": 0})
    ((kind, data),) = _told(service)
    assert kind == "goal.rated.v1"
    assert (data["rating"], data["goal"], data["value"], data["by"]) == (answer.body["id"], goal, 0, "client")


def test_a_reply_repeats_no_typed_word(service: Service) -> None:
    journey = service.joined()
    marked = "CANARY-7731"
    answers = [
        service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "win", "text": marked}),
        service.post(THERAPIST, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": marked}),
        service.post(THERAPIST, f"/journeys/{journey}/goals", {"text": marked, "target": 3}),
    ]
    assert [answer.status for answer in answers] == [201] * 3
    assert all(marked not in answer.raw for answer in answers)


def test_visibility(service: Service) -> None:
    """Acceptance example 3."""
    journey = service.joined()
    at = f"/journeys/{journey}"
    for who in (THERAPIST, CLIENT):
        for kind in ("win", "struggle", "effort"):
            for shared in (True, False):
                service.clock.passes(seconds=1)
                service.post(who, f"{at}/entries", {"kind": kind, "text": f"{who.role} {shared}", "shared": shared})
    service.post(THERAPIST, f"{at}/reflections", THOUGHT)
    service.post(THERAPIST, f"{at}/reflections", {"kind": "after_session", "worked": "silence", "session": 3})
    service.post(CLIENT, f"{at}/measures", {"instrument": "GAD-7", "total": 4})
    seen = {who.role: service.get(who, f"{at}/timeline").body["items"] for who in (THERAPIST, CLIENT)}
    words = {role: {item["text"] for item in items if item.get("text")} for role, items in seen.items()}
    assert words["client"] == {"therapist True", "client True", "client False"}
    assert words["therapist"] == {"therapist True", "client True", "therapist False", THOUGHT["text"]}
    assert (len(seen["client"]), len(seen["therapist"])) == (6 + 3 + 1, 6 + 3 + 1 + 2)
    after = next(item for item in seen["therapist"] if item["kind"] == "after_session")
    assert (after["worked"], after["did_not_work"], after["session"]) == ("silence", None, 3)


def test_words_of_full_length_are_taken_however_the_client_escapes_them(service: Service) -> None:
    """JSON may write a sign as two escapes of six bytes each, and many libraries do so for all but ASCII."""
    at = f"/journeys/{service.joined()}/reflections"
    words = dict.fromkeys(("worked", "did_not_work", "might_work_next"), "\U0001f331" * 4000)
    raw = json.dumps({"kind": "after_session", **words}, ensure_ascii=True)
    assert service.call(THERAPIST, "POST", at, raw=raw).status == 201


def test_a_refusal_says_what_would_be_right_in_our_own_words(service: Service) -> None:
    at = f"/journeys/{service.joined()}/entries"
    answer = service.post(CLIENT, at, {"kind": "win", "text": " "})
    assert answer.body["errors"] == [{"field": "/text", "detail": "some words"}]


def test_nobody_but_the_two_reaches_a_journey(service: Service, strangers: list[Person]) -> None:
    journey = service.joined()
    for stranger in strangers:
        answer = service.post(stranger, f"/journeys/{journey}/entries", {"kind": "win", "text": "hello"})
        nowhere = service.post(
            stranger, "/journeys/00000000-0000-8000-8000-000000000000/entries", {"kind": "win", "text": "hello"}
        )
        assert (answer.status, answer.raw) == (nowhere.status, nowhere.raw)
        assert answer.status in {403, 404}
        assert answer.status == 404 or stranger.role not in {"therapist", "client"}
    assert _kept(service) == 0


def test_a_therapist_who_is_somebodys_client_is_a_client_there(service: Service) -> None:
    both = Person(CLIENT.sub, "client therapist")
    at = f"/journeys/{service.joined()}"
    assert refused(service.post(both, f"{at}/reflections", THOUGHT), 404, "not-found")
    assert refused(service.post(both, f"{at}/invitation", {}), 404, "not-found")
    assert service.post(both, f"{at}/entries", {"kind": "win", "text": "I went"}).body["by"] == "client"


def test_a_person_counts_only_as_what_the_token_says(service: Service) -> None:
    journey = service.joined()
    no_longer = Person(THERAPIST.sub, "client")
    assert refused(service.get(no_longer, f"/journeys/{journey}/timeline"), 404, "not-found")


class TestMeasures:
    """Scored, corrected, taken back."""

    def _scored(self, service: Service, who: Person = CLIENT, **more: Any) -> tuple[str, Answer]:  # noqa: ANN401
        journey = service.joined()
        body = {"instrument": "PHQ-9", "total": 18, "risk_items": {"9": 0}, **more}
        answer = service.post(who, f"/journeys/{journey}/measures", body, key="first")
        assert answer.status == 201, answer.raw
        return f"/journeys/{journey}/measures/{answer.body['id']}", answer

    def test_a_score_is_told(self, service: Service) -> None:
        _, answer = self._scored(service, session=4)
        assert answer.tag == '"1"'
        assert _told(service) == [
            (
                "measure.scored.v1",
                {
                    "measure": answer.body["id"],
                    "version": 1,
                    "instrument": "PHQ-9",
                    "total": 18,
                    "risk": "negative",
                    "session": 4,
                    "occurred_at": "2026-06-01T09:00:00.000Z",
                },
            )
        ]

    def test_a_correction_states_all_anew_and_keeps_when_it_was(self, service: Service) -> None:
        at, _ = self._scored(service, session=4, occurred_at="2026-05-01T10:00:00Z")
        service.clock.passes(days=1)
        answer = service.call(CLIENT, "PUT", at, {"instrument": "PHQ-9", "items": [1] * 9}, version=1)
        assert (answer.status, answer.tag) == (200, '"2"')
        assert (answer.body["total"], answer.body["risk"], answer.body["session"]) == (9, "positive", None)
        assert answer.body["occurred_at"] == "2026-05-01T10:00:00.000Z"
        assert answer.body["recorded_at"] == "2026-06-01T09:00:00.000Z"
        kind, data = _told(service)[-1]
        assert (kind, data["version"], data["total"]) == ("measure.corrected.v1", 2, 9)
        assert "session" not in data

    def test_the_first_command_is_answered_alike_after_a_correction(self, service: Service) -> None:
        at, first = self._scored(service)
        service.call(CLIENT, "PUT", at, {"instrument": "PHQ-9", "total": 3}, version=1)
        service.call(CLIENT, "DELETE", at, version=2)
        body = {"instrument": "PHQ-9", "total": 18, "risk_items": {"9": 0}}
        again = service.post(CLIENT, at.rpartition("/")[0], body, key="first")
        assert (again.status, again.raw, again.tag) == (201, first.raw, first.tag)
        assert len(_told(service)) == 3

    def test_a_lost_answer_may_be_asked_for_again(self, service: Service) -> None:
        at, _ = self._scored(service)
        correction = {"instrument": "PHQ-9", "total": 3}
        answers = [service.call(CLIENT, "PUT", at, correction, version=1) for _ in range(2)]
        assert answers[0].raw == answers[1].raw
        removals = [service.call(CLIENT, "DELETE", at, version=2) for _ in range(2)]
        assert [removal.status for removal in removals] == [204, 204]
        assert [kind for kind, _ in _told(service)] == [
            "measure.scored.v1",
            "measure.corrected.v1",
            "measure.retracted.v1",
        ]

    def test_a_stale_version_changes_nothing(self, service: Service) -> None:
        at, _ = self._scored(service)
        service.call(CLIENT, "PUT", at, {"instrument": "PHQ-9", "total": 3}, version=1)
        assert refused(
            service.call(CLIENT, "PUT", at, {"instrument": "PHQ-9", "total": 5}, version=1), 412, "stale-version"
        )
        assert refused(service.call(CLIENT, "DELETE", at, version=1), 412, "stale-version")
        assert refused(service.call(CLIENT, "DELETE", at, version=9), 412, "stale-version")

    def test_what_was_taken_back_stays_so(self, service: Service) -> None:
        at, _ = self._scored(service)
        service.call(CLIENT, "DELETE", at, version=1)
        assert refused(
            service.call(CLIENT, "PUT", at, {"instrument": "PHQ-9", "total": 5}, version=2), 409, "retracted"
        )
        assert refused(service.call(CLIENT, "DELETE", at, version=2), 409, "retracted")

    def test_a_measure_keeps_its_instrument(self, service: Service) -> None:
        at, _ = self._scored(service)
        answer = service.call(CLIENT, "PUT", at, {"instrument": "GAD-7", "total": 3}, version=1)
        assert refused(answer, 422, "invalid")
        assert answer.fields == ["/instrument"]

    def test_the_therapist_may_change_any_and_the_client_their_own(self, service: Service) -> None:
        at, _ = self._scored(service, who=THERAPIST)
        assert refused(service.call(CLIENT, "DELETE", at, version=1), 404, "not-found")
        mine, _ = self._scored(service, who=CLIENT)
        assert service.call(THERAPIST, "PUT", mine, {"instrument": "PHQ-9", "total": 5}, version=1).status == 200

    def test_a_reflection_is_no_measure_and_looks_like_nothing(self, service: Service) -> None:
        journey = service.joined()
        made = service.post(THERAPIST, f"/journeys/{journey}/reflections", THOUGHT).body["id"]
        nothing = "00000000-0000-8000-8000-000000000000"
        for who in (CLIENT, THERAPIST):
            answers = [
                service.call(who, "DELETE", f"/journeys/{journey}/measures/{one}", version=1) for one in (made, nothing)
            ]
            assert (answers[0].status, answers[0].raw, answers[0].headers) == (404, answers[1].raw, answers[1].headers)


class TestClosedJourney:
    """A closed journey is read, and repeats what it has answered; it takes nothing new."""

    @pytest.fixture
    def closed(self, service: Service) -> str:
        journey = service.joined()
        at = f"/journeys/{journey}"
        service.post(CLIENT, f"{at}/entries", {"kind": Kind.WIN, "text": "I went"}, key="before")
        version = service.get(THERAPIST, at).body["version"]
        assert service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=version).status == 200
        service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
        return at

    def test_it_takes_nothing_new(self, service: Service, closed: str) -> None:
        for path, body in (
            ("entries", {"kind": "win", "text": "x"}),
            ("reflections", THOUGHT),
            ("measures", {"instrument": "GAD-7", "total": 3}),
            ("goals", {"text": "x", "target": 3}),
            ("invitation", {}),
        ):
            assert refused(service.post(THERAPIST, f"{closed}/{path}", body), 409, "journey-closed")
        assert _kept(service) == 1

    def test_it_is_read_and_repeats_itself(self, service: Service, closed: str) -> None:
        assert len(service.get(CLIENT, f"{closed}/timeline").body["items"]) == 1
        again = service.post(CLIENT, f"{closed}/entries", {"kind": "win", "text": "I went"}, key="before")
        assert again.status == 201
        other = service.post(CLIENT, f"{closed}/entries", {"kind": "win", "text": "other"}, key="before")
        assert refused(other, 422, "key-reused")

    @pytest.mark.parametrize(
        ("method", "body"), [("PUT", {"instrument": "GAD-7", "total": 3}), ("DELETE", None)], ids=["PUT", "DELETE"]
    )
    def test_a_change_whose_answer_was_lost_is_answered_and_another_refused(
        self, service: Service, method: str, body: dict[str, Any] | None
    ) -> None:
        at = f"/journeys/{service.joined()}"
        measure = service.post(CLIENT, f"{at}/measures", {"instrument": "GAD-7", "total": 4}).body["id"]
        made = f"{at}/measures/{measure}"
        first = service.call(CLIENT, method, made, body, version=1)
        service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=3)
        service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
        again = service.call(CLIENT, method, made, body, version=1)
        assert (again.status, again.raw, again.tag) == (first.status, first.raw, first.tag)
        other = service.call(CLIENT, "PUT", made, {"instrument": "GAD-7", "total": 9}, version=2)
        assert refused(other, 409, "journey-closed")
