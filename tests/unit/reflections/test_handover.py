"""Pausing, resuming, naming, handing over and saying goodbye, through the real handlers, on dictionaries."""

from typing import Any

import pytest

from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_CLIENT,
    OTHER_THERAPIST,
    THERAPIST,
    Answer,
    Person,
    Service,
    refused,
)

ADMIN = Person("admin-1", "admin")
THIRD = Person("therapist-3", "therapist")
THOUGHT = {"kind": "came_to_mind", "text": "A radio piece on leaving home"}


def _told(service: Service) -> list[str]:
    return [event.type for event in service.stores.journeys.events]  # type: ignore[attr-defined]


def _change(service: Service, journey: str, who: Person = THERAPIST, **body: Any) -> Answer:  # noqa: ANN401
    version = service.get(who, f"/journeys/{journey}").body["version"]
    return service.call(who, "PATCH", f"/journeys/{journey}", body, version=version)


def _hand_over(
    service: Service, journey: str, to: Person, who: Person = THERAPIST, *, pass_on: bool = False, key: str = ""
) -> Answer:
    body = {"therapist": to.sub, "pass_on_reflections": pass_on}
    return service.post(who, f"/journeys/{journey}/handover", body, key=key)


def _texts(service: Service, journey: str, who: Person, where: str = "timeline") -> set[str | None]:
    answer = service.get(who, f"/journeys/{journey}/{where}")
    assert answer.status == 200, answer.raw
    return {item.get("text") for item in answer.body["items"]}


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


class TestPausing:
    """Paused, the two go on capturing, and their place as a pair is free."""

    def test_a_paused_journey_takes_captures_of_both(self, service: Service, journey: str) -> None:
        assert _change(service, journey, state="paused").body["state"] == "paused"
        entry = {"kind": "win", "text": "I went", "shared": True}
        assert [service.post(who, f"/journeys/{journey}/entries", entry).status for who in (CLIENT, THERAPIST)] == [
            201,
            201,
        ]
        assert _change(service, journey, state="open").body["state"] == "open"
        assert _told(service)[-2:] == ["journey.paused.v1", "journey.resumed.v1"]

    def test_each_step_needs_the_state_before(self, service: Service, journey: str) -> None:
        assert refused(_change(service, journey, state="open"), 409, "journey-open")
        _change(service, journey, state="paused")
        assert refused(_change(service, journey, state="paused"), 409, "journey-paused")
        _change(service, journey, state="closed")
        for state in ("open", "paused", "closed"):
            assert refused(_change(service, journey, state=state), 409, "journey-closed")

    def test_the_very_change_again_is_answered_alike(self, service: Service, journey: str) -> None:
        at = f"/journeys/{journey}"
        body = {"state": "paused", "code": "D-7"}
        first = service.call(THERAPIST, "PATCH", at, body, version=3)
        assert (first.status, first.body["code"], first.body["version"]) == (200, "D-7", 5)
        assert service.call(THERAPIST, "PATCH", at, body, version=3).raw == first.raw
        assert refused(service.call(THERAPIST, "PATCH", at, {"state": "open"}, version=3), 412, "stale-version")
        assert _told(service).count("journey.paused.v1") == 1

    def test_a_pair_has_one_active_journey(self, service: Service, journey: str) -> None:
        second = service.opened()
        code = service.post(THERAPIST, f"/journeys/{second}/invitation", {}).body["code"]
        body = {"code": code, "celebrations_consent": True}
        assert refused(service.post(CLIENT, "/invitations/redemption", body, key="r"), 409, "another-active-journey")
        _change(service, journey, state="paused")
        assert service.post(CLIENT, "/invitations/redemption", body, key="r").status == 201
        assert refused(_change(service, journey, state="open"), 409, "another-active-journey")
        assert service.joined(THERAPIST, OTHER_CLIENT)
        assert service.joined(OTHER_THERAPIST, CLIENT)
        _change(service, second, state="closed")
        assert _change(service, journey, state="open").status == 200


class TestNames:
    """A code name of one's own or a made one; no two alike in a practice."""

    def test_a_journey_without_a_name_gets_one(self, service: Service) -> None:
        codes = {service.post(THERAPIST, "/journeys", {}).body["code"] for _ in range(60)}
        assert len(codes) == 60
        assert all(code.startswith("C-") for code in codes)

    def test_a_name_is_given_and_taken(self, service: Service, journey: str) -> None:
        other = service.post(OTHER_THERAPIST, "/journeys", {"code": "D-7"}).body["id"]
        assert refused(_change(service, journey, code="D-7"), 409, "code-taken")
        assert _change(service, other, OTHER_THERAPIST, code="D-8").body["code"] == "D-8"
        assert _change(service, journey, code="D-7").body["code"] == "D-7"
        assert service.post(ELSEWHERE, "/journeys", {"code": "D-7"}).status == 201

    def test_opening_is_answered_with_the_first_name(self, service: Service) -> None:
        first = service.post(THERAPIST, "/journeys", {}, key="k")
        _change(service, first.body["id"], code="D-7")
        assert service.post(THERAPIST, "/journeys", {}, key="k").raw == first.raw


class TestGoodbye:
    """The last word: sealed, for both."""

    def test_both_read_it(self, service: Service, journey: str) -> None:
        answer = _change(service, journey, state="closed", goodbye="It was good to walk with you")
        assert (answer.status, "walk" in answer.raw) == (200, False)
        for who in (CLIENT, THERAPIST):
            (item,) = service.get(who, f"/journeys/{journey}/timeline").body["items"]
            assert (item["kind"], item["by"], item["text"]) == (
                "goodbye",
                "therapist",
                "It was good to walk with you",
            )

    def test_again_with_the_same_words_it_is_done_and_with_others_it_is_stale(
        self, service: Service, journey: str
    ) -> None:
        at, body = f"/journeys/{journey}", {"state": "closed", "goodbye": "Farewell"}
        first = service.call(THERAPIST, "PATCH", at, body, version=3)
        assert service.call(THERAPIST, "PATCH", at, body, version=3).raw == first.raw
        other = service.call(THERAPIST, "PATCH", at, {**body, "goodbye": "So long"}, version=3)
        assert refused(other, 412, "stale-version")


class TestHandingOver:
    """History stays; what the therapist kept to herself stays hers unless she passes it on."""

    @pytest.fixture(autouse=True)
    def kept(self, service: Service, journey: str) -> None:
        at = f"/journeys/{journey}"
        service.post(THERAPIST, f"{at}/reflections", THOUGHT)
        service.post(THERAPIST, f"{at}/entries", {"kind": "struggle", "text": "mine"})
        service.post(THERAPIST, f"{at}/entries", {"kind": "win", "text": "ours", "shared": True})
        service.post(CLIENT, f"{at}/entries", {"kind": "win", "text": "the client's"})

    def test_the_new_therapist_has_the_history_and_nothing_that_was_kept(self, service: Service, journey: str) -> None:
        answer = _hand_over(service, journey, OTHER_THERAPIST)
        assert (answer.status, answer.body["therapist"]) == (201, OTHER_THERAPIST.sub)
        assert _texts(service, journey, OTHER_THERAPIST) == {"ours"}
        service.post(OTHER_THERAPIST, f"/journeys/{journey}/reflections", {**THOUGHT, "text": "a new thought"})
        assert _texts(service, journey, OTHER_THERAPIST) == {"ours", "a new thought"}
        assert _texts(service, journey, CLIENT) == {"ours", "the client's"}
        assert [one["id"] for one in service.get(OTHER_THERAPIST, "/journeys").body["items"]] == [journey]

    def test_the_earlier_one_reads_what_she_kept_and_nothing_else(self, service: Service, journey: str) -> None:
        assert refused(service.get(THERAPIST, f"/journeys/{journey}/kept"), 404, "not-found")
        idea = service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a letter"}).body["id"]
        _hand_over(service, journey, OTHER_THERAPIST)
        service.post(OTHER_THERAPIST, f"/journeys/{journey}/ideas", {"text": "a new idea"})
        service.post(OTHER_THERAPIST, f"/journeys/{journey}/reflections", {**THOUGHT, "text": "a new thought"})
        assert _texts(service, journey, THERAPIST, "kept") == {THOUGHT["text"], "mine", "a letter"}
        found = service.get(THERAPIST, f"/journeys/{journey}/kept", limit="1").body
        pages = [found]
        while found["next"]:
            found = service.get(THERAPIST, f"/journeys/{journey}/kept", limit="1", cursor=found["next"]).body
            pages.append(found)
        kept = [one for page in pages for one in page["items"]]
        assert (len(kept), [one["id"] for one in kept if one["kind"] == "idea"]) == (3, [idea])
        for path in ("", "/timeline", "/goals", "/brief"):
            assert refused(service.get(THERAPIST, f"/journeys/{journey}{path}"), 404, "not-found")
        assert refused(service.post(THERAPIST, f"/journeys/{journey}/reflections", THOUGHT), 404, "not-found")
        for who in (OTHER_THERAPIST, THIRD, ELSEWHERE):
            assert refused(service.get(who, f"/journeys/{journey}/kept"), 404, "not-found")
        assert service.get(CLIENT, f"/journeys/{journey}/kept").status == 403

    def test_what_is_passed_on_goes_with_the_journey(self, service: Service, journey: str) -> None:
        _hand_over(service, journey, OTHER_THERAPIST, pass_on=True)
        assert _texts(service, journey, OTHER_THERAPIST) == {"ours", "mine", THOUGHT["text"]}
        assert refused(service.get(THERAPIST, f"/journeys/{journey}/kept"), 404, "not-found")

    @pytest.mark.parametrize("pass_on", [True, False])
    def test_a_reflection_passed_on_is_read_and_an_idea_gone_on_with(
        self, service: Service, journey: str, *, pass_on: bool
    ) -> None:
        at = f"/journeys/{journey}"
        thought = f"{at}/reflections/{service.post(THERAPIST, f'{at}/reflections', THOUGHT).body['id']}"
        idea = f"{at}/ideas/{service.post(THERAPIST, f'{at}/ideas', {'text': 'a letter'}).body['id']}"
        mine = f"{at}/entries/{service.post(THERAPIST, f'{at}/entries', {'kind': 'win', 'text': 'x'}).body['id']}"
        _hand_over(service, journey, OTHER_THERAPIST, pass_on=pass_on)
        read = [service.get(OTHER_THERAPIST, path).status for path in (thought, idea, mine)]
        assert read == ([200, 200, 404] if pass_on else [404, 404, 404])
        shared = service.call(OTHER_THERAPIST, "PATCH", idea, {"state": "shared", "session": 4}, version=1)
        assert shared.status == (200 if pass_on else 404)
        for path, change in ((thought, {"text": "y"}), (mine, {"text": "y"})):
            assert refused(service.call(OTHER_THERAPIST, "PATCH", path, change, version=1), 404, "not-found")
            assert refused(service.call(OTHER_THERAPIST, "DELETE", path, version=1), 404, "not-found")
        for path in (thought, idea):
            assert service.get(THERAPIST, path).status == 404
            assert service.get(CLIENT, path).status == 403

    def test_who_comes_back_finds_her_own_again(self, service: Service, journey: str) -> None:
        _hand_over(service, journey, OTHER_THERAPIST)
        service.post(OTHER_THERAPIST, f"/journeys/{journey}/reflections", {**THOUGHT, "text": "a new thought"})
        _hand_over(service, journey, THERAPIST, OTHER_THERAPIST)
        assert _texts(service, journey, THERAPIST) == {"ours", "mine", THOUGHT["text"]}
        assert _texts(service, journey, OTHER_THERAPIST, "kept") == {"a new thought"}

    def test_it_is_done_once_for_each_key(self, service: Service, journey: str) -> None:
        first = _hand_over(service, journey, OTHER_THERAPIST, key="h")
        assert _hand_over(service, journey, OTHER_THERAPIST, key="h").raw == first.raw
        assert refused(_hand_over(service, journey, THIRD, key="h"), 422, "key-reused")
        _hand_over(service, journey, THIRD, OTHER_THERAPIST)
        assert _hand_over(service, journey, OTHER_THERAPIST, key="h").raw == first.raw
        assert _told(service).count("journey.handed_over.v1") == 2

    def test_its_therapist_and_the_admin_may_and_nobody_else(self, service: Service, journey: str) -> None:
        for who in (OTHER_THERAPIST, ELSEWHERE, Person("admin-2", "admin", practice="practice-2")):
            assert refused(_hand_over(service, journey, THIRD, who), 404, "not-found")
        assert refused(_hand_over(service, journey, THIRD, CLIENT), 403, "forbidden")
        answer = _hand_over(service, journey, THIRD, ADMIN, pass_on=True)
        assert (answer.status, answer.fields) == (422, ["/pass_on_reflections"])
        assert _hand_over(service, journey, THIRD, ADMIN).status == 201
        assert _texts(service, journey, THIRD) == {"ours"}

    def test_it_does_not_go_to_one_of_the_two_nor_where_the_pair_has_another(
        self, service: Service, journey: str
    ) -> None:
        for who in (THERAPIST, CLIENT):
            assert refused(_hand_over(service, journey, who), 409, "already-on-journey")
        service.joined(OTHER_THERAPIST, CLIENT)
        assert refused(_hand_over(service, journey, OTHER_THERAPIST), 409, "another-active-journey")
        _change(service, journey, state="paused")
        assert _hand_over(service, journey, OTHER_THERAPIST).status == 201
        assert refused(_change(service, journey, OTHER_THERAPIST, state="open"), 409, "another-active-journey")

    def test_a_closed_journey_stays_where_it_is(self, service: Service, journey: str) -> None:
        _change(service, journey, state="closed")
        assert refused(_hand_over(service, journey, OTHER_THERAPIST), 409, "journey-closed")

    def test_nothing_told_or_shown_says_what_was_passed_on(self, service: Service) -> None:
        ends = []
        for pass_on in (True, False):
            client = Person(f"client-of-{pass_on}", "client")
            journey = service.joined(THIRD, client)
            service.post(THIRD, f"/journeys/{journey}/reflections", THOUGHT)
            answer = _hand_over(service, journey, OTHER_THERAPIST, THIRD, pass_on=pass_on)
            event = service.stores.journeys.events[-1]  # type: ignore[attr-defined]
            seen = service.get(client, f"/journeys/{journey}").body
            ends.append((sorted(answer.body), event.data, sorted(seen), seen["version"]))
        assert ends[0] == ends[1]


def test_joining_and_opening_are_answered_alike_after_a_hand_over(service: Service) -> None:
    first = service.post(THERAPIST, "/journeys", {}, key="k")
    at = f"/journeys/{first.body['id']}"
    code = service.post(THERAPIST, f"{at}/invitation", {}).body["code"]
    body = {"code": code, "celebrations_consent": True}
    joined = service.post(CLIENT, "/invitations/redemption", body, key="r")
    _hand_over(service, first.body["id"], OTHER_THERAPIST, pass_on=True)
    assert service.post(THERAPIST, "/journeys", {}, key="k").raw == first.raw
    assert service.post(CLIENT, "/invitations/redemption", body, key="r").raw == joined.raw
