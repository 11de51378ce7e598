"""Requests about the record: asked by the client, answered with reasons, disputed; and no hint of a reflection."""

from typing import Any

import pytest

from reflections.domain.record_request import Asked
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

NOTES = {"kind": "psychotherapy_notes", "ground": "national_law", "text": "For my own files."}
DENIED = {"decision": "denied", "reason": "rights_of_others", "text": "They speak of somebody else."}
GRANTED = {"decision": "granted", "reason": "lawful_claim", "text": "The law gives you this."}


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def asked(service: Service, journey: str, body: Any = None, **more: Any) -> Answer:  # noqa: ANN401 - any JSON
    return service.post(CLIENT, f"/journeys/{journey}/record-requests", body or NOTES, **more)


def decides(service: Service, who: Person, journey: str, request: str, body: object = None) -> Answer:
    return service.post(who, f"/journeys/{journey}/record-requests/{request}/decisions", body or GRANTED)


def state(service: Service, journey: str, who: Person = CLIENT) -> list[str]:
    return [one["state"] for one in service.get(who, f"/journeys/{journey}/record-requests").body["items"]]


def test_notes_are_granted_by_both_therapist_and_admin_and_the_reasons_are_read(service: Service, journey: str) -> None:
    made = asked(service, journey)
    assert (made.status, made.body["state"], made.body["due_at"]) == (202, "open", "2026-07-01T09:00:00.000Z")
    assert decides(service, THERAPIST, journey, made.body["id"]).body["decision"] == "granted"
    assert state(service, journey) == ["open"]
    assert decides(service, ADMIN, journey, made.body["id"]).body["decision"] == "granted"
    assert state(service, journey) == ["granted"]
    (seen,) = service.get(CLIENT, f"/journeys/{journey}/record-requests").body["items"]
    assert [(one["by"], one["decision"], one["text"]) for one in seen["decisions"]] == [
        ("admin", "granted", GRANTED["text"]),
        ("therapist", "granted", GRANTED["text"]),
    ]


def test_one_of_them_denies_it_and_the_client_may_disagree(service: Service, journey: str) -> None:
    made = asked(service, journey).body["id"]
    statement = f"/journeys/{journey}/record-requests/{made}/statement"
    assert refused(service.call(CLIENT, "PUT", statement, {"text": "No."}), 409, "not-denied")
    assert decides(service, ADMIN, journey, made, DENIED).body["decision"] == "denied"
    assert state(service, journey) == ["denied"]
    assert refused(decides(service, THERAPIST, journey, made), 409, "already-decided")
    assert service.call(CLIENT, "PUT", statement, {"text": "I see it otherwise."}).status == 200
    (seen,) = service.get(THERAPIST, f"/journeys/{journey}/record-requests").body["items"]
    assert (seen["statement"]["text"], seen["state"]) == ("I see it otherwise.", "denied")


def test_the_answer_is_the_same_whether_there_are_reflections_or_not(service: Service) -> None:
    answers, reflection = [], ""
    for reflecting in (True, False):
        made = service.joined()
        if reflecting:
            thought = {"kind": "came_to_mind", "text": "a radio piece"}
            reflection = service.post(THERAPIST, f"/journeys/{made}/reflections", thought).body["id"]
        answer = asked(service, made).body
        answers.append({name: value for name, value in answer.items() if name != "id"})
    assert answers[0] == answers[1]
    first = service.active[THERAPIST, CLIENT]
    nothing = "00000000-0000-8000-8000-000000000000"
    wrong = [
        asked(service, first, {"kind": "correction", "item": item, "text": "not so"}) for item in (reflection, nothing)
    ]
    assert wrong[0].raw == wrong[1].raw
    assert wrong[0].fields == ["/item"]


def test_a_correction_is_of_what_somebody_else_wrote_and_its_therapist_answers(service: Service, journey: str) -> None:
    at = f"/journeys/{journey}/entries"
    theirs = service.post(THERAPIST, at, {"kind": "effort", "text": "she stayed", "shared": True}).body["id"]
    own = service.post(CLIENT, at, {"kind": "win", "text": "I stayed", "shared": True}).body["id"]
    hidden = service.post(THERAPIST, at, {"kind": "struggle", "text": "hers alone"}).body["id"]
    for item in (own, hidden):
        assert asked(service, journey, {"kind": "correction", "item": item, "text": "not so"}).fields == ["/item"]
    made = asked(service, journey, {"kind": "correction", "item": theirs, "text": "I left early."}).body
    assert (made["item"], made["text"], made["kind"]) == (theirs, "I left early.", Asked.CORRECTION)
    assert state(service, journey, ADMIN) == [], "what two people said is not the admin's"
    assert refused(decides(service, ADMIN, journey, made["id"]), 404, "not-found")
    corrected = {"decision": "granted", "reason": "corrected", "text": "Put right."}
    assert decides(service, THERAPIST, journey, made["id"], corrected).status == 201
    assert state(service, journey) == ["granted"]


def test_repeated_it_is_one_request_and_one_answer(service: Service, journey: str) -> None:
    first = asked(service, journey, key="r")
    decides(service, ADMIN, journey, first.body["id"], DENIED)
    assert asked(service, journey, key="r").raw == first.raw
    assert refused(asked(service, journey, {**NOTES, "ground": "other"}, key="r"), 422, "key-reused")
    again = decides(service, ADMIN, journey, first.body["id"], DENIED)
    assert (again.status, again.body["decision"]) == (201, "denied")
    at = f"/journeys/{journey}/record-requests/{first.body['id']}/decisions"
    second = asked(service, journey).body["id"]
    other = at.replace(first.body["id"], second)
    assert service.post(ADMIN, other, DENIED, key="d").status == 201
    assert refused(service.post(ADMIN, other, {**DENIED, "reason": "risk_of_harm"}, key="d"), 422, "key-reused")
    assert refused(service.post(ADMIN, other, {**DENIED, "reason": "risk_of_harm"}), 409, "already-decided")
    assert state(service, journey) == ["denied", "denied"]


def test_nobody_else_has_to_do_with_it(service: Service, journey: str) -> None:
    made = asked(service, journey).body["id"]
    at = f"/journeys/{journey}/record-requests"
    for who in (OTHER_THERAPIST, OTHER_CLIENT, Person("admin-1", "admin", practice="practice-2")):
        assert refused(service.get(who, at), 404, "not-found")
    assert refused(decides(service, OTHER_THERAPIST, journey, made), 404, "not-found")
    assert refused(service.call(CLIENT, "POST", f"{at}/{made}/decisions", DENIED), 403, "forbidden")
    assert refused(service.post(THERAPIST, at, NOTES), 403, "forbidden")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "psychotherapy_notes"}, ["/ground"]),
        ({"kind": "correction"}, ["/item", "/text"]),
        ({**NOTES, "item": "00000000-0000-8000-8000-000000000000"}, ["/item"]),
    ],
)
def test_what_a_request_lacks_is_named(service: Service, journey: str, body: Any, fields: list[str]) -> None:  # noqa: ANN401
    assert asked(service, journey, body).fields == fields


def test_a_reason_must_fit_its_answer(service: Service, journey: str) -> None:
    made = asked(service, journey).body["id"]
    assert decides(service, ADMIN, journey, made, {**DENIED, "reason": "lawful_claim"}).fields == ["/reason"]
