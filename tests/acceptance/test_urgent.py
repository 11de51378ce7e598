"""Urgent notices through the whole system in this process: the second in time, and nothing to whom it is not for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from acceptance.erasing import ERASE
from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from kernel.settled import SETTLED
from local.people import Person
from whole.world import a_world

LINE = "Please sign in now"


@pytest.fixture
def driver() -> Iterator[InProcess]:
    with a_world() as world:
        yield InProcess(world)


def _mailed(journey: Journey, person: Person) -> None:
    wishes = {"time_zone": "UTC", "quiet_from": None, "quiet_to": None, "language": "en", "celebrations": True}
    journey.tells(person, "PUT", "/preferences", wishes | {"email_notices": True})


def _danger(driver: InProcess) -> tuple[Journey, Person]:
    """Let a client say so, where the therapist has a second who accepted."""
    journey, second = opened(driver), driver.newcomer("supervisor")
    for person in (journey.therapist, second):
        _mailed(journey, person)
    contact = {"channels": ["push", "email"], "second": second.email, "escalate_after_minutes": 15}
    journey.tells(journey.therapist, "PUT", "/safety-contact", contact)
    (naming,) = journey.tells(second, "GET", "/second-for").body["items"]
    journey.tells(second, "POST", f"/second-for/{naming['id']}/accept", {})
    entry = {"kind": "struggle", "text": "I want to die", "shared": True}
    journey.tells(journey.client, "POST", journey.path("/entries"), entry)
    return journey, second


def _later(driver: InProcess, minutes: int) -> None:
    for _ in range(minutes):
        driver.world.now += timedelta(minutes=1)
        driver.world.run("notifications", "UrgentFunction")
    driver.settle()


def test_who_does_not_acknowledge_is_followed_by_her_second_who_learns_no_more_than_that(driver: InProcess) -> None:
    journey, second = _danger(driver)
    driver.settle()
    assert (driver.subjects(journey.therapist), driver.subjects(second)) == ([LINE], [])
    _later(driver, 15)
    assert (driver.subjects(journey.therapist), driver.subjects(second)) == ([LINE], [LINE])
    (naming,) = journey.tells(second, "GET", "/second-for").body["items"]
    assert (naming["therapist"], naming["escalated_at"]) == (journey.therapist.email, "2026-06-01T12:15:00.000Z")
    assert journey.id not in str(naming)
    for path in (journey.path("/alerts"), journey.path("/timeline"), journey.path("/milestones"), journey.path()):
        assert driver.ask(second, "GET", path).status in {403, 404}, path
    assert driver.subjects(journey.client) == []
    _later(driver, 60)
    assert driver.subjects(second) == [LINE]


def test_an_acknowledgement_keeps_the_second_asleep(driver: InProcess) -> None:
    journey, second = _danger(driver)
    driver.settle()
    (alert,) = journey.tells(journey.therapist, "GET", journey.path("/alerts")).body["items"]
    _later(driver, 14)
    journey.tells(journey.therapist, "POST", f"/alerts/{alert['id']}/acknowledge")
    driver.settle()
    _later(driver, 60)
    assert (driver.subjects(journey.therapist), driver.subjects(second)) == ([LINE], [])


@pytest.mark.parametrize("calls", [24, 27, 30, 33])
def test_wherever_it_dies_the_therapist_is_told(driver: InProcess, calls: int) -> None:
    journey, _ = _danger(driver)
    driver.world.crash_after(calls)
    driver.settle()
    driver.world.redrive()
    _later(driver, 4)
    assert driver.subjects(journey.therapist) in ([LINE], [LINE] * 2), "twice at worst, never not at all"


def test_of_an_erased_journey_nobody_is_told(driver: InProcess) -> None:
    journey, second = _danger(driver)
    driver.settle()
    journey.tells(journey.client, "POST", journey.path("/erasure"), ERASE)
    driver.settle()
    driver.world.now += SETTLED + timedelta(seconds=1)
    driver.world.redrive()
    _later(driver, 30)
    assert driver.subjects(second) == []
    assert "URGENT" not in repr(driver.world.items("notifications"))
