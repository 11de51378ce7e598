"""Measures over HTTP: why they were changed is kept and shown; a missing answer counts where a source allows it."""

from typing import Any

import pytest

from unit.reflections.calling import CLIENT, OTHER_CLIENT, THERAPIST, Answer, Service, refused

PHQ_9 = {"instrument": "PHQ-9", "items": [1] * 9}


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def measured(service: Service, journey: str, **body: Any) -> Answer:  # noqa: ANN401 - any JSON
    """Send a measure."""
    return service.post(CLIENT, f"/journeys/{journey}/measures", body)


def test_why_a_measure_was_corrected_is_kept_and_shown(service: Service, journey: str) -> None:
    at = f"/journeys/{journey}/measures/{measured(service, journey, **PHQ_9).body['id']}"
    assert service.get(THERAPIST, at).body["reason"] is None
    body = {"instrument": "PHQ-9", "items": [0] * 9, "reason": "typing_error"}
    corrected = service.call(THERAPIST, "PUT", at, body, version=1)
    assert (corrected.body["reason"], corrected.body["total"]) == ("typing_error", 0)
    assert service.call(THERAPIST, "PUT", at, body, version=1).raw == corrected.raw, "a lost answer is given again"
    other = {**body, "reason": "wrong_date"}
    assert refused(service.call(THERAPIST, "PUT", at, other, version=1), 412, "stale-version")
    shown = service.get(CLIENT, at)
    assert shown.tag == '"2"'
    assert (shown.body["reason"], shown.body["retracted"]) == ("typing_error", False)
    assert shown.body["first"] == {
        "total": 9,
        "risk": "positive",
        "session": None,
        "occurred_at": shown.body["occurred_at"],
    }
    (listed,) = service.get(CLIENT, f"/journeys/{journey}/timeline").body["items"]
    assert listed["reason"] == "typing_error"


def test_why_a_measure_was_taken_back_is_kept_and_shown(service: Service, journey: str) -> None:
    at = f"/journeys/{journey}/measures/{measured(service, journey, **PHQ_9).body['id']}"
    given: dict[str, Any] = {"query": {"reason": "wrong_client"}, "version": 1}
    assert service.call(THERAPIST, "DELETE", at, **given).status == 204
    assert service.call(THERAPIST, "DELETE", at, **given).status == 204
    assert refused(service.call(THERAPIST, "DELETE", at, version=1), 409, "retracted")
    shown = service.get(CLIENT, at).body
    assert (shown["retracted"], shown["reason"], shown["version"]) == (True, "wrong_client", 2)
    assert service.get(CLIENT, f"/journeys/{journey}/timeline").body["items"] == []


def test_a_later_change_says_its_own_reason(service: Service, journey: str) -> None:
    at = f"/journeys/{journey}/measures/{measured(service, journey, **PHQ_9).body['id']}"
    service.call(THERAPIST, "PUT", at, {**PHQ_9, "reason": "wrong_date"}, version=1)
    assert service.call(THERAPIST, "PUT", at, {**PHQ_9, "items": [2] * 9}, version=2).body["reason"] is None
    service.call(THERAPIST, "PUT", at, {**PHQ_9, "reason": "wrong_date"}, version=3)
    assert service.call(THERAPIST, "DELETE", at, version=4).status == 204
    assert service.get(THERAPIST, at).body["reason"] is None


@pytest.mark.parametrize("reason", ["", "because", "TYPING_ERROR", "typing error"])
def test_a_reason_is_one_of_five(service: Service, journey: str, reason: str) -> None:
    at = f"/journeys/{journey}/measures/{measured(service, journey, **PHQ_9).body['id']}"
    put = service.call(THERAPIST, "PUT", at, {**PHQ_9, "reason": reason}, version=1)
    delete = service.call(THERAPIST, "DELETE", at, version=1, query={"reason": reason})
    assert refused(put, 422, "invalid")
    assert refused(delete, 422, "invalid")
    assert (put.fields, delete.fields) == (["/reason"], ["reason"])
    assert refused(service.post(CLIENT, f"/journeys/{journey}/measures", {**PHQ_9, "reason": "other"}), 422, "invalid")


def test_only_a_measure_is_read_as_one(service: Service, journey: str) -> None:
    thought = service.post(THERAPIST, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": "radio"})
    nowhere = "00000000-0000-8000-8000-000000000000"
    answers = [
        service.get(who, f"/journeys/{journey}/measures/{made}")
        for who in (THERAPIST, CLIENT, OTHER_CLIENT)
        for made in (thought.body["id"], nowhere)
    ]
    assert all(refused(answer, 404, "not-found") for answer in answers)
    assert len({answer.raw for answer in answers}) == 1


def test_a_missing_answer_counts_where_a_source_allows_it_and_is_told(service: Service, journey: str) -> None:
    answer = measured(service, journey, instrument="CORE-10", items=[2, 2, 2, 2, 2, 0, 2, 2, 2, None])
    assert (answer.body["total"], answer.body["prorated"], answer.body["risk"]) == (18, 1, "negative")
    whole = measured(service, journey, instrument="CORE-10", items=[2, 2, 2, 2, 2, 0, 2, 2, 2, 2])
    assert (whole.body["total"], whole.body["prorated"]) == (18, None)
    assert service.stores.captures.events[0].data["total"] == 18  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("instrument", "items", "words"),
    [
        ("PHQ-9", [1] * 8 + [None], "none may be missing"),
        ("WHO-5", [1] * 4 + [None], "none may be missing"),
        ("CORE-10", [1] * 8 + [None, None], "at most 1 may be missing"),
    ],
)
def test_a_missing_answer_is_refused_where_no_source_allows_it(
    service: Service, journey: str, instrument: str, items: list[int | None], words: str
) -> None:
    answer = measured(service, journey, instrument=instrument, items=items)
    assert refused(answer, 422, "invalid")
    assert answer.fields == [f"/items/{place}" for place, one in enumerate(items) if one is None]
    assert words in answer.raw


def test_a_risk_item_that_is_missing_is_no_safety(service: Service, journey: str) -> None:
    answer = measured(service, journey, instrument="CORE-10", items=[0, 4, 4, 0, 0, None, 0, 0, 0, 0])
    assert (answer.body["total"], answer.body["risk"]) == (0, "missing")


def test_a_correction_by_items_is_scored_anew(service: Service, journey: str) -> None:
    made = measured(service, journey, instrument="CORE-10", total=20)
    at = f"/journeys/{journey}/measures/{made.body['id']}"
    body = {"instrument": "CORE-10", "items": [1, 3, 3, 1, 1, 1, 1, 1, 1, None], "reason": "typing_error"}
    answer = service.call(THERAPIST, "PUT", at, body, version=1)
    assert (answer.body["total"], answer.body["prorated"], answer.body["risk"]) == (10, 1, "positive")
    back = service.call(THERAPIST, "PUT", at, {"instrument": "CORE-10", "total": 20}, version=2)
    assert (back.body["prorated"], back.body["risk"]) == (None, "missing")


def test_a_total_that_no_answers_give_is_refused(service: Service, journey: str) -> None:
    answer = measured(service, journey, instrument="WHO-5", total=62)
    assert refused(answer, 422, "invalid")
    assert answer.fields == ["/total"]
    assert measured(service, journey, instrument="WHO-5", total=64).status == 201
