"""Calls the real handlers of reflections as API Gateway would, on whatever stores they are given."""

import json
import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from kernel.http import http_app
from kernel.log import Log
from reflections.handlers import capture, consults, journeys, own, rights, supervision, timeline
from reflections.handlers.composing import Stores
from unit.kernel.fakes import OF_POOL, POOL, FakeTraces
from unit.reflections.fakes import (
    FakeBreakGlasses,
    FakeConsulted,
    FakeConsults,
    FakeDeidentifier,
    FakeErasures,
    FakeInvitations,
    FakeJourneys,
    FakeMirrorShares,
    FakeRecordRequests,
    FakeSupervisionRules,
    HandClock,
)

_keys = count(1)
_OWN = {"entries", "reflections", "ideas", "blind-spots", "outcomes", "consult-outcomes"}
_CAPTURED = {("POST", "entries"), ("POST", "reflections"), ("POST", "ideas")}
_CAPTURING = ("stuckness", "entries", "reflections", "ideas", "measures", "ratings", "levels", "sync")


@dataclass(frozen=True)
class Person:
    """Somebody with a token."""

    sub: str
    role: str
    practice: str = "practice-1"

    def claims(self) -> dict[str, str]:
        """Give the claims as API Gateway passes them."""
        return {
            "sub": self.sub,
            **OF_POOL,
            "cognito:groups": f"[{self.role}]",
            "custom:practice": self.practice,
        }


THERAPIST = Person("therapist-1", "therapist")
CLIENT = Person("client-1", "client")
OTHER_THERAPIST = Person("therapist-2", "therapist")
OTHER_CLIENT = Person("client-2", "client")
ELSEWHERE = Person("therapist-1", "therapist", practice="practice-2")
ADMIN = Person("admin-1", "admin")
SUPERVISOR = Person("supervisor-1", "supervisor")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    raw: str
    headers: dict[str, Any]

    @property
    def body(self) -> Any:  # noqa: ANN401 - any JSON
        """The body, read."""
        return json.loads(self.raw) if self.raw else None

    @property
    def kind(self) -> str:
        """The last part of a problem's type."""
        return str(self.body["type"]).rpartition(":")[2]

    @property
    def fields(self) -> list[str]:
        """The fields that a problem names."""
        return [error["field"] for error in self.body.get("errors", [])]

    @property
    def following(self) -> str | None:
        """The cursor of the next page: in the body, or in the link of one that is not JSON."""
        if "json" in str(self.headers.get("content-type")):
            return str(self.body["next"]) if self.body["next"] else None
        found = re.search(r"[?&]cursor=([^&>]+)", str(self.headers.get("link")))
        return found[1] if found else None

    @property
    def tag(self) -> str | None:
        """The ETag."""
        found = self.headers.get("etag")
        return found[0] if isinstance(found, list) else found


def _handler_of(handlers: dict[str, Any], method: str, path: str) -> Any:  # noqa: ANN401 - a Lambda handler
    last = path.rstrip("/").split("/")
    if {"consults", "supervision-log", "supervision-rule"} & set(last) and last[-1] != "outcomes":
        supervising = last[-1] not in {"supervision-rule", "close"} and "journeys" not in last
        return handlers["supervision" if supervising else "consults"]
    if {"erasure", "retention-rule", "access-log", "export", "break-glass", "record-requests"} & set(last):
        return handlers["rights"]
    if method == "GET" and {"timeline", "instruments", "brief", "kept"} & set(last):
        return handlers["timeline"]
    if _OWN & set(last) and (method, last[-1]) not in _CAPTURED:
        return handlers["own"]
    return handlers["capture" if last[-1] in _CAPTURING or "measures" in last else "journeys"]


@dataclass
class Service:
    """The service in this process.

    Parameters
    ----------
    stores : Stores
        What its use cases work on.
    clock : HandClock
        Its clock.
    lines : list of str
        Everything that it has logged.
    """

    stores: Stores
    clock: HandClock
    lines: list[str]
    handlers: dict[str, Any] = field(init=False)
    active: dict[tuple[Person, Person], str] = field(default_factory=dict)
    deidentifier: FakeDeidentifier = field(default_factory=lambda: FakeDeidentifier(Emma="[client]"))

    def __post_init__(self) -> None:
        log = self.stores.log
        self.handlers = {
            name: http_app(module.routes(self.stores), self.clock, log, pool=POOL)
            for name, module in (
                ("capture", capture),
                ("journeys", journeys),
                ("timeline", timeline),
                ("own", own),
                ("rights", rights),
                ("supervision", supervision),
            )
        }
        asking = consults.routes(self.stores, self.deidentifier)
        self.handlers["consults"] = http_app(asking, self.clock, log, pool=POOL)

    def call(  # noqa: PLR0913 - a request has that many parts, all by name
        self,
        who: Person | None,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = "",
        version: int | str | None = None,
        query: dict[str, str] | None = None,
        raw: str | None = None,
        languages: str | None = None,
    ) -> Answer:
        """Send a request; a POST gets a key of its own unless one is given, and none where it is None."""
        headers = {"content-type": "application/json"}
        if method == "POST" and key is not None:
            headers["idempotency-key"] = key or f"key-{next(_keys)}"
        if languages is not None:
            headers["accept-language"] = languages
        if version is not None:
            headers["if-match"] = version if isinstance(version, str) else f'"{version}"'
        authorizer = {"jwt": {"claims": who.claims(), "scopes": None}} if who else {}
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": urlencode(query or {}),
            "queryStringParameters": query or {},
            "headers": headers,
            "requestContext": {
                "authorizer": authorizer,
                "http": {"method": method, "path": path, "sourceIp": "192.0.2.1"},
                "stage": "$default",
                "requestId": "r",
            },
            "body": raw if raw is not None else None if body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        given = _handler_of(self.handlers, method, path)(event, None)
        given_headers = {name.lower(): value for name, value in given.get("headers", {}).items()}
        given_headers |= {name.lower(): value for name, value in given.get("multiValueHeaders", {}).items()}
        return Answer(given["statusCode"], given.get("body") or "", given_headers)

    def post(self, who: Person, path: str, body: object, **more: Any) -> Answer:  # noqa: ANN401 - passed on
        """POST, with a fresh key unless one is given."""
        return self.call(who, "POST", path, body, **more)

    def get(self, who: Person, path: str, **query: str) -> Answer:
        """GET."""
        return self.call(who, "GET", path, query=query)

    def opened(self, therapist: Person = THERAPIST) -> str:
        """Open a journey; give its identifier."""
        return str(self.post(therapist, "/journeys", {}).body["id"])

    def joined(self, therapist: Person = THERAPIST, client: Person = CLIENT, *, consent: bool = True) -> str:
        """Open a journey that a client joins; give its identifier. One that the two had before is paused."""
        before = self.active.get((therapist, client))
        if before is not None:
            version = self.get(therapist, f"/journeys/{before}").body["version"]
            assert self.call(therapist, "PATCH", f"/journeys/{before}", {"state": "paused"}, version=version).status
        journey = self.opened(therapist)
        self.active[therapist, client] = journey
        code = self.post(therapist, f"/journeys/{journey}/invitation", {}).body["code"]
        answer = self.post(client, "/invitations/redemption", {"code": code, "celebrations_consent": consent})
        assert answer.status == 201, answer.raw
        return journey

    def goal(self, journey: str, who: Person = CLIENT, target: int = 7) -> str:
        """Set a goal; give its identifier."""
        answer = self.post(who, f"/journeys/{journey}/goals", {"text": "Go to the group", "target": target})
        assert answer.status == 201, answer.raw
        return str(answer.body["id"])


def on_fakes() -> Service:
    """Give the service on dictionaries."""
    clock, lines = HandClock(), list[str]()
    journeys = FakeJourneys()
    invitations, log = FakeInvitations(journeys), Log("reflections", lines.append)
    stores = Stores(
        journeys,
        invitations,
        journeys.captures,
        clock,
        log,
        journeys.wordings,
        FakeErasures(journeys),
        FakeTraces(),
        journeys.consents,
        FakeMirrorShares(),
        FakeBreakGlasses(journeys),
        FakeConsults(journeys),
        FakeSupervisionRules(),
        FakeRecordRequests(),
        FakeConsulted(),
    )
    return Service(stores, clock, lines)


def refused(answer: Answer, status: int, kind: str) -> bool:
    """Tell whether it is this problem, as a problem document."""
    content = str(answer.headers.get("content-type"))
    return (answer.status, answer.kind) == (status, kind) and "application/problem+json" in content
