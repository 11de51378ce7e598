"""A practice's own instruments: told by the milestones service, filled in here like those that are shipped."""

from typing import Any

import pytest

from kernel.envelope import Event
from reflections.application.project_instrument import project_instrument
from reflections.domain.practice_instruments import Defined
from unit.reflections.calling import CLIENT, ELSEWHERE, THERAPIST, Answer, Person, Service, refused

MOOD: dict[str, Any] = {
    "instrument": "MOOD-5",
    "version": 1,
    "direction": "higher_is_better",
    "minimum": 0,
    "maximum": 20,
    "items": 5,
    "item_minimum": 0,
    "item_maximum": 4,
    "by_items": True,
    "risk_items": [{"number": 5, "positive_from": 1}],
    "withdrawn": False,
}
DISTRESS: dict[str, Any] = {
    "instrument": "DISTRESS",
    "version": 1,
    "direction": "lower_is_better",
    "minimum": -5,
    "maximum": 5,
    "by_items": False,
    "risk_items": [],
}


def told(data: dict[str, Any], practice: str = "practice-1") -> Event:
    """Give the event that tells of an instrument."""
    return Event(
        id=f"{data['instrument']}.{data['version']}",
        type="instrument.defined.v1",
        source="/quietcheer/milestones",
        time="2026-05-01T09:00:00.000Z",
        subject=data["instrument"],
        practice=practice,
        correlationid="c",
        causationid="c",
        data=data,
    )


class _Into:
    """Puts instruments where the fake journeys read them."""

    def __init__(self, service: Service) -> None:
        self.own: dict[str, dict[str, Any]] = service.stores.journeys.own_instruments  # type: ignore[attr-defined]

    def keep(self, defined: Defined) -> None:
        """Keep it; the fake keeps the last."""
        held = self.own.setdefault(defined.practice, {})
        held[defined.instrument.name] = defined.instrument
        if defined.withdrawn:
            del held[defined.instrument.name]


@pytest.fixture
def journey(service: Service) -> str:
    take_in = project_instrument(_Into(service))
    take_in(told(MOOD))
    take_in(told(DISTRESS))
    return service.joined()


def measured(service: Service, journey: str, who: Person = CLIENT, **body: Any) -> Answer:  # noqa: ANN401 - any JSON
    """Send a measure."""
    return service.post(who, f"/journeys/{journey}/measures", body)


@pytest.mark.parametrize(
    ("body", "total", "risk"),
    [
        ({"instrument": "MOOD-5", "items": [4, 3, 2, 1, 0]}, 10, "negative"),
        ({"instrument": "MOOD-5", "items": [0, 0, 0, 0, 1]}, 1, "positive"),
        ({"instrument": "MOOD-5", "total": 20}, 20, "missing"),
        ({"instrument": "MOOD-5", "total": 7, "risk_items": {"5": 0}}, 7, "negative"),
        ({"instrument": "DISTRESS", "total": -5}, -5, "not_applicable"),
    ],
)
def test_it_is_scored_and_told(service: Service, journey: str, body: dict[str, Any], total: int, risk: str) -> None:
    answer = measured(service, journey, **body)
    assert answer.status == 201, answer.raw
    assert (answer.body["total"], answer.body["risk"]) == (total, risk)
    event = service.stores.captures.events[-1]  # type: ignore[attr-defined]
    assert (event.data["instrument"], event.data["total"], event.data["risk"]) == (body["instrument"], total, risk)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"instrument": "MOOD-5", "items": [4, 3, 2, 1]}, "/items"),
        ({"instrument": "MOOD-5", "items": [5, 0, 0, 0, 0]}, "/items/0"),
        ({"instrument": "MOOD-5", "items": [None, 0, 0, 0, 0]}, "/items/0"),
        ({"instrument": "MOOD-5", "total": 21}, "/total"),
        ({"instrument": "DISTRESS", "total": -6}, "/total"),
        ({"instrument": "DISTRESS", "items": [1]}, "/items"),
        ({"instrument": "DISTRESS", "total": 1, "risk_items": {"1": 1}}, "/risk_items"),
    ],
)
def test_what_it_does_not_take_is_named(service: Service, journey: str, body: dict[str, Any], field: str) -> None:
    answer = measured(service, journey, **body)
    assert refused(answer, 422, "invalid"), answer.raw
    assert answer.fields == [field]


def test_it_belongs_to_its_practice(service: Service, journey: str) -> None:
    del journey
    elsewhere = service.opened(ELSEWHERE)
    answer = measured(service, elsewhere, ELSEWHERE, instrument="MOOD-5", total=3)
    assert refused(answer, 422, "invalid")
    assert answer.body["errors"] == [
        {"field": "/instrument", "detail": "one of BDI-II, CORE-10, GAD-7, OQ-45, ORS, PCL-5, PHQ-9, WHO-5"}
    ]


def test_an_unknown_one_is_answered_with_those_that_are_known(service: Service, journey: str) -> None:
    answer = measured(service, journey, instrument="OQ-46", total=3)
    assert refused(answer, 422, "invalid")
    assert answer.body["errors"][0]["detail"].endswith("PHQ-9, WHO-5, DISTRESS, MOOD-5")


def test_it_is_listed_behind_those_that_are_shipped(service: Service, journey: str) -> None:
    del journey
    items = service.get(CLIENT, "/instruments").body["items"]
    assert (
        [item["name"] for item in items if item["own"]]
        == ["DISTRESS", "MOOD-5"]
        == [item["name"] for item in items[-2:]]
    )
    mood = items[-1]
    assert (mood["items"], mood["item_maximum"], mood["total_maximum"]) == (5, 4, 20)
    assert (mood["risk_items"], mood["higher_is_better"], mood["most_missing"]) == ([5], True, 0)
    assert all(not item["own"] for item in service.get(ELSEWHERE, "/instruments").body["items"])


def test_one_defined_this_minute_is_found_on_a_warm_journey(service: Service) -> None:
    journey = service.joined()
    assert refused(measured(service, journey, instrument="MOOD-5", total=3), 422, "invalid")
    project_instrument(_Into(service))(told(MOOD))
    assert measured(service, journey, instrument="MOOD-5", total=3).status == 201


def test_one_taken_back_is_unknown_and_its_measures_stay(service: Service, journey: str) -> None:
    made = measured(service, journey, instrument="MOOD-5", total=3)
    project_instrument(_Into(service))(told(MOOD | {"version": 2, "withdrawn": True}))
    service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]
    assert refused(measured(service, journey, instrument="MOOD-5", total=4), 422, "invalid")
    at = f"/journeys/{journey}/measures/{made.body['id']}"
    again = service.call(THERAPIST, "PUT", at, {"instrument": "MOOD-5", "total": 5}, version=1)
    assert refused(again, 422, "invalid")
    assert service.get(CLIENT, at).body["total"] == 3
    assert service.call(THERAPIST, "DELETE", at, version=1).status == 204


@pytest.mark.parametrize("name", ["PHQ-9", "GBO"])
def test_what_is_shipped_stays_as_it_is(service: Service, name: str) -> None:
    project_instrument(_Into(service))(told(MOOD | {"instrument": name, "risk_items": []}))
    journey = service.joined()
    assert refused(measured(service, journey, instrument=name, items=[0] * 5), 422, "invalid")
    assert [item["own"] for item in service.get(CLIENT, "/instruments").body["items"]] == [False] * 8
