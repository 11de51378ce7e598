"""What a warm function remembers may be old: nobody is refused for that."""

import pytest

from adapters.reflections.table import OnMoto
from unit.reflections.calling import CLIENT, OTHER_CLIENT, THERAPIST, refused


def test_a_client_who_has_just_joined_is_found(moto: OnMoto) -> None:
    service, elsewhere = moto.service, moto.cold()
    journey = service.opened()
    at = f"/journeys/{journey}"
    assert service.get(THERAPIST, f"{at}/timeline").status == 200  # remembered without a client
    code = elsewhere.post(THERAPIST, f"{at}/invitation", {}).body["code"]
    elsewhere.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    assert service.post(CLIENT, f"{at}/entries", {"kind": "win", "text": "I went"}).status == 201


def test_a_goal_that_was_just_set_is_found(moto: OnMoto) -> None:
    service, elsewhere = moto.service, moto.cold()
    journey = service.joined()
    at = f"/journeys/{journey}"
    assert service.get(CLIENT, f"{at}/timeline").status == 200
    goal, another = elsewhere.goal(journey), elsewhere.goal(journey)
    assert service.post(CLIENT, f"{at}/goals/{goal}/ratings", {"value": 3}).status == 201
    other = moto.cold()
    other.get(CLIENT, f"{at}/timeline")
    assert other.post(CLIENT, f"{at}/entries", {"kind": "win", "text": "I went", "goal": another}).status == 201


def test_a_stranger_costs_one_read_more_and_no_key(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.service.get(CLIENT, f"/journeys/{journey}/timeline")
    moto.calls.clear()
    answer = moto.service.get(OTHER_CLIENT, f"/journeys/{journey}/timeline")
    assert refused(answer, 404, "not-found")
    assert moto.calls == {"BatchGetItem": 1}


@pytest.mark.parametrize("path", ["timeline", "goals"])
def test_for_a_stranger_what_is_there_takes_the_same_calls_as_what_is_not(moto: OnMoto, path: str) -> None:
    """On a cold function, too: no key is unwrapped for somebody who takes no part, and no time taken tells of it."""
    nowhere = "00000000-0000-8000-8000-000000000000"
    asked = []
    for journey in (moto.service.joined(), nowhere):
        cold = moto.cold()
        moto.calls.clear()
        answer = cold.get(OTHER_CLIENT, f"/journeys/{journey}/{path}")
        asked.append((answer.status, answer.raw, answer.headers, dict(moto.calls)))
    assert asked[0] == asked[1]
    assert asked[0][3] == {"BatchGetItem": 1}


def test_an_unknown_journey_is_looked_up_once(moto: OnMoto) -> None:
    moto.calls.clear()
    nowhere = "00000000-0000-8000-8000-000000000000"
    assert refused(moto.service.get(THERAPIST, f"/journeys/{nowhere}/timeline"), 404, "not-found")
    assert moto.calls == {"BatchGetItem": 1}


def test_where_the_key_is_gone_the_journey_is_gone(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.dynamodb.delete_item(TableName="reflections-keys", Key={"pk": {"S": f"practice-1#{journey}"}})
    assert refused(moto.cold().get(THERAPIST, f"/journeys/{journey}/timeline"), 404, "not-found")
