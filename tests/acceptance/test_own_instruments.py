"""A practice's own instrument through the whole system: defined, filled in, detected on, changed, taken back."""

from datetime import timedelta
from typing import Any

from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from whole.world import a_world

MOOD: dict[str, Any] = {
    "direction": "higher_is_better",
    "minimum": 0,
    "maximum": 20,
    "items": 5,
    "item_minimum": 0,
    "item_maximum": 4,
    "by_items": True,
    "reliable_change": 8,
}
AT = "/instruments/MOOD-5"


def _answers(journey: Journey, *answers: int, week: int) -> int:
    at = (journey.driver.now - timedelta(weeks=30 - week)).isoformat(timespec="seconds")
    body = {"instrument": "MOOD-5", "items": list(answers), "session": week, "occurred_at": at}
    return journey.driver.ask(journey.therapist, "POST", journey.path("/measures"), body).status


def _found(journey: Journey) -> list[tuple[str, str]]:
    journey.driver.settle()
    return [(each["kind"], each["state"]) for each in journey.milestones() if each["instrument"] == "MOOD-5"]


def test_a_practice_defines_fills_in_changes_and_takes_back_an_instrument_of_its_own() -> None:
    with a_world() as world:
        driver = InProcess(world)
        journey, admin = opened(driver), driver.newcomer("admin")
        assert _answers(journey, 1, 1, 1, 1, 1, week=1) == 422, "nobody knows it yet"
        assert driver.ask(admin, "PUT", AT, MOOD, version='"0"').status == 200
        driver.settle()
        assert _answers(journey, 1, 1, 1, 1, 1, week=1) == 201
        assert _answers(journey, 2, 2, 2, 2, 3, week=2) == 201
        assert _found(journey) == []
        assert driver.ask(admin, "PUT", AT, MOOD | {"reliable_change": 6}, version='"1"').status == 200
        assert _found(journey) == [("reliable_improvement", "confirmed")]
        (milestone,) = [each for each in journey.milestones() if each["instrument"] == "MOOD-5"]
        assert [line["reason"] for line in milestone["history"]] == ["instrument"]
        assert driver.ask(admin, "DELETE", AT, version='"2"').status == 204
        assert _found(journey) == []
        # A warm function knows a journey, and what its practice fills in, for a minute.
        world.stacks["reflections"].restart()
        assert _answers(journey, 2, 2, 2, 2, 2, week=3) == 422


def test_a_shipped_instrument_has_other_thresholds_in_one_practice_until_they_are_taken_back() -> None:
    with a_world() as world:
        driver = InProcess(world)
        journey, admin = opened(driver), driver.newcomer("admin")
        journey.course([18, 13])
        driver.settle()
        assert journey.milestones() == []
        assert driver.ask(admin, "PUT", "/instruments/PHQ-9", {"reliable_change": 5}, version='"0"').status == 200
        driver.settle()
        (found,) = journey.milestones()
        assert (found["kind"], found["state"]) == ("reliable_improvement", "confirmed")
        assert driver.ask(admin, "DELETE", "/instruments/PHQ-9", version='"1"').status == 204
        driver.settle()
        assert journey.milestones() == []
