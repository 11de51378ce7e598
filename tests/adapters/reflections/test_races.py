"""Two writers at once: one wins, the other is told to read again, and nothing is half-done."""

from typing import Any

import pytest

from adapters.reflections.table import OnMoto
from kernel.envelope import Event
from reflections.domain.events import MeasureRetracted
from reflections.domain.ports import OutdatedError
from reflections.domain.step import Step
from unit.reflections.calling import CLIENT, OTHER_CLIENT, THERAPIST, refused

PRACTICE = THERAPIST.practice
AT = "2026-06-01T09:00:00.000Z"


def _event(payload: Any, aggregate: str, version: int) -> Event:  # noqa: ANN401 - any payload
    return Event.of(
        kind="thing.changed.v1",
        aggregate=aggregate,
        version=version,
        service="reflections",
        time=AT,
        subject="journey",
        practice=PRACTICE,
        correlation="c",
        causation="c",
        data=payload,
    )


def _closing(moto: OnMoto, journey: str) -> Step:
    found = moto.service.stores.journeys.read(PRACTICE, journey)
    assert found is not None
    after, payload = found.closed()
    return Step(found, after, [_event(payload, journey, after.version)])


def test_of_two_changes_of_a_journey_one_wins(moto: OnMoto) -> None:
    journey = moto.service.joined()
    closing = _closing(moto, journey)
    moto.service.goal(journey)
    before = moto.items()
    with pytest.raises(OutdatedError):
        moto.service.stores.journeys.save(closing)
    assert moto.items() == before


def test_of_two_changes_of_a_measure_one_wins(moto: OnMoto) -> None:
    journey = moto.service.joined()
    at = f"/journeys/{journey}/measures"
    made = moto.service.post(CLIENT, at, {"instrument": "GAD-7", "total": 4}).body["id"]
    measure = moto.service.stores.captures.read(PRACTICE, journey, made)
    assert measure is not None
    moto.service.call(CLIENT, "PUT", f"{at}/{made}", {"instrument": "GAD-7", "total": 5}, version=1)
    before = moto.items()
    payload = MeasureRetracted(measure=made, version=2, instrument="GAD-7", occurred_at=measure.occurred_at)
    with pytest.raises(OutdatedError):
        moto.service.stores.captures.replace(measure.taken_back(), _event(payload, made, 2))
    assert moto.items() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_who_loses_the_race_for_a_measure_is_told_to_read_again(moto: OnMoto, method: str) -> None:
    journey = moto.service.joined()
    at = f"/journeys/{journey}/measures"
    made = moto.service.post(CLIENT, at, {"instrument": "GAD-7", "total": 4}).body["id"]
    captures, faster = moto.service.stores.captures, moto.cold()
    read = captures.read

    def read_then_lose(practice: str, where: str, which: str) -> Any:  # noqa: ANN401 - passed on
        found = read(practice, where, which)
        faster.call(THERAPIST, "PUT", f"{at}/{made}", {"instrument": "GAD-7", "total": 9}, version=1)
        return found

    captures.read = read_then_lose  # type: ignore[method-assign,assignment]
    body = {"instrument": "GAD-7", "total": 5} if method == "PUT" else None
    assert refused(moto.service.call(CLIENT, method, f"{at}/{made}", body, version=1), 412, "stale-version")


@pytest.mark.parametrize(
    ("method", "body"), [("PUT", {"instrument": "GAD-7", "total": 5}), ("DELETE", None)], ids=["PUT", "DELETE"]
)
def test_a_write_whose_answer_got_lost_on_the_way_from_the_table_is_no_lost_race(
    moto: OnMoto, method: str, body: dict[str, Any] | None
) -> None:
    """The client library sends the write again, and finds its condition spoilt by its own first one."""
    journey = moto.service.joined()
    made = moto.service.post(CLIENT, f"/journeys/{journey}/measures", {"instrument": "GAD-7", "total": 4}).body["id"]

    tried = []

    def lose_the_first_answer(attempts: int, **_facts: object) -> int | None:
        tried.append(attempts)
        return 0 if attempts == 1 else None

    moto.dynamodb.meta.events.register_first("needs-retry.dynamodb.PutItem", lose_the_first_answer)
    answer = moto.service.call(CLIENT, method, f"/journeys/{journey}/measures/{made}", body, version=1)
    assert tried == [1, 2]
    assert answer.status == (200 if method == "PUT" else 204), answer.raw
    stored = moto.service.stores.captures.read(PRACTICE, journey, made)
    assert stored is not None
    assert (stored.version, stored.retracted) == (2, method == "DELETE")


def test_of_two_redemptions_of_one_code_one_wins(moto: OnMoto) -> None:
    service = moto.service
    journey = service.opened()
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}).body["code"]
    invitations, faster = service.stores.invitations, moto.cold()
    redeem = invitations.redeem

    def lose_then_redeem(*given: Any) -> None:  # noqa: ANN401 - passed on
        faster.post(OTHER_CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": False})
        redeem(*given)

    invitations.redeem = lose_then_redeem  # type: ignore[method-assign,assignment]
    answer = service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    assert refused(answer, 404, "not-found")
    stored = service.stores.journeys.read(PRACTICE, journey)
    assert stored is not None
    assert (stored.client, stored.version) == (OTHER_CLIENT.sub, 3)
    members = [item["pk"] for item in moto.items() if item["sk"] == f"J#{journey}"]
    assert sorted(members) == [f"practice-1#USER#{OTHER_CLIENT.sub}", f"practice-1#USER#{THERAPIST.sub}"]


def test_a_repeated_redemption_is_known_on_the_table(moto: OnMoto) -> None:
    service = moto.service
    journey = service.opened()
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i").body["code"]
    body = {"code": code, "celebrations_consent": True}
    first = service.post(CLIENT, "/invitations/redemption", body, key="r")
    assert moto.cold().post(CLIENT, "/invitations/redemption", body, key="r").raw == first.raw
    other = moto.cold().post(CLIENT, "/invitations/redemption", {**body, "celebrations_consent": False}, key="r")
    assert refused(other, 422, "key-reused")
    assert service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="i").body["code"] == code


def test_a_list_of_nothing_is_empty(moto: OnMoto) -> None:
    assert moto.service.get(OTHER_CLIENT, "/journeys").body == {"items": [], "next": None}
