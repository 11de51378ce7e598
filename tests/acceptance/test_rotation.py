"""Rotation of data keys on the whole system: what is read stays the same, nothing is told, and old keys can go."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest

from acceptance.bad_input import Scene
from acceptance.consulting import SAID
from acceptance.endpoints import ENDPOINTS
from acceptance.in_process import InProcess
from acceptance.steps import opened
from build.rotate import rotate
from kernel.key_ring import is_ring
from local.people import Person
from whole.template import SERVICES
from whole.world import CrashedError, World, a_world

NOT_SEALED = {"fingerprint", "changed_by"}
"""Attributes of bytes that are no text: fingerprints of requests."""
PACKED = tuple(f"milestones {kind} " for kind in ("COURSE", "GOAL", "SAID", "TRAIL"))
"""Items whose bytes are packed numbers and ids."""
SHORTEST = 1 + 12 + 16
WITHOUT_WORDS = ("/caseload", "access-log", "/devices")


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kernel.rotate._PAUSE_SECONDS", 0)


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


@pytest.fixture
def scene(world: World) -> Scene:
    """One of everything, and every kind of text there is."""
    driver = InProcess(world)
    made = Scene(driver, opened(driver))
    made.prepare()
    journey, ids = made.journey, made.ids
    tells, hers = journey.tells, journey.therapist
    tells(hers, "PUT", f"/milestones/{ids['milestone']}/moved-me", {"text": "I had to look out of the window"})
    tells(hers, "POST", f"/alerts/{ids['alert']}/acknowledge", {"note": "we spoke by telephone"})
    tells(hers, "PUT", f"/celebrations/{ids['celebration']}/joy", {"text": "so glad"})
    tells(journey.client, "PUT", journey.path("/aspiration"), {"text": "to sing again"})
    words = {"kinds": {"comeback": "You came back to it."}, "a_month": 1, "until": world.now.date().isoformat()}
    tells(hers, "PUT", f"/standing-cheers/{journey.id}", words, version='"1"')
    asked = {"kind": "psychotherapy_notes", "ground": "national_law", "text": "for my own files"}
    request = tells(journey.client, "POST", journey.path("/record-requests"), asked).body["id"]
    denied = {"decision": "denied", "reason": "rights_of_others", "text": "They speak of somebody else."}
    tells(hers, "POST", journey.path(f"/record-requests/{request}/decisions"), denied)
    tells(Person("supervisor", ids["supervisor"]), "POST", f"/consults/{ids['consult']}/answer", SAID)
    world.settle()
    return made


def read(world: World, scene: Scene) -> dict[str, Any]:
    """Read everything that has words, and its version, as both see it."""
    found = {}
    for endpoint in (one for one in ENDPOINTS if one.method == "GET"):
        if any(part in endpoint.path for part in WITHOUT_WORDS):
            continue
        for role in ("therapist", "client"):
            found[f"{role} {endpoint.path}"] = world.ask(scene.person(role), "GET", scene.path(endpoint))
    return found


class Turns:
    """The operator's command, with the world's clock."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rounds = 0

    def invoke(self, service: str, payload: Any) -> Any:  # noqa: ANN401 - JSON
        """Invoke a function."""
        return self.world.run(service, "RotateFunction", payload)

    def wait(self, span: timedelta) -> None:
        """Let the time go by; what notifications remember of keys goes by a clock that no test moves."""
        self.world.now += span
        self.world.stacks["notifications"].restart()
        self.rounds += 1

    def __call__(self, *, destroy: bool = False, days: int = 0) -> None:
        """Run it to its end."""
        before = self.world.now - timedelta(days=days)
        wanted = {"made_before": before.isoformat(), "destroy": destroy}
        rotate(self.invoke, SERVICES, wanted, self.wait)


def keys(world: World, service: str) -> list[bytes]:
    """Give the wrapped keys of a service, as they lie there."""
    items = boto3.client("dynamodb").scan(TableName=world.stacks[service].names["KeysTable"])["Items"]
    return [item["wrapped"]["B"] for item in items]


def under_the_first_key(value: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 - any attribute value
    """Name what in a stored item looks like a text that is sealed under a first key."""
    [(kind, held)] = value.items()
    if kind == "M":
        for within, one in held.items():
            yield from under_the_first_key(one, name or within)
    elif kind == "L":
        for one in held:
            yield from under_the_first_key(one, name)
    elif kind == "B" and name not in NOT_SEALED and len(held) >= SHORTEST and held.startswith(b"\x01"):
        yield name


def looks_sealed(world: World) -> set[str]:
    """Name what in any table does, by service, beginning of the sort key and attribute."""
    found = {
        f"{service} {item['sk']['S'].partition('#')[0]} {name}"
        for service in SERVICES
        for item in boto3.client("dynamodb").scan(TableName=world.stacks[service].names["Table"])["Items"]
        for name in under_the_first_key({"M": item})
    }
    return {one for one in found if not one.startswith(PACKED)}


def test_every_place_where_a_text_is_sealed_is_known(world: World, scene: Scene) -> None:
    """A text in a new place comes back here, until the service's ``sealed_places`` names it."""
    before = looks_sealed(world)
    assert {
        "reflections C texts",
        "reflections G text",
        "reflections JOURNEY goals",
        "reflections W wording",
        "reflections ASPIRATION wording",
        "reflections MIRROR lines",
        "reflections D text",
        "reflections D decisions",
        "reflections CONSULT question",
        "reflections PACKET packet",
        "reflections A texts",
        "milestones MOVED sealed",
        "milestones A note",
        "notifications CELEBRATION text",
        "notifications CELEBRATION joy",
        "notifications STANDING words",
        "notifications INBOX text",
    } <= before
    Turns(world)()
    assert looks_sealed(world) == set(), scene.ids


def test_whatever_is_read_stays_the_same_and_nothing_is_told(world: World, scene: Scene) -> None:
    before, turns = read(world, scene), Turns(world)
    kept, sent, told = world.items("reflections"), len(world.mail()), len(world.bodies)
    turns()
    world.settle()
    assert all(is_ring(key) for service in SERVICES for key in keys(world, service))
    assert all(len(keys(world, service)) == 1 for service in SERVICES), "every service has one of this journey"
    assert read(world, scene) == before
    turns(destroy=True)
    for stack in world.stacks.values():
        stack.restart()
    assert read(world, scene) == before, "nothing was sealed under the old key alone any more"
    assert [body for body in world.bodies[told:] if body.startswith('{"specversion"')] == [], "no event went out"
    assert (len(world.mail()), len(world.dead)) == (sent, 0)
    texts = [item["texts"] for item in kept if "texts" in item]
    changed = [item["texts"] for item in world.items("reflections") if "texts" in item]
    assert len(texts) == len(changed) >= 3
    assert not any(one in changed for one in texts), "each was sealed anew"


def test_a_request_from_before_is_known_after(world: World, scene: Scene) -> None:
    journey, entry = scene.journey, {"kind": "win", "text": "went in", "shared": True}
    first = world.ask(journey.client, "POST", journey.path("/entries"), entry, key="k-1")
    Turns(world)()
    Turns(world)(destroy=True)
    again = world.ask(journey.client, "POST", journey.path("/entries"), entry, key="k-1")
    assert (again.status, again.body["id"]) == (first.status, first.body["id"]) == (201, first.body["id"])
    other = world.ask(journey.client, "POST", journey.path("/entries"), {**entry, "text": "other"}, key="k-1")
    assert other.status == 422


def test_what_is_written_while_keys_are_rotated_is_read_by_everybody(world: World, scene: Scene) -> None:
    journey, turns, written = scene.journey, Turns(world), list[str]()

    def writes(span: timedelta) -> None:
        written.append(f"in round {turns.rounds}")
        body = {"kind": "win", "text": written[-1], "shared": True}
        journey.tells(journey.client, "POST", journey.path("/entries"), body)
        assert set(written) <= {one.get("text") for one in journey.timeline(journey.therapist)}
        turns.wait(span)

    rotate(turns.invoke, SERVICES, {"made_before": world.now.isoformat()}, writes)
    turns(destroy=True)
    for stack in world.stacks.values():
        stack.restart()
    assert len(written) >= 3
    assert set(written) <= {one.get("text") for one in journey.timeline(journey.therapist)}


@pytest.mark.parametrize("calls", range(1, 60, 8))
def test_killed_anywhere_it_goes_on(calls: int) -> None:
    with a_world(seed=calls) as world:
        driver = InProcess(world)
        journey = opened(driver)
        for number in range(3):
            body = {"kind": "win", "text": f"win {number}", "shared": True}
            journey.tells(journey.client, "POST", journey.path("/entries"), body)
        world.settle()
        before, turns = journey.timeline(journey.therapist), Turns(world)
        world.crash_after(calls)
        for _ in range(3):
            try:
                turns()
            except (AssertionError, CrashedError):
                continue
            break
        world._crash_after = None
        turns(destroy=True)
        for stack in world.stacks.values():
            stack.restart()
        assert journey.timeline(journey.therapist) == before
        assert world.dead == []


def test_what_was_put_back_from_before_the_rotation_is_refused(world: World, scene: Scene) -> None:
    journey, table = scene.journey, world.stacks["reflections"].names["Table"]
    before = [item for item in boto3.client("dynamodb").scan(TableName=table)["Items"] if "texts" in item]
    Turns(world)()
    Turns(world)(destroy=True)
    for stack in world.stacks.values():
        stack.restart()
    words = {text for one in journey.timeline(journey.therapist) if (text := one.get("text"))}
    assert words
    for item in before:
        boto3.client("dynamodb").put_item(TableName=table, Item=item)
    texts = [one["text"] for one in journey.timeline(journey.therapist) if "text" in one]
    assert texts
    assert not any(texts), "an old ciphertext opens under no key that is left"
    assert any('"RF' in line for line in world.lines)


def test_an_erased_journey_is_not_brought_back_by_a_rotation_under_way(world: World, scene: Scene) -> None:
    journey, turns = scene.journey, Turns(world)

    def erases(span: timedelta) -> None:
        if not turns.rounds:
            journey.tells(journey.client, "POST", journey.path("/erasure"), {"irrevocable": True})
            world.settle()
        turns.wait(span)

    rotate(turns.invoke, SERVICES, {"made_before": world.now.isoformat()}, erases)
    assert [keys(world, service) for service in SERVICES] == [[], [], []]


@pytest.mark.usefixtures("scene")
def test_no_word_and_no_key_is_in_what_the_function_answers_or_logs(world: World) -> None:
    lines, answers, turns = len(world.lines), [], Turns(world)

    def invoke(service: str, payload: Any) -> Any:  # noqa: ANN401 - JSON
        answers.append(turns.invoke(service, payload))
        return answers[-1]

    rotate(invoke, SERVICES, {"made_before": world.now.isoformat()}, turns.wait)
    told = json.dumps(answers) + "\n".join(world.lines[lines:])
    assert "KN040" in told
    assert not any(word in told for word in ("window", "telephone", "glad", "sing again", "came back", "radio"))
