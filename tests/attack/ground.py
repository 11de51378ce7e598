"""Where attacks stand: a deployed system, one journey worth having, and people who have no business in it."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import httpx

from acceptance.bad_input import Scene
from acceptance.endpoints import ENDPOINTS, Endpoint, at
from acceptance.steps import opened
from e2e.emulated import Emulated
from local.client import addressed
from local.people import OTHER_PRACTICE, Person

Outcome = tuple[str, str | None]
"""What was tried, and in what way it got through; None where it was held."""

SAID = ("the Tuesday group", "a radio piece", "a letter not sent", "round in circles")
"""Words that the two people of the journey have typed: nobody else is to read them."""

_COMMON = {"rule", "kind", "language", "tone", "subject", "instrument", "consent"}
"""What stands in addresses and names nothing of a journey."""


@dataclass
class Ground:
    """What every attack is given.

    Parameters
    ----------
    driver : Emulated
        The system.
    scene : Scene
        A journey with one of everything; whose it is, is attacked.
    """

    driver: Emulated
    scene: Scene

    @classmethod
    def prepared(cls, driver: Emulated) -> "Ground":
        """Make the journey."""
        scene = Scene(driver, opened(driver))
        scene.prepare()
        return cls(driver, scene)

    @property
    def therapist(self) -> Person:
        """Whose journey it is."""
        return self.scene.journey.therapist

    @property
    def client(self) -> Person:
        """The other of the two."""
        return self.scene.journey.client

    @cached_property
    def strangers(self) -> dict[str, Person]:
        """Somebody of another practice in each role."""
        roles = ("therapist", "client", "supervisor", "admin")
        return {role: self.driver.newcomer(role, OTHER_PRACTICE) for role in roles}

    @cached_property
    def colleague(self) -> Person:
        """A therapist of the same practice who is not the client's."""
        return self.driver.newcomer("therapist")

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """What tells of the journey in an answer: ids and words."""
        return (*SAID, *(value for name, value in self.scene.ids.items() if name not in _COMMON | {"device"}))

    def endpoints(self, *methods: str) -> Iterator[Endpoint]:
        """Give every endpoint once, of some methods where they are named."""
        seen = set()
        for endpoint in ENDPOINTS:
            name = endpoint.method, endpoint.path
            if name not in seen and (not methods or endpoint.method in methods):
                seen.add(name)
                yield endpoint

    def named(self, endpoint: Endpoint) -> list[str]:
        """Say which things of the journey an address names."""
        return [name for name in self.scene.ids if f"{{{name}}}" in endpoint.path and name not in _COMMON | {"device"}]

    def body(self, endpoint: Endpoint) -> dict[str, Any] | None:
        """Give a right body."""
        return at(endpoint.body, self.driver.now)

    def address(self, endpoint: Endpoint, **other: str) -> str:
        """Fill in an address."""
        return self.scene.path(replace(endpoint), **other)

    def send(
        self,
        method: str,
        path: str,
        person: Person | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        body: Any = None,  # noqa: ANN401 - any JSON
        service: str = "",
    ) -> httpx.Response:
        """Send one request as it is: no library tidies its path, its headers or its body."""
        world = self.driver.world
        known = addressed(path)
        base = httpx.URL(world.addresses[service or known[0]])
        given = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": '"1"', "Content-Type": "application/json"}
        if person is not None:
            given["Authorization"] = f"Bearer {world.token(person)}"
        given |= headers or {}
        if body is not None:
            content = json.dumps(body).encode()
        target = f"{base.path}{path if service else known[1]}".encode("latin-1")
        return world.http.request(
            method,
            base,
            headers={name: value for name, value in given.items() if value},
            content=content,
            extensions={"target": target},
        )


Attack = Callable[[Ground], Iterator[Outcome]]
"""Tries, one after the other, each with its outcome."""


def held(answer: httpx.Response, *statuses: int) -> str | None:
    """Say how a request got through that only these statuses refuse."""
    return None if answer.status_code in statuses else f"answered {answer.status_code}: {answer.text[:120]}"


def refused(answer: httpx.Response) -> str | None:
    """Say how a request got through that must be refused, by whatever status says that it is the caller's fault."""
    return None if answer.is_client_error else f"answered {answer.status_code}: {answer.text[:120]}"


def unbroken(answer: httpx.Response) -> str | None:
    """Say how a request got through that may be answered in any way, but not by a fault of ours."""
    return f"broke something: {answer.status_code} {answer.text[:120]}" if answer.is_server_error else None


def kept(ground: Ground, answer: httpx.Response) -> str | None:
    """Say what an answer gives away of the journey."""
    found = [secret for secret in ground.secrets if secret in answer.text]
    return unbroken(answer) or (f"gave away {found[0]!r} with {answer.status_code}" if found else None)
