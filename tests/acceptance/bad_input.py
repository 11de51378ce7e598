"""Every endpoint against everything that a caller can get wrong: named, refused, and nothing stored."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from acceptance.consulting import consulted
from acceptance.driver import Driver
from acceptance.endpoints import ENDPOINTS, Endpoint, at
from acceptance.steps import NOBODY, Journey, opened
from local.client import Answer
from local.people import Person

_TRACE = re.compile(r"'sk'[:,] \{'S': 'L#|'link'[:,]")
ROLES = ("therapist", "client", "supervisor", "admin")


@dataclass(frozen=True, slots=True)
class Try:
    """One request that must be refused.

    Parameters
    ----------
    what : str
        What is wrong with it.
    person : Person
        Who sends it.
    path : str
        Where to.
    body, key, version, raw
        As `Driver.ask` takes them.
    statuses : tuple of int
        Any of these is right.
    field : str, optional
        What the problem must name.
    """

    what: str
    person: Person
    path: str
    body: Any = None
    key: str | None = None
    version: str | None = None
    raw: str | None = None
    statuses: tuple[int, ...] = (422,)
    field: str | None = None


@dataclass(slots=True)
class Scene:
    """A journey that has one of everything, so that each address leads somewhere.

    Parameters
    ----------
    driver : Driver
        The system.
    journey : Journey
        With a goal, a measure, a milestone, a draft and a message that was sent.
    """

    driver: Driver
    journey: Journey
    ids: dict[str, str] = field(default_factory=dict)
    admin: Person | None = None

    def prepare(self) -> None:
        """Make one of everything."""
        journey = self.journey
        goal = journey.tells(journey.client, "POST", journey.path("/goals"), {"text": "the Tuesday group", "target": 7})
        journey.course([18, 19, 18, 11, 10])
        kept = {"kind": "effort", "text": "went in", "shared": True}
        entry = journey.tells(journey.therapist, "POST", journey.path("/entries"), kept)
        thought = {"kind": "came_to_mind", "text": "a radio piece"}
        reflection = journey.tells(journey.therapist, "POST", journey.path("/reflections"), thought)
        idea = journey.tells(journey.therapist, "POST", journey.path("/ideas"), {"text": "a letter not sent"})
        # Not now: nothing is sent within an hour of a session.
        held = {"held": True, "occurred_at": (self.driver.now - timedelta(days=2)).isoformat(timespec="seconds")}
        session = journey.tells(journey.therapist, "POST", journey.path("/sessions"), held)
        ahead = (self.driver.now + timedelta(days=7)).isoformat(timespec="seconds")
        plan = journey.tells(journey.therapist, "POST", journey.path("/sessions/planned"), {"planned_at": ahead})
        milestone = journey.gain("confirmed")["id"]
        journey.card(milestone, "drafted")
        other = next(each["id"] for each in journey.milestones() if each["kind"] == "reliable_improvement")
        journey.approves(journey.card(other, "drafted"))
        journey.card(other, "sent")
        standing = {"kinds": {"comeback": None}, "a_month": 1, "until": self.driver.now.date().isoformat()}
        journey.tells(journey.therapist, "PUT", f"/standing-cheers/{journey.id}", standing, version='"0"')
        inbox = journey.tells(journey.client, "GET", "/inbox").body["items"]
        journey.tells(journey.therapist, "POST", journey.path("/stuckness"), {})
        mirror = journey.path("/blind-spots/shared")
        journey.tells(journey.therapist, "PUT", mirror, {"supervisor": "supervisor-of-both"})
        self.driver.settle()
        alerts = journey.path("/alerts")
        stuck = self.driver.soon(lambda: journey.tells(journey.therapist, "GET", alerts).body["items"], "an alert")
        supervisor = self.driver.newcomer("supervisor")
        self.ids = {
            "supervisor": supervisor.email,
            "consult": consulted(journey, supervisor),
            "alert": stuck[0]["id"],
            "journey": journey.id,
            "goal": goal.body["id"],
            "measure": journey.measures[0]["id"],
            "item": journey.measures[0]["id"],
            "entry": entry.body["id"],
            "reflection": reflection.body["id"],
            "idea": idea.body["id"],
            "session": session.body["id"],
            "plan": plan.body["id"],
            "milestone": milestone,
            "celebration": milestone,
            "sent": other,
            "message": inbox[0]["id"],
            "subject": "PHQ-9",
            "rule": "sudden_gain",
            "kind": "first_step",
            "language": "en",
            "tone": "warm",
            "device": NOBODY,
            "consent": "supervision",
            "naming": "0123456789abcdef",
            "access": self._broken_open(),
            "request": self._asked(),
            "instrument": f"T-{journey.id.replace('-', '')[:12].upper()}",
        }
        admin, own = self.person("admin"), {"direction": "lower_is_better", "minimum": 0, "maximum": 20}
        defined = self.driver.ask(admin, "PUT", f"/instruments/{self.ids['instrument']}", own, version='"0"')
        assert defined.status == 200, defined
        self.driver.settle()

    def _broken_open(self) -> str:
        """Let an admin read the journey in an emergency; give the access."""
        said = {"reason": "client_at_risk", "text": "the hospital called", "minutes": 60}
        opened = self.journey.tells(self.person("admin"), "POST", self.journey.path("/break-glass"), said)
        return str(opened.body["id"])

    def _asked(self) -> str:
        """Let the client ask for what the practice must look into; give the request."""
        said = {"kind": "psychotherapy_notes", "ground": "own_treatment"}
        asked = self.journey.tells(self.journey.client, "POST", self.journey.path("/record-requests"), said)
        return str(asked.body["id"])

    def path(self, endpoint: Endpoint, **other: str) -> str:
        """Fill in an address; a client's answer is to what was sent."""
        if endpoint.path == "/celebrations/{celebration}/answer":
            other = {"celebration": self.ids["sent"]} | other
        return endpoint.path.format(**self.ids, **other) if not other else endpoint.path.format(**(self.ids | other))

    def person(self, role: str) -> Person:
        """Give the one of the two who has a role, or somebody else of the practice."""
        if role == "admin":
            self.admin = self.admin or self.driver.newcomer(role)
            return self.admin
        if role not in {"therapist", "client"}:
            return self.driver.newcomer(role)
        return self.journey.therapist if role == "therapist" else self.journey.client

    def version(self, endpoint: Endpoint) -> str | None:
        """Read the present version of what an endpoint changes."""
        if not endpoint.versioned:
            return None
        if endpoint.versioned == "measure":
            return '"1"'
        path = self.path(replace(endpoint, path=endpoint.versioned))
        return self.journey.tells(self.journey.therapist, "GET", path).version


def tries(scene: Scene, endpoint: Endpoint) -> Iterator[Try]:
    """Give every wrong request to an endpoint, each wrong in one way only."""
    path, version = scene.path(endpoint), scene.version(endpoint)
    right = Try("", scene.person(endpoint.roles[0]), path, at(endpoint.body, scene.driver.now), version=version)
    yield from _wrong_bodies(scene, endpoint, right)
    yield from _wrong_headers(endpoint, right)
    yield from _wrong_people(scene, endpoint, right)
    for query, named in endpoint.wrong_queries:
        yield replace(right, what=f"query {query}", path=f"{path}?{query}", field=named)


def _wrong_bodies(scene: Scene, endpoint: Endpoint, right: Try) -> Iterator[Try]:
    if endpoint.body is None:
        return
    for change, named in endpoint.wrong:
        body = at({**endpoint.body, **change}, scene.driver.now)
        yield replace(right, what=f"body with {json.dumps(change, default=str)[:60]}", body=body, field=named)
    yield replace(right, what="unknown field", body={**(right.body or {}), "surprise": 1}, field="surprise")
    yield replace(right, what="no JSON", body=None, raw='{"a": ', statuses=(400,), field="/")
    if not endpoint.bodiless:
        yield replace(right, what="no body", body=None, raw="", statuses=(400, 422), field="/")
    yield replace(right, what="a list", body=None, raw="[]", field="/")


def _wrong_headers(endpoint: Endpoint, right: Try) -> Iterator[Try]:
    if endpoint.method == "POST" and endpoint.storing:
        yield replace(right, what="no Idempotency-Key", key="", statuses=(400,), field="Idempotency-Key")
        yield replace(right, what="over-long key", key="k" * 256, statuses=(400,), field="Idempotency-Key")
    if endpoint.versioned:
        yield replace(right, what="no If-Match", version=None, statuses=(428,), field="If-Match")
        yield replace(right, what="If-Match of no kind", version="latest", statuses=(400,), field="If-Match")
        yield replace(right, what="stale If-Match", version='"999"', statuses=(412,), field="If-Match")


def _wrong_people(scene: Scene, endpoint: Endpoint, right: Try) -> Iterator[Try]:
    # A device that is not one's own is forgotten already: 204 for everybody, and nothing is told.
    driver = scene.driver
    named = [name for name in scene.ids if f"{{{name}}}" in endpoint.path and name != "device"]
    for role in ROLES:
        if role in endpoint.roles:
            continue
        person = scene.person(role) if role in {"therapist", "client"} else driver.newcomer(role)
        yield replace(right, what=f"as {role}", person=person, statuses=(403, 404))
    if not named:
        return
    # An instrument is the whole practice's: nobody in it is a stranger; a rule or a template is all of it; and in an
    # emergency any of its admins may act.
    practices: Mapping[str, tuple[str | None, ...]] = {"instrument": ("elsewhere",), "rule": (), "kind": ()}
    any_admin = endpoint.method == "POST" and endpoint.path.endswith("/break-glass")
    for practice in practices.get(named[0], ("elsewhere",) if any_admin else ("elsewhere", None)):
        stranger = driver.newcomer(endpoint.roles[0], practice) if practice else driver.newcomer(endpoint.roles[0])
        yield replace(right, what=f"a stranger of {practice or 'the practice'}", person=stranger, statuses=(404,))
    for name in named:
        unknown = NOBODY if name in {"journey", "goal", "measure", "item"} else f"{NOBODY}.0123456789abcdef"
        yield replace(right, what=f"unknown {name}", path=scene.path(endpoint, **{name: unknown}), statuses=(404,))
        yield replace(right, what=f"misshapen {name}", path=scene.path(endpoint, **{name: "x" * 90}), statuses=(404,))


def why_not(method: str, wrong: Try, answer: Answer) -> str | None:
    """Say what is wrong with a refusal; None where it is as it must be."""
    problem = answer.body if isinstance(answer.body, dict) else {}
    named = [str(error.get("field")) for error in problem.get("errors", [])]
    faults = [
        answer.status not in wrong.statuses and f"status {answer.status}, not {wrong.statuses}",
        answer.kind != "application/problem+json" and f"media type {answer.kind}",
        not {"type", "title", "status", "detail"} <= set(problem) and "no problem document",
        wrong.field is not None and not any(wrong.field in name for name in named) and f"names {named}",
    ]
    found = [fault for fault in faults if fault]
    return f"{method} {wrong.path}: {wrong.what}: {'; '.join(map(str, found))}" if found else None


def untraced(driver: Driver) -> dict[str, list[str]]:
    """Give what is stored but for the traces of accesses and their chains: a request that is refused may be one."""
    return {service: [item for item in items if not _TRACE.search(item)] for service, items in driver.stored().items()}


class BadInput:
    """Every endpoint of the templates, and everything that can be wrong with a request to it."""

    def test_every_wrong_request_is_refused_by_name_and_leaves_nothing(self, driver: Driver) -> None:
        scene = Scene(driver, opened(driver))
        scene.prepare()
        before = untraced(driver)
        faults, nothing = [], set()
        for endpoint in ENDPOINTS:
            for wrong in tries(scene, endpoint):
                answer = driver.ask(
                    wrong.person,
                    endpoint.method,
                    wrong.path,
                    wrong.body,
                    key=wrong.key,
                    version=wrong.version,
                    raw=wrong.raw,
                )
                fault = why_not(endpoint.method, wrong, answer)
                faults += [fault] if fault else []
                if answer.status == 404:
                    nothing.add(json.dumps(answer.body))
        assert faults == []
        assert len(nothing) == 1, "the 404s differ"
        driver.settle()
        after = untraced(driver)
        assert [item for service in after for item in set(after[service]) ^ set(before[service])] == []

    def test_a_key_that_was_used_for_another_request_is_refused(self, driver: Driver) -> None:
        scene = Scene(driver, opened(driver))
        scene.prepare()
        firsts = []
        for endpoint in (each for each in ENDPOINTS if each.method == "POST" and each.other):
            person, path = scene.person(endpoint.roles[0]), scene.path(endpoint)
            key = f"reused {endpoint.path}".replace(" ", "-")
            first = driver.ask(person, "POST", path, endpoint.body, key=key)
            assert first.status in {200, 201, 202}, (path, first)
            firsts.append((endpoint, person, path, key, first))
        driver.settle()
        before = untraced(driver)
        for endpoint, person, path, key, first in firsts:
            second = driver.ask(person, "POST", path, {**(endpoint.body or {}), **(endpoint.other or {})}, key=key)
            assert (second.status, second.kind) == (422, "application/problem+json"), (path, second)
            assert driver.ask(person, "POST", path, endpoint.body, key=key) == first
        driver.settle()
        after = untraced(driver)
        assert [item for service in after for item in set(after[service]) ^ set(before[service])] == []
