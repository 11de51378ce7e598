"""After a consult, through the whole system: asked, answered, an idea taken up and tried, and then the course turns."""

from datetime import timedelta

from acceptance.consulting import SAID, consulted
from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from whole.world import World, a_world


def _weeks(world: World, weeks: int) -> None:
    world.now += timedelta(weeks=weeks)
    world.settle()
    for stack in world.stacks.values():
        stack.restart()


def _scored(journey: Journey, *totals: int) -> None:
    """Let a score be given each week, as time goes by."""
    driver = journey.driver
    assert isinstance(driver, InProcess)
    for total in totals:
        _weeks(driver.world, 1)
        body = {"instrument": "PHQ-9", "total": total, "risk_items": {"9": 0}}
        journey.tells(journey.therapist, "POST", journey.path("/sessions"), {"held": True})
        journey.tells(journey.client, "POST", journey.path("/measures"), body)
    driver.settle()


def test_the_journey_shows_that_the_course_turned_and_the_practice_is_told_nothing_of_one() -> None:
    with a_world() as world:
        driver = InProcess(world)
        journey, supervisor, admin = opened(driver), driver.newcomer("supervisor"), driver.newcomer("admin")
        outcomes = journey.path("/consults/outcomes")
        _scored(journey, 18, 19, 18)
        consult = consulted(journey, supervisor)
        driver.settle()
        (asked,) = journey.tells(journey.therapist, "GET", outcomes).body["items"]
        assert (asked["consult"], asked["answered_at"]) == (consult, None)

        driver.moment()
        journey.tells(supervisor, "POST", f"/consults/{consult}/answer", SAID)
        closing = {"accepts": [{"answer": 1, "idea": 1, "state": "bring"}]}
        (idea,) = journey.tells(journey.therapist, "POST", f"/consults/{consult}/close", closing).body["ideas"]
        for version, state in enumerate(("shared", "tried", "worked"), 1):
            path = journey.path(f"/ideas/{idea}")
            journey.tells(journey.therapist, "PATCH", path, {"state": state}, version=f'"{version}"')
        _scored(journey, 11, 10, 9)

        (one,) = journey.tells(journey.therapist, "GET", outcomes).body["items"]
        assert (one["turn"], one["sessions_since"], one["ideas"]) == ("turned", 3, {"worked": 1})
        (course,) = one["courses"]
        assert [point["total"] for point in course["before"]] == [18, 19, 18]
        assert course["since"] == [{"session": number, "total": total} for number, total in ((4, 11), (5, 10), (6, 9))]
        paths = {found["path"] for found in one["since"]["milestones"]}
        gain = f"/milestones/{journey.gain('confirmed')['id']}"
        assert gain in paths
        for path in paths:
            assert journey.tells(journey.therapist, "GET", path).body["state"] == "confirmed"

        _weeks(world, 40)
        for quarter in ("", "?quarter=2026-Q2"):
            told = journey.tells(admin, "GET", f"/consult-outcomes{quarter}").body
            assert (told["too_few"], told["counts"]) == (True, None)
        assert driver.ask(journey.client, "GET", outcomes).status == 403
        log = journey.tells(journey.client, "GET", journey.path("/access-log?limit=100")).body["items"]
        assert "outcome" not in repr(log)
