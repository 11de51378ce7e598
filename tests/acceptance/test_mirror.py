"""The blind-spot mirror through the whole system: what she sees, what a supervisor is shown, what no client learns."""

from datetime import timedelta

from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from local.people import Person
from whole.world import World, a_world


def _clients_view(journey: Journey) -> list[object]:
    """All that the client can read of it, and what the log tells of others than herself."""
    log = journey.tells(journey.client, "GET", journey.path("/access-log?limit=100")).body["items"]
    paths = ("", "/timeline", "/brief", "/goals", "/milestones")
    views = [journey.tells(journey.client, "GET", journey.path(path)).body for path in paths]
    return [*views, [line for line in log if line["who"] != "you"]]


def _later(world: World, weeks: int) -> None:
    """Let weeks go by, in which functions that were warm have long been forgotten."""
    world.now += timedelta(weeks=weeks)
    world.settle()
    for stack in world.stacks.values():
        stack.restart()


def test_a_milestone_without_a_message_shows_until_she_approves_and_a_supervisor_sees_what_is_shown() -> None:
    with a_world() as world:
        driver = InProcess(world)
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10], first_week=20)
        gain = journey.gain("confirmed")["id"]
        other = next(each["id"] for each in journey.milestones() if each["kind"] == "reliable_improvement")
        journey.approves(journey.card(other, "drafted"))
        journey.card(other, "sent")
        journey.card(gain, "drafted")
        world.settle()
        _later(world, 5)
        before = _clients_view(journey)
        mirror = journey.tells(journey.therapist, "GET", "/blind-spots").body
        assert [line["topic"] for line in mirror["items"]] == ["never_in_mind", "celebration_never_approved"]
        (source,) = mirror["items"][1]["sources"]
        assert source == {"service": "notifications", "path": f"/celebrations/{gain}"}
        assert journey.tells(journey.therapist, "GET", source["path"]).body["state"] == "drafted"

        supervisor = Person("supervisor", "supervisor-9")
        shared = {"supervisor": supervisor.email}
        journey.tells(journey.therapist, "PUT", journey.path("/blind-spots/shared"), shared)
        seen = journey.tells(supervisor, "GET", "/blind-spots/shared").body["items"]
        assert [[line["topic"] for line in one["lines"]] for one in seen] == [
            ["never_in_mind", "celebration_never_approved"]
        ]
        assert journey.id not in str(seen)
        journey.tells(journey.therapist, "DELETE", journey.path("/blind-spots/shared"))
        assert journey.tells(supervisor, "GET", "/blind-spots/shared").body["items"] == []
        assert _clients_view(journey) == before

        journey.approves(journey.card(gain, "drafted"))
        journey.card(gain, "sent")
        world.settle()
        topics = [line["topic"] for line in journey.tells(journey.therapist, "GET", "/blind-spots").body["items"]]
        assert topics == ["never_in_mind"]


def test_she_is_reminded_once_a_week_by_the_neutral_line() -> None:
    with a_world() as world:
        driver = InProcess(world)
        therapist = driver.newcomer("therapist")
        wishes = {
            "time_zone": "UTC",
            "quiet_from": "21:00",
            "quiet_to": "08:00",
            "language": "en",
            "email_notices": True,
            "celebrations": True,
            "mirror_day": "friday",
            "mirror_at": "16:00",
        }
        assert driver.ask(therapist, "PUT", "/preferences", wishes).status == 200
        for week, mails in ((0, 0), (1, 1), (2, 2)):
            _sweeps(world)
            assert driver.subjects(therapist) == ["You have a new message"] * mails, week
            world.now += timedelta(days=7)
        _ends(driver, therapist, wishes)
        _sweeps(world)
        assert len(driver.subjects(therapist)) == 2


def _ends(driver: InProcess, therapist: Person, wishes: dict[str, object]) -> None:
    never = wishes | {"mirror_day": None, "mirror_at": None}
    assert driver.ask(therapist, "PUT", "/preferences", never).status == 200


def _sweeps(world: World) -> None:
    """Let the sweep of the next minutes come."""
    world.run("notifications", "OverdueFunction", {})
    world.settle()
