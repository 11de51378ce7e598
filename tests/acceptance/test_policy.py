"""Who may do what: every route of every service against every relation, as the policy's own rows have it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from acceptance.bad_input import Scene
from acceptance.consulting import consulted
from acceptance.endpoints import ENDPOINTS, Endpoint, at
from acceptance.in_process import InProcess
from acceptance.steps import NOBODY, opened
from build.openapi import SERVICES
from build.policy import policy_of
from kernel.caller import Role
from local.client import Answer
from local.people import OTHER_PRACTICE, Person
from notifications.domain.safety_contact import naming_id
from whole import world as running
from whole.world import a_world

SHARED = "GET /journeys/{journey}/access-log"


def as_asked(service: str, route: str) -> str:
    """Write a route as `ENDPOINTS` has it: a shared one with the service's name in front."""
    written = route.replace("<", "{").replace(">", "}")
    return written.replace("GET ", f"GET /{service}") if written == SHARED and service != "reflections" else written


ROWS: Mapping[str, Mapping[Role, AbstractSet[str]]] = {
    # A path is one service's alone but for the list of instruments, whose answer is the gateway's to route.
    f"{service} {as_asked(service, route)}": row
    for service in SERVICES
    for route, row in policy_of(service).rows.items()
}
ABOUT_NOTHING = ("rule", "instrument", "kind", "device")
"""What a path may name that is nobody's secret within a practice."""
LAST = ("/journeys/{journey}/handover", "/journeys/{journey}")
OF_ITS_OWN = ("POST /invitations/redemption", "POST /journeys/{journey}/erasure")
"""What works once alone: who gets in is tested where it is tested."""
SECOND = "named.second"
CONSULTS = ("/consults", "/consults/{consult}", "/consults/{consult}/answer", "/supervision-log")
"""All that an assigned supervisor reaches."""
SHOWN = "/blind-spots/shared"
NOT_THERE = f"{NOBODY}.0123456789abcdef"


@dataclass(frozen=True)
class Somebody:
    """A person, in a relation to the scene's journey.

    Parameters
    ----------
    relations : frozenset of str
        As the policies name them.
    person : Person or None
        None for who is not signed in.
    """

    relations: frozenset[str]
    person: Person | None


def row_of(endpoint: Endpoint) -> Mapping[Role, AbstractSet[str]]:
    """Find the row of an endpoint, in whichever service has it."""
    name = f"{endpoint.method} {endpoint.path}"
    found = [ROWS[f"{service} {name}"] for service in SERVICES if f"{service} {name}" in ROWS]
    assert found, f"no row for {name}: add one to the service's handlers/policy.py"
    return found[0]


def admits(endpoint: Endpoint, who: Somebody) -> int | None:
    """Say how an endpoint must refuse somebody; None where it must not."""
    if who.person is None:
        return 401
    relations = row_of(endpoint).get(Role(who.person.role))
    if relations is None:
        return 403
    return None if relations & who.relations else 404


def secret(endpoint: Endpoint) -> str | None:
    """Name the parameter of a path that leads to what is not everybody's; None where there is none."""
    named = [part[1:-1] for part in endpoint.path.split("/") if part.startswith("{")]
    return None if not named or named[0] in ABOUT_NOTHING else named[0]


def everybody(scene: Scene) -> Sequence[Somebody]:
    """Give somebody of each relation and role."""
    here, journey = frozenset({"same practice"}), scene.journey
    former, asked = Person("therapist", scene.ids["former"]), Person("supervisor", scene.ids["supervisor"])
    strangers = [Somebody(here, Person(role, f"stranger-{role}@harbour.example")) for role in Role]
    two = [Somebody(here | {"own therapist"}, journey.therapist), Somebody(here | {"client"}, journey.client)]
    # The very same subjects, in a token of another practice.
    elsewhere = [
        Somebody(frozenset({"other practice"}), replace(journey.therapist, role=role, practice=OTHER_PRACTICE))
        for role in Role
    ]
    # The very same subjects, signed in with another role.
    turned = [
        Somebody(here, replace(journey.therapist, role="client")),
        Somebody(here, replace(journey.client, role="therapist")),
    ]
    named = [Somebody(here | {"named second"}, Person(role, SECOND)) for role in Role if role is not Role.CLIENT]
    return [
        *two,
        *named,
        Somebody(here | {"former therapist"}, former),
        Somebody(here | {"broke the glass"}, scene.person("admin")),
        Somebody(here | {"assigned supervisor"}, asked),
        *strangers,
        *elsewhere,
        *turned,
        Somebody(frozenset({"nobody"}), None),
    ]


class Told(InProcess):
    """The system in this process, with the calls to AWS of the last request."""

    def __init__(self, world: Any, calls: list[str]) -> None:  # noqa: ANN401 - a `World`
        super().__init__(world)
        self.calls = calls

    def send(self, who: Person | None, endpoint: Endpoint, path: str) -> Answer:
        """Send an endpoint's right request to an address, with a version where one is needed."""
        self.calls.clear()
        version = '"1"' if endpoint.versioned else None
        return self.world.ask(who, endpoint.method, path, at(endpoint.body, self.now), version=version)


@pytest.fixture(scope="module")
def system() -> Iterator[Told]:
    calls: list[str] = []
    real = running._MAKE_API_CALL

    def noted(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        calls.append(operation)
        return real(client, operation, given)

    with pytest.MonkeyPatch.context() as patched, a_world() as world:
        patched.setattr(running, "_MAKE_API_CALL", noted)
        yield Told(world, calls)


@pytest.fixture(scope="module")
def scene(system: Told) -> Scene:
    """One of everything, on a journey that was handed over once."""
    journey, heir = opened(system), Person("therapist", "heir.of.the.journey")
    first = journey.therapist
    journey.tells(first, "POST", journey.path("/reflections"), {"kind": "came_to_mind", "text": "hers alone"})
    consult = consulted(journey, None)
    journey.tells(first, "POST", journey.path("/handover"), {"therapist": heir.email})
    journey.therapist = heir
    made = Scene(system, journey)
    made.prepare()
    own = {"kind": "win", "text": "my own", "shared": True}
    measured = {"instrument": "PHQ-9", "total": 9, "risk_items": {"9": 0}}
    made.ids["client's entry"] = journey.tells(journey.client, "POST", journey.path("/entries"), own).body["id"]
    made.ids["client's measure"] = journey.tells(journey.client, "POST", journey.path("/measures"), measured).body["id"]
    made.ids["former"] = first.email
    wishes = {"channels": ["push"], "second": SECOND}
    journey.tells(heir, "PUT", "/safety-contact", wishes)
    made.ids["naming"] = naming_id(heir.email)
    made.ids["former"], made.ids["former's consult"] = first.email, consult
    return made


def path_for(scene: Scene, endpoint: Endpoint, who: Somebody) -> str:
    """Fill in an address: what is its author's alone is the caller's own, where the caller is the client."""
    own = {name: scene.ids[f"client's {name}"] for name in ("entry", "measure") if "client" in who.relations}
    if "former therapist" in who.relations:
        own["consult"] = scene.ids["former's consult"]
    return scene.path(endpoint, **own)


def test_whoever_a_row_does_not_name_is_refused_and_nothing_is_stored(system: Told, scene: Scene) -> None:
    before, nothing, faults = system.stored(), set[str](), list[str]()
    for endpoint in ENDPOINTS:
        for who in everybody(scene):
            status = admits(endpoint, who)
            if status is None or (status == 404 and secret(endpoint) is None):
                continue
            answer = system.send(who.person, endpoint, path_for(scene, endpoint, who))
            if answer.status != status:
                faults.append(f"{endpoint.method} {endpoint.path}: {who} got {answer.status}, not {status}")
            if answer.status == 404:
                nothing.add(repr(answer))
    assert faults == []
    assert len(nothing) == 1, "what is not yours is told in more than one way"
    assert system.stored() == before


def test_a_route_that_names_nothing_shows_nobody_else_what_is_on_a_journey(system: Told, scene: Scene) -> None:
    secrets = {scene.ids[name] for name in ("journey", "goal", "measure", "entry", "reflection", "idea", "message")}
    for endpoint in (one for one in ENDPOINTS if one.method == "GET" and secret(one) is None):
        for who in everybody(scene):
            holds = {"assigned supervisor", "former therapist"} if endpoint.path in CONSULTS else set()
            if not who.relations & {"own therapist", "client", *holds}:
                answer = system.send(who.person, endpoint, scene.path(endpoint))
                assert not any(one in repr(answer) for one in secrets), (endpoint.path, who)


@pytest.mark.parametrize("gone", [timedelta(), timedelta(seconds=61)], ids=["remembered", "cold"])
def test_not_yours_and_not_there_are_the_same_bytes_and_the_same_calls(
    system: Told, scene: Scene, gone: timedelta
) -> None:
    people = everybody(scene)
    faults = []
    for endpoint in ENDPOINTS:
        named = secret(endpoint)
        for who in people:
            if named is None or admits(endpoint, who) != 404:
                continue
            missing = NOBODY if named == "journey" else NOT_THERE
            if named == "message":
                missing = scene.ids["message"][:-1] + ("0" if scene.ids["message"][-1] != "0" else "1")
            system.world.now += gone
            not_yours = system.send(who.person, endpoint, scene.path(endpoint))
            calls = list(system.calls)
            not_there = system.send(who.person, endpoint, scene.path(endpoint, **{named: missing}))
            if (not_yours, calls) != (not_there, system.calls):
                faults.append(f"{endpoint.method} {endpoint.path}: {who}: {calls} against {system.calls}")
    assert faults == []


def test_the_rows_are_the_routes_of_the_templates_and_no_others() -> None:
    routes = {f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS}
    assert routes == {route.partition(" ")[2] for route in ROWS}


def test_an_assigned_supervisor_reaches_packets_and_nothing_else(system: Told, scene: Scene) -> None:
    asked = next(who for who in everybody(scene) if "assigned supervisor" in who.relations)
    reached = set()
    for endpoint in ENDPOINTS:
        named = "assigned supervisor" in row_of(endpoint).get(Role.SUPERVISOR, ())
        if (secret(endpoint) is not None or named) and admits(endpoint, asked) is None:
            reached.add(endpoint.path)
            assert system.send(asked.person, endpoint, scene.path(endpoint)).status < 400, endpoint.path
    # And what of her mirror a therapist shows a supervisor: to this one nothing.
    assert reached == {*CONSULTS, SHOWN}
    assert system.send(asked.person, Endpoint("GET", SHOWN), SHOWN).body["items"] == []


def test_whoever_a_row_names_gets_in(system: Told, scene: Scene) -> None:
    """Last, for it changes and deletes what the scene has."""
    ordered = sorted(ENDPOINTS, key=lambda one: (one.path in LAST, one.method != "GET", one.method == "DELETE"))
    faults = []
    for endpoint in ordered:
        for who in everybody(scene):
            if admits(endpoint, who) is None and f"{endpoint.method} {endpoint.path}" not in OF_ITS_OWN:
                answer = system.send(who.person, endpoint, path_for(scene, endpoint, who))
                if answer.status in {401, 403, 404} or answer.status >= 500:
                    faults.append(f"{endpoint.method} {endpoint.path}: {who} got {answer.status}, but is admitted")
    assert faults == []
