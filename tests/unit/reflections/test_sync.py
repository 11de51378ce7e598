"""Captures made offline come in as a batch: each is answered by itself, and known again whichever way it comes."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from kernel.instants import to_text
from reflections.application.sync_batch import MOST_CAPTURES
from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_THERAPIST,
    SUPERVISOR,
    THERAPIST,
    Answer,
    Person,
    Service,
    refused,
)
from unit.reflections.endpoints import MARK

Item = dict[str, Any]
EARLIER = "2026-05-30T08:00:00Z"
WIN = {"kind": "win", "text": "She went", "occurred_at": EARLIER}


def item(journey: str, made: str = "a1", kind: str = "entry", body: Any = None, **more: Any) -> Item:  # noqa: ANN401
    """Give an item of a batch."""
    return {"id": made, "type": kind, "journey": journey, "body": WIN if body is None else body, **more}


def sync(service: Service, items: list[Any], who: Person = THERAPIST, *, ahead: float = 0, **more: Any) -> Answer:  # noqa: ANN401
    """Send a batch from a device whose clock is so many hours ahead."""
    sent_at = to_text(service.clock.now() + timedelta(hours=ahead))
    return service.post(who, "/sync", {"sent_at": sent_at, "captures": items}, **more)


def became(answer: Answer) -> list[str]:
    """Give the status of each item."""
    assert answer.status == 200, answer.raw
    return [one["status"] for one in answer.body["items"]]


def problem(answer: Answer, place: int = 0) -> tuple[int, str, list[str]]:
    """Give status, kind and fields of an item's problem."""
    found = answer.body["items"][place]["problem"]
    return found["status"], found["type"].rpartition(":")[2], [error["field"] for error in found["errors"]]


def kept(service: Service) -> int:
    """Count what is stored."""
    return len(service.stores.captures)  # type: ignore[arg-type]


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def test_acceptance_example_2(service: Service, journey: str) -> None:
    """One stored before, one invalid, one new; when it happened is kept, apart from when it was recorded."""
    thought = {"kind": "came_to_mind", "text": "radio piece", "occurred_at": "2026-05-29T21:15:00+02:00"}
    before = service.post(THERAPIST, f"/journeys/{journey}/reflections", thought, key="k1")
    service.clock.passes(hours=3)
    items = [
        item(journey, "k1", "reflection", thought),
        item(journey, "k2", body={"kind": "brag", "text": MARK, "occurred_at": EARLIER}),
        item(journey, "k3", "measure", {"instrument": "PHQ-9", "total": 9, "occurred_at": "2026-05-30T10:00:00+02:00"}),
    ]
    answer = sync(service, items)
    assert became(answer) == ["duplicate", "rejected", "created"]
    assert [one["id"] for one in answer.body["items"]] == ["k1", "k2", "k3"]
    duplicate, rejected, created = answer.body["items"]
    assert duplicate["capture"]["id"] == before.body["id"]
    assert duplicate["capture"]["recorded_at"] == before.body["recorded_at"]
    assert problem(answer, 1) == (422, "invalid", ["/body/kind"])
    assert rejected["capture"] is None
    assert MARK not in answer.raw
    assert created["capture"]["occurred_at"] == "2026-05-30T08:00:00.000Z"
    assert created["capture"]["recorded_at"] == to_text(service.clock.now())
    assert kept(service) == 2


def test_every_type_comes_out_as_from_its_own_endpoint(service: Service, journey: str) -> None:
    goal = service.goal(journey)
    at = f"/journeys/{journey}"
    sent: list[tuple[str, str, Item, Item]] = [
        ("entry", f"{at}/entries", {**WIN, "shared": True, "goal": goal}, {}),
        ("reflection", f"{at}/reflections", {"kind": "after_session", "worked": "x", "occurred_at": EARLIER}, {}),
        ("measure", f"{at}/measures", {"instrument": "PHQ-9", "items": [1] * 9, "occurred_at": EARLIER}, {}),
        ("rating", f"{at}/goals/{goal}/ratings", {"value": 4, "occurred_at": EARLIER}, {"goal": goal}),
        ("level", f"{at}/goals/{goal}/levels", {"level": 1, "occurred_at": EARLIER}, {"goal": goal}),
        ("idea", f"{at}/ideas", {"text": "write a letter", "occurred_at": EARLIER}, {}),
    ]
    first = [service.post(THERAPIST, path, body, key=f"d-{kind}") for kind, path, body, _ in sent]
    answer = sync(service, [item(journey, f"d-{kind}", kind, body, **more) for kind, _, body, more in sent])
    assert became(answer) == ["duplicate"] * 6
    assert [one["capture"] for one in answer.body["items"]] == [one.body for one in first]
    answer = sync(service, [item(journey, f"s-{kind}", kind, body, **more) for kind, _, body, more in sent])
    assert became(answer) == ["created"] * 6
    later = [service.post(THERAPIST, path, body, key=f"s-{kind}") for kind, path, body, _ in sent]
    assert [one["capture"] for one in answer.body["items"]] == [one.body for one in later]
    assert kept(service) == 12


def test_a_batch_sent_again_is_all_duplicates_whatever_its_order(service: Service, journey: str) -> None:
    items = [item(journey, f"i{place}", body={**WIN, "text": str(place)}) for place in range(MOST_CAPTURES)]
    assert became(sync(service, items)) == ["created"] * MOST_CAPTURES
    assert became(sync(service, items[::-1])) == ["duplicate"] * MOST_CAPTURES
    assert kept(service) == MOST_CAPTURES


def test_an_id_that_comes_twice_in_a_batch(service: Service, journey: str) -> None:
    items = [item(journey), item(journey), item(journey, body={**WIN, "text": MARK})]
    answer = sync(service, items)
    assert became(answer) == ["created", "duplicate", "conflict"]
    assert problem(answer, 2) == (422, "key-reused", ["/id"])
    assert answer.body["items"][2]["stored"] == answer.body["items"][0]["capture"]["id"]
    assert MARK not in answer.raw


def test_one_id_on_two_journeys_is_two_things(service: Service, journey: str) -> None:
    assert became(sync(service, [item(journey), item(service.joined())])) == ["created", "created"]


def test_each_author_has_their_own_ids(service: Service, journey: str) -> None:
    assert became(sync(service, [item(journey)], THERAPIST)) == ["created"]
    assert became(sync(service, [item(journey, body={**WIN, "text": "I went"})], CLIENT)) == ["created"]


POISON: list[tuple[Callable[[Item], Any], int, str, str]] = [
    (lambda _: None, 422, "invalid", "/"),
    (lambda _: [], 422, "invalid", "/"),
    (lambda _: MARK, 422, "invalid", "/"),
    (lambda one: one | {"id": ""}, 422, "invalid", "/id"),
    (lambda one: one | {"id": "x" * 256}, 422, "invalid", "/id"),
    (lambda one: one | {"id": "a b"}, 422, "invalid", "/id"),
    (lambda one: one | {"id": 5}, 422, "invalid", "/id"),
    (lambda one: one | {"type": MARK}, 422, "invalid", "/type"),
    (lambda one: one | {"surprise": MARK}, 422, "invalid", "/surprise"),
    (lambda one: one | {"journey": "../x"}, 422, "invalid", "/journey"),
    (lambda one: one | {"journey": "00000000-0000-8000-8000-000000000000"}, 404, "not-found", ""),
    (lambda one: one | {"goal": "00000000-0000-8000-8000-000000000000"}, 422, "invalid", "/goal"),
    (lambda one: one | {"type": "rating", "body": {"value": 4, "occurred_at": EARLIER}}, 422, "invalid", "/goal"),
    (
        lambda one: one | {"type": "rating", "goal": "nowhere", "body": {"value": 4, "occurred_at": EARLIER}},
        404,
        "not-found",
        "",
    ),
    (lambda one: one | {"body": None}, 422, "invalid", "/body"),
    (lambda one: one | {"body": []}, 422, "invalid", "/body"),
    (lambda one: one | {"body": {"text": MARK}}, 422, "invalid", "/body/kind"),
    (lambda one: one | {"body": WIN | {"text": "x" * 4001}}, 422, "invalid", "/body/text"),
    (lambda one: one | {"body": WIN | {"text": MARK * 40_000}}, 400, "malformed", "/body"),
    (lambda one: one | {"body": WIN | {"text": "\ud83d"}}, 400, "malformed", "/body"),
    (lambda one: one | {"body": WIN | {"text": None}}, 422, "invalid", "/body/text"),
    (lambda one: one | {"body": WIN | {MARK: 1}}, 422, "invalid", "/body/" + MARK),
    (lambda one: one | {"body": WIN | {"occurred_at": "yesterday"}}, 422, "invalid", "/body/occurred_at"),
    (lambda one: one | {"body": WIN | {"occurred_at": "2026-06-01T09:06:00Z"}}, 422, "invalid", "/body/occurred_at"),
    (lambda one: one | {"body": WIN | {"occurred_at": "9999-12-31T23:59:59Z"}}, 422, "invalid", "/body/occurred_at"),
    (lambda one: one | {"body": {"kind": "win", "text": "when?"}}, 422, "invalid", "/body/occurred_at"),
    (lambda one: one | {"body": WIN | {"goal": MARK}}, 422, "invalid", "/body/goal"),
    (lambda one: one | {"type": "measure", "body": {"instrument": "OQ-46", "total": 1, "occurred_at": EARLIER}}, 422,
     "invalid", "/body/instrument"),
    (lambda one: one | {"type": "measure", "body": {"instrument": "PHQ-9", "occurred_at": EARLIER}}, 422, "invalid",
     "/body"),
    (lambda one: one | {"refers": {"goal": "a0"}}, 422, "invalid", "/refers"),
    (lambda one: one | {"refers": {"struggle": MARK * 40}}, 422, "invalid", "/refers/struggle"),
    (
        lambda one: one | {"refers": {"struggle": "a0"}, "body": WIN | {"struggle": one["journey"]}},
        422,
        "invalid",
        "/refers",
    ),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(POISON)))
def test_one_poisonous_item_is_named_and_spoils_no_other(service: Service, journey: str, place: int) -> None:
    spoil, status, kind, field = POISON[place]
    bad = spoil(item(journey, "bad"))
    answer = sync(service, [item(journey, "before"), bad, item(journey, "after")])
    assert became(answer) == ["created", "rejected", "created"], answer.raw
    assert problem(answer, 1) == (status, kind, [field] if field else [])
    assert answer.raw.count(MARK) == (1 if field.endswith(MARK) else 0)
    assert not [line for line in service.lines if MARK in line]
    assert kept(service) == 2


@pytest.mark.parametrize(
    "text", ["😀👨‍👩‍👧", "مرحبا \u202eabc", "a\u0000b", "<script>alert(1)</script>", "x" * 4000, "\u200d"]
)
def test_strange_words_are_kept_as_they_are(service: Service, journey: str, text: str) -> None:
    bad = item(journey, "bad", body=WIN | {"text": "\ud83d"})
    assert became(sync(service, [item(journey, body=WIN | {"text": text}), bad])) == ["created", "rejected"]
    shown = service.get(THERAPIST, f"/journeys/{journey}/timeline").body["items"]
    assert [one["text"] for one in shown] == [text]


def test_a_hundred_long_texts_fit_and_a_body_beyond_all_measure_does_not(service: Service, journey: str) -> None:
    long = [item(journey, f"i{place}", body=WIN | {"text": "あ" * 4000}) for place in range(MOST_CAPTURES)]
    assert became(sync(service, long)) == ["created"] * MOST_CAPTURES
    assert refused(service.post(THERAPIST, "/sync", raw=" " * (4 * 1024 * 1024 + 1), body=None), 400, "malformed")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"captures": []}, "/captures"),
        ({"captures": [None] * 101}, "/captures"),
        ({"captures": {}}, "/captures"),
        ({"sent_at": None}, "/sent_at"),
        ({"sent_at": "2026-06-01T09:00:00"}, "/sent_at"),
        ({"sent_at": MARK}, "/sent_at"),
        ({"sent": MARK}, "/sent"),
    ],
)
def test_a_wrong_batch_is_refused_whole(service: Service, journey: str, change: Item, field: str) -> None:
    body = {"sent_at": "2026-06-01T09:00:00Z", "captures": [item(journey)], **change}
    answer = service.post(THERAPIST, "/sync", body)
    assert refused(answer, 422, "invalid"), answer.raw
    assert answer.fields == [field]
    assert MARK not in answer.raw
    assert kept(service) == 0


@pytest.mark.parametrize("raw", ["", "{", '{"captures": [', '{"a":"\x01"}', "\ufeff{}"])
def test_a_body_that_is_no_json_is_refused(service: Service, raw: str) -> None:
    assert refused(service.post(THERAPIST, "/sync", None, raw=raw), 400, "malformed")


def test_who_may_send(service: Service, journey: str) -> None:
    body = {"sent_at": "2026-06-01T09:00:00Z", "captures": [item(journey)]}
    assert refused(service.post(SUPERVISOR, "/sync", body), 403, "forbidden")
    assert refused(service.call(None, "POST", "/sync", body), 401, "unauthenticated")
    assert refused(service.post(THERAPIST, "/sync", body, key=None), 400, "malformed")


def test_a_journey_of_others_is_not_there(service: Service, journey: str) -> None:
    nowhere = "00000000-0000-8000-8000-000000000000"
    for stranger in (OTHER_THERAPIST, ELSEWHERE):
        answer = sync(service, [item(journey), item(nowhere)], stranger)
        theirs, nothing = answer.body["items"]
        assert theirs == nothing
        assert theirs["problem"]["status"] == 404
    assert kept(service) == 0


def test_a_reflection_is_for_therapists_and_a_client_learns_nothing(service: Service, journey: str) -> None:
    thought = {"kind": "came_to_mind", "text": "radio", "occurred_at": EARLIER}
    items = [item(journey, "r1", "reflection", thought)]
    before = sync(service, items, CLIENT)
    assert became(sync(service, items, THERAPIST)) == ["created"]
    assert sync(service, items, CLIENT).raw == before.raw
    assert problem(before) == (403, "forbidden", [])


def test_an_effort_finds_its_struggle_whatever_the_order(service: Service, journey: str) -> None:
    struggle = item(journey, "s1", body={"kind": "struggle", "text": "trains", "shared": True, "occurred_at": EARLIER})
    effort = {"kind": "effort", "text": "one stop", "shared": True, "occurred_at": EARLIER}
    items = [item(journey, "e1", body=effort, refers={"struggle": "s1"}), struggle]
    first, second = sync(service, items).body["items"]
    assert first["capture"]["struggle"] == second["capture"]["id"]
    events = service.stores.captures.events  # type: ignore[attr-defined]
    assert {event.data["kind"]: event.data.get("struggle") for event in events} == {
        "effort": second["capture"]["id"],
        "struggle": None,
    }
    # The same as its own endpoint makes of it, once the identifier is known.
    known = effort | {"struggle": second["capture"]["id"]}
    again = service.post(THERAPIST, f"/journeys/{journey}/entries", known, key="e1")
    assert again.body == first["capture"]


def test_a_client_who_has_just_joined_and_a_goal_just_set_are_found(service: Service) -> None:
    journey = service.opened()
    assert became(sync(service, [item(journey)])) == ["created"]
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}).body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    goal = service.goal(journey)
    rating = item(journey, "g1", "rating", {"value": 4, "occurred_at": EARLIER}, goal=goal)
    assert became(sync(service, [rating], CLIENT)) == ["created"]


def test_a_closed_journey_takes_nothing_new_and_still_knows_what_it_has(service: Service, journey: str) -> None:
    items = [item(journey, "a1"), item(journey, "a2")]
    sync(service, items[:1])
    version = service.get(THERAPIST, f"/journeys/{journey}").body["version"]
    service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": "closed"}, version=version)
    answer = sync(service, items)
    assert became(answer) == ["duplicate", "rejected"]
    assert problem(answer, 1) == (409, "journey-closed", [])


def test_a_fault_of_ours_fails_its_item_alone_and_is_logged(service: Service, journey: str) -> None:
    add = service.stores.captures.add

    def sometimes(capture: Any, event: Any) -> Any:  # noqa: ANN401 - passed on
        service.clock.passes(seconds=1)
        if capture.facts.get("instrument"):
            raise RuntimeError(MARK)
        if capture.facts.get("value") == 1:
            raise ClientError({"Error": {"Code": "ThrottlingException"}}, "PutItem")
        return add(capture, event)

    service.stores.captures.add = sometimes  # type: ignore[method-assign]
    goal = service.goal(journey)
    items = [
        item(journey, "m", "measure", {"instrument": "PHQ-9", "total": 9, "occurred_at": EARLIER}),
        item(journey, "g", "rating", {"value": 1, "occurred_at": EARLIER}, goal=goal),
        item(journey, "a1"),
    ]
    answer = sync(service, items)
    assert became(answer) == ["failed", "failed", "created"]
    assert [problem(answer, place)[:2] for place in (0, 1)] == [(500, "unexpected"), (503, "busy")]
    assert [json.loads(line)["code"] for line in service.lines[-3:]] == ["KN002", "KN003", "KN001"]
    assert MARK not in answer.raw + "".join(service.lines)
    service.stores.captures.add = add  # type: ignore[method-assign]
    assert became(sync(service, items)) == ["created", "created", "duplicate"]


def test_a_store_grown_slow_leaves_the_rest_to_the_next_attempt(service: Service, journey: str) -> None:
    add = service.stores.captures.add

    def slow(capture: Any, event: Any) -> Any:  # noqa: ANN401 - passed on
        service.clock.passes(seconds=6)
        return add(capture, event)

    service.stores.captures.add = slow  # type: ignore[method-assign]
    items = [item(journey, f"i{place}") for place in range(4)]
    assert became(sync(service, items)) == ["created", "created", "failed", "failed"]
    assert became(sync(service, items)) == ["duplicate", "duplicate", "failed", "failed"]
    service.stores.captures.add = add  # type: ignore[method-assign]
    assert became(sync(service, items)) == ["duplicate", "duplicate", "created", "created"]


@pytest.mark.parametrize(
    ("ahead", "said", "occurred", "noted"),
    [
        (0, "2026-06-01T08:00:00Z", "2026-06-01T08:00:00.000Z", None),
        (0.08, "2026-06-01T08:00:00Z", "2026-06-01T08:00:00.000Z", None),
        (3, "2026-06-01T11:30:00Z", "2026-06-01T08:30:00.000Z", 10800),
        (-3, "2026-06-01T05:30:00Z", "2026-06-01T08:30:00.000Z", -10800),
        (-24 * 20_000, "1971-08-29T08:00:00Z", "2026-06-01T08:00:00.000Z", -24 * 20_000 * 3600),
        # Corrected it would lie ahead of us, as told it does not: the clock was set after it.
        (-3, "2026-06-01T08:30:00Z", "2026-06-01T08:30:00.000Z", -10800),
        (24 * 50_000, "2026-06-01T08:30:00Z", "2026-06-01T08:30:00.000Z", 24 * 50_000 * 3600),
    ],
)
def test_a_clock_that_is_wrong_is_noted_and_not_trusted(  # noqa: PLR0917 - a row of the table above
    service: Service, journey: str, ahead: float, said: str, occurred: str, noted: int | None
) -> None:
    measure = {"instrument": "PHQ-9", "total": 9, "occurred_at": said}
    answer = sync(service, [item(journey, "m", "measure", measure)], ahead=ahead)
    assert became(answer) == ["created"]
    capture = answer.body["items"][0]["capture"]
    assert capture["occurred_at"] == occurred
    assert capture["clock_offset"] == noted
    assert capture["told_at"] == (None if noted is None else said.replace("Z", ".000Z"))
    assert answer.body["clock_offset"] == (noted or 0)
    assert service.stores.captures.events[-1].data["occurred_at"] == occurred  # type: ignore[attr-defined]
    assert service.get(CLIENT, f"/journeys/{journey}/timeline").body["items"] == [capture]


def test_a_time_that_is_ahead_either_way_is_refused(service: Service, journey: str) -> None:
    for ahead in (0, 3, -3):
        late = item(journey, body=WIN | {"occurred_at": "2026-06-01T13:00:00Z"})
        answer = sync(service, [late], ahead=ahead)
        assert problem(answer) == (422, "invalid", ["/body/occurred_at"])


def test_an_item_is_known_again_when_the_clock_was_set_meanwhile(service: Service, journey: str) -> None:
    items = [item(journey, body=WIN | {"occurred_at": "2026-06-01T11:30:00Z"})]
    first = sync(service, items, ahead=3)
    for ahead in (0, 3, -7, 3.01):
        again = sync(service, items, ahead=ahead)
        assert became(again) == ["duplicate"]
        assert again.body["items"][0]["capture"] == first.body["items"][0]["capture"]


def test_a_correction_keeps_what_a_clock_had_said_unless_it_says_when(service: Service, journey: str) -> None:
    body = {"instrument": "PHQ-9", "total": 9, "occurred_at": "2026-06-01T11:30:00Z"}
    made = sync(service, [item(journey, "m", "measure", body)], ahead=3).body["items"][0]["capture"]
    at = f"/journeys/{journey}/measures/{made['id']}"
    kept_on = service.call(THERAPIST, "PUT", at, {"instrument": "PHQ-9", "total": 8}, version=1).body
    assert (kept_on["occurred_at"], kept_on["clock_offset"]) == ("2026-06-01T08:30:00.000Z", 10800)
    stated = service.call(THERAPIST, "PUT", at, body | {"occurred_at": EARLIER}, version=2).body
    assert (stated["occurred_at"], stated["clock_offset"]) == ("2026-05-30T08:00:00.000Z", None)


def test_an_idea_finds_the_reflection_that_it_was_born_from(service: Service, journey: str) -> None:
    thought = item(journey, "r1", "reflection", {"kind": "came_to_mind", "text": "radio", "occurred_at": EARLIER})
    idea = item(journey, "i1", "idea", {"text": "write a letter", "occurred_at": EARLIER}, refers={"reflection": "r1"})
    first, second = sync(service, [idea, thought]).body["items"]
    assert (first["status"], first["capture"]["reflection"]) == ("created", second["capture"]["id"])
    assert problem(sync(service, [idea], CLIENT)) == (403, "forbidden", [])
    known = {"text": "write a letter", "reflection": second["capture"]["id"], "occurred_at": EARLIER}
    assert service.post(THERAPIST, f"/journeys/{journey}/ideas", known, key="i1").body == first["capture"]


def test_what_came_by_a_batch_is_changed_like_anything_else_and_answered_as_first_recorded(
    service: Service, journey: str
) -> None:
    made = sync(service, [item(journey)]).body["items"][0]["capture"]
    at = f"/journeys/{journey}/entries/{made['id']}"
    assert service.call(THERAPIST, "PATCH", at, {"shared": True}, version=1).status == 200
    again = sync(service, [item(journey)]).body["items"][0]
    assert (again["status"], again["capture"]) == ("duplicate", made)
    assert service.call(THERAPIST, "DELETE", at, version=2).status == 204
    again = sync(service, [item(journey)]).body["items"][0]
    assert (again["status"], again["capture"]) == ("duplicate", made)
    assert service.get(THERAPIST, f"/journeys/{journey}/timeline").body["items"] == []
