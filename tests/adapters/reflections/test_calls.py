"""How many calls each use case makes: what it costs, and how long it takes, on a warm and on a cold function."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.reflections.table import OnMoto
from unit.reflections.calling import ADMIN, CLIENT, THERAPIST, Person, Service

Act = Callable[[Service, str, dict[str, Any]], int]

BATCH, PUT, QUERY, TRANSACT = "BatchGetItem", "PutItem", "Query", "TransactWriteItems"
UNWRAP = "Decrypt"


def _post(path: str, body: dict[str, Any]) -> Act:
    def act(service: Service, journey: str, known: dict[str, Any]) -> int:
        return service.post(THERAPIST, f"/journeys/{journey}/{path.format(**known)}", body).status

    return act


CAPTURES = {
    "entry": _post("entries", {"kind": "win", "text": "She went", "shared": True}),
    "private entry": _post("entries", {"kind": "effort", "text": "She tried"}),
    "reflection": _post("reflections", {"kind": "came_to_mind", "text": "A radio piece on leaving home"}),
    "measure": _post("measures", {"instrument": "PHQ-9", "items": [1] * 9}),
    "rating": _post("goals/{goal}/ratings", {"value": 4}),
}


@pytest.fixture
def journey(moto: OnMoto) -> str:
    return moto.service.joined()


@pytest.fixture
def known(moto: OnMoto, journey: str) -> dict[str, Any]:
    goal = moto.service.goal(journey)
    measure = moto.service.post(THERAPIST, f"/journeys/{journey}/measures", {"instrument": "GAD-7", "total": 9}).body
    return {"goal": goal, "measure": measure["id"]}


@pytest.mark.parametrize("name", CAPTURES)
def test_a_capture_on_a_warm_journey_is_one_call(moto: OnMoto, journey: str, known: dict[str, Any], name: str) -> None:
    moto.calls.clear()
    assert CAPTURES[name](moto.service, journey, known) == 201
    assert moto.calls == {PUT: 1}


@pytest.mark.parametrize("name", CAPTURES)
def test_a_capture_on_a_cold_journey_is_two_calls_and_one_of_kms(
    moto: OnMoto, journey: str, known: dict[str, Any], name: str
) -> None:
    cold = moto.cold()
    moto.calls.clear()
    assert CAPTURES[name](cold, journey, known) == 201
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 1}


def test_a_repeated_capture_is_one_call_too(moto: OnMoto, journey: str) -> None:
    body = {"kind": "came_to_mind", "text": "A radio piece on leaving home"}
    first = moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", body, key="k1")
    moto.calls.clear()
    again = moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", body, key="k1")
    assert (again.status, again.raw) == (first.status, first.raw)
    assert moto.calls == {PUT: 1}


def test_a_journey_is_remembered_for_a_minute_and_no_longer(moto: OnMoto, journey: str, known: dict[str, Any]) -> None:
    moto.service.clock.passes(seconds=59)
    moto.calls.clear()
    CAPTURES["entry"](moto.service, journey, known)
    assert moto.calls == {PUT: 1}
    moto.service.clock.passes(seconds=2)
    CAPTURES["entry"](moto.service, journey, known)
    assert moto.calls == {PUT: 2, BATCH: 1, UNWRAP: 1}


def test_a_timeline_page_is_two_calls_warm_and_three_cold(moto: OnMoto, journey: str, known: dict[str, Any]) -> None:
    for _ in range(3):
        CAPTURES["reflection"](moto.service, journey, known)
    moto.calls.clear()
    moto.service.get(THERAPIST, f"/journeys/{journey}/timeline", limit="2")
    assert moto.calls == {QUERY: 2}
    moto.calls.clear()
    moto.cold().get(CLIENT, f"/journeys/{journey}/timeline")
    assert moto.calls == {BATCH: 1, UNWRAP: 1, QUERY: 2}


def test_opening_is_one_transaction_and_one_key(moto: OnMoto) -> None:
    moto.calls.clear()
    assert moto.service.post(THERAPIST, "/journeys", {"code": "C-014"}, key="o").status == 201
    assert moto.calls == {"GenerateDataKey": 1, TRANSACT: 1}
    moto.calls.clear()
    assert moto.service.post(THERAPIST, "/journeys", {"code": "C-014"}, key="o").status == 201
    assert moto.calls == {"GenerateDataKey": 1, TRANSACT: 1, BATCH: 1, UNWRAP: 1}


def test_the_other_changes_of_a_journey(moto: OnMoto) -> None:
    service = moto.service
    journey = service.opened()
    at = f"/journeys/{journey}"
    moto.calls.clear()
    code = service.post(THERAPIST, f"{at}/invitation", {}).body["code"]
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 1}
    moto.calls.clear()
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    assert moto.calls == {BATCH: 2, TRANSACT: 1}
    moto.calls.clear()
    service.call(CLIENT, "PUT", f"{at}/consents/celebrations", {"granted": False})
    assert moto.calls == {BATCH: 1, TRANSACT: 1}
    moto.calls.clear()
    service.call(CLIENT, "PUT", f"{at}/consents/celebrations", {"granted": False})
    assert moto.calls == {BATCH: 1}
    moto.calls.clear()
    assert service.get(THERAPIST, f"{at}/consents").status == 200
    assert moto.calls == {BATCH: 1}
    moto.calls.clear()
    assert len(service.get(THERAPIST, f"{at}/consents/celebrations").body["items"]) == 2
    assert moto.calls == {BATCH: 1, QUERY: 1}
    moto.calls.clear()
    assert service.get(CLIENT, "/consent-wordings").status == 200
    assert not moto.calls
    moto.calls.clear()
    service.goal(journey)
    assert moto.calls[BATCH] + moto.calls[TRANSACT] == 2
    moto.calls.clear()
    version = service.get(THERAPIST, at).body["version"]
    assert moto.calls == {BATCH: 1}
    moto.calls.clear()
    assert service.call(THERAPIST, "PATCH", at, {"state": "closed"}, version=version).status == 200
    assert moto.calls == {BATCH: 1, TRANSACT: 1}
    moto.calls.clear()
    assert len(service.get(CLIENT, "/journeys").body["items"]) == 1
    assert moto.calls == {QUERY: 1, BATCH: 1}


def test_a_correction_and_a_retraction_are_two_calls_each(moto: OnMoto, journey: str, known: dict[str, Any]) -> None:
    at = f"/journeys/{journey}/measures/{known['measure']}"
    moto.calls.clear()
    body = {"instrument": "GAD-7", "total": 8}
    assert moto.service.call(THERAPIST, "PUT", at, body, version=1).status == 200
    assert moto.calls == {BATCH: 1, PUT: 1}
    moto.calls.clear()
    assert moto.service.call(THERAPIST, "DELETE", at, version=2).status == 204
    assert moto.calls == {BATCH: 1, PUT: 1}


def test_the_instruments_cost_one_call(moto: OnMoto) -> None:
    moto.calls.clear()
    assert moto.service.get(CLIENT, "/instruments").status == 200
    assert moto.calls == {BATCH: 1}


def test_a_page_of_an_export_is_at_most_ten_calls_whatever_there_is(moto: OnMoto) -> None:
    service = moto.service
    journey = service.joined()
    at = f"/journeys/{journey}"
    service.goal(journey)
    service.call(CLIENT, "PUT", f"{at}/aspiration", {"text": "to be at ease"})
    for number in range(12):
        service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": f"thought {number}"})
        service.post(CLIENT, f"{at}/entries", {"kind": "win", "text": f"win {number}", "shared": bool(number % 2)})
    fresh = moto.cold()
    moto.calls.clear()
    whole = fresh.call(CLIENT, "POST", f"{at}/export", {}, key=None)
    assert whole.body["next"] is None
    assert moto.calls == {BATCH: 2, UNWRAP: 1, QUERY: 8}
    records, query = [], {"limit": "3"}
    while True:
        moto.calls.clear()
        page = fresh.call(CLIENT, "POST", f"{at}/export", {}, key=None, query=query)
        assert moto.calls.total() <= 10
        records += page.body["records"]
        if page.following is None:
            break
        query["cursor"] = page.following
    assert records == whole.body["records"]


def test_an_emergency_is_two_calls_and_a_page_of_it_three_and_a_strangers_one(moto: OnMoto) -> None:
    service = moto.service
    journey = service.joined()
    at = f"/journeys/{journey}/break-glass"
    moto.calls.clear()
    said = {"reason": "complaint", "text": "a letter", "minutes": 5}
    made = moto.cold().post(ADMIN, at, said, key="g").body["id"]
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 1}
    moto.calls.clear()
    assert moto.cold().get(ADMIN, f"{at}/{made}/timeline").status == 200
    assert moto.calls == {BATCH: 2, UNWRAP: 1, QUERY: 1}
    for who, access in ((Person("admin-2", "admin"), made), (ADMIN, "00000000-0000-8000-8000-000000000000")):
        moto.calls.clear()
        assert moto.cold().get(who, f"{at}/{access}/timeline").status == 404
        assert moto.calls == {BATCH: 1}
    moto.calls.clear()
    assert service.get(THERAPIST, at).body["items"][0]["text"] == "a letter"
    assert moto.calls == {BATCH: 1, QUERY: 1}
    (item,) = [one for one in moto.raw_items() if one["sk"]["S"].startswith("G#")]
    assert b"a letter" not in item["text"]["B"]


def test_a_request_about_the_record_and_its_answers(moto: OnMoto) -> None:
    journey = moto.service.joined()
    at = f"/journeys/{journey}/record-requests"
    moto.calls.clear()
    notes = {"kind": "psychotherapy_notes", "ground": "other", "text": "a letter"}
    made = moto.cold().post(CLIENT, at, notes).body["id"]
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 1}
    denied = {"decision": "denied", "reason": "risk_of_harm", "text": "not now"}
    moto.calls.clear()
    assert moto.service.post(ADMIN, f"{at}/{made}/decisions", denied).body["decision"] == "denied"
    assert moto.calls == {BATCH: 2, PUT: 1}
    assert moto.service.call(CLIENT, "PUT", f"{at}/{made}/statement", {"text": "but now"}).status == 200
    moto.calls.clear()
    (seen,) = moto.service.get(CLIENT, at).body["items"]
    assert moto.calls == {BATCH: 1, QUERY: 1}
    assert (seen["text"], seen["decisions"][0]["text"], seen["statement"]["text"]) == ("a letter", "not now", "but now")
    (item,) = [str(one) for one in moto.raw_items() if one["sk"]["S"].startswith("D#")]
    assert not any(words in item for words in ("a letter", "not now", "but now"))
