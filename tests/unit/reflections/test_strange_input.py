"""Strange input at every endpoint of the document, in every field, address and query: taken whole, or refused by name.

The endpoints and their fields come from openapi.json, so that none is left out; what a right request looks like, from
the acceptance tests.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from acceptance.endpoints import ENDPOINTS, Endpoint, at
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, Person, on_fakes
from unit.reflections.test_bad_input import Place

DOCUMENT = json.loads((Path(__file__).parents[3] / "services/reflections/openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods]
WORDS = (
    "😀👨‍👩‍👧",
    "مرحبا \u202eabc\u2066",
    "a\u0000b",
    "\ud800",
    "a\udfff\ud800",
    "x" * 20_000,
    "<script>alert(1)</script><!--",
    "'; DROP TABLE--",
    "{{7*7}}${7*7}%s%n",
    "two\r\nlines\u2028three",
    "\ufeff\u200b\u2060",
    "ﷺ" * 280,
    "../../etc/passwd",
    "=HYPERLINK(1)",
)
IN_AN_ADDRESS = tuple(word for word in WORDS if not any("\ud800" <= sign <= "\udfff" for sign in word))
"""An address is UTF-8, which has no lone surrogate."""
OTHERS: tuple[Any, ...] = (10**400, -(10**30), 1e308, 0.1, True, None, [], {}, [[[[]]]], {"": ""}, ["\ud800"], [None])
PEOPLE: Mapping[str, Person] = {"therapist": THERAPIST, "client": CLIENT, "admin": Person("admin-1", "admin")}


def _right(method: str, path: str) -> list[Endpoint]:
    return [one for one in ENDPOINTS if (one.method, one.path) == (method, path)]


def _schemas(node: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - a part of the document
    """Give a schema, and all that it is an alternative of."""
    if "$ref" in node:
        yield from _schemas(DOCUMENT["components"]["schemas"][node["$ref"].rpartition("/")[2]])
        return
    yield node
    for one in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _schemas(one)


def _fields(method: str, path: str) -> set[str]:
    body = DOCUMENT["paths"][path][method.lower()].get("requestBody")
    if body is None:
        return set()
    schema = body["content"]["application/json"]["schema"]
    return {name for one in _schemas(schema) for name in one.get("properties", ())}


def _parameters(method: str, path: str, where: str) -> list[str]:
    return [
        one["name"]
        for one in DOCUMENT["paths"][path][method.lower()].get("parameters", ())
        if one["in"] == where and one["name"] != "Idempotency-Key"
    ]


class Stage(Place):
    """A journey with one of everything, on which a request fails only for what is strange in it."""

    def __init__(self) -> None:
        super().__init__(on_fakes())
        journey = f"/journeys/{self.names['journey']}"
        emergency = {"reason": "client_at_risk", "text": "the hospital called", "minutes": 60}
        notes = {"kind": "psychotherapy_notes", "ground": "own_treatment"}
        self.names |= {
            "item": self.names["entry"],
            "consent": "supervision",
            "consult": self._consulted(journey),
            "access": self.service.post(PEOPLE["admin"], f"{journey}/break-glass", emergency).body["id"],
            "request": self.service.post(CLIENT, f"{journey}/record-requests", notes).body["id"],
        }
        self.service.lines.clear()

    def _consulted(self, journey: str) -> str:
        asked = {"question": "What do I not see?", "supervisor": {"where": "inside", "person": SUPERVISOR.sub}}
        shown = self.service.post(THERAPIST, f"{journey}/consults/preview", asked).body
        decisions = [{"text": one["text"], "confirmed": [], "undone": []} for one in shown["texts"]]
        body = {**asked, "digest": shown["digest"], "decisions": decisions}
        return str(self.service.post(THERAPIST, f"{journey}/consults", body).body["id"])

    def ask(self, endpoint: Endpoint, body: Any, path: str | None = None, **query: str) -> Answer:  # noqa: ANN401
        """Send a request with a body, as the first who may."""
        who = PEOPLE[endpoint.roles[0]]
        at_path = endpoint.path.format(**self.names) if path is None else path
        version = 1 if endpoint.versioned else None
        return self.service.call(who, endpoint.method, at_path, body, version=version, query=query)


def _sound(answer: Answer) -> bool:
    """Tell whether it is an answer, or a refusal that names what is wrong."""
    if answer.status < 400:
        return True
    problem = answer.body
    named = answer.status not in {400, 422} or all(one["field"] and one["detail"] for one in problem["errors"])
    return answer.status < 500 and {"type", "title", "status", "detail"} <= set(problem) and named


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_field_of_a_body(method: str, path: str) -> None:
    for endpoint in _right(method, path):
        for name in sorted(_fields(method, path)):
            stage = Stage()
            right = at(endpoint.body, stage.service.clock.now()) or {}
            for value in (*WORDS, *OTHERS):
                answer = stage.ask(endpoint, {**right, name: value})
                assert _sound(answer), (name, str(value)[:40], answer.raw)
                assert not [line for line in stage.service.lines if json.loads(line)["level"] == "ERROR"], name
        for word in WORDS if _fields(method, path) else ():
            stage = Stage()
            answer = stage.ask(endpoint, {**(at(endpoint.body, stage.service.clock.now()) or {}), word: word})
            assert (answer.status in {400, 422}, _sound(answer)) == (True, True), (word[:40], answer.raw)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_part_of_an_address_and_every_parameter(method: str, path: str) -> None:
    stage = Stage()
    endpoint = _right(method, path)[0]
    right = at(endpoint.body, stage.service.clock.now())
    for name in _parameters(method, path, "path"):
        for value in (*IN_AN_ADDRESS, "%00", "%ff", "00000000-0000-8000-8000-000000000000", "J#", "#", "~", " "):
            answer = stage.ask(endpoint, right, endpoint.path.format(**{**stage.names, name: value}))
            assert answer.status == 404, (name, value[:40], answer.raw)
            assert _sound(answer)
    for name in _parameters(method, path, "query"):
        for value in (*IN_AN_ADDRESS, "", "1e400", "9" * 400, "null", "W10", "-1", "é", "2026-05-01T09:00:00Z"):
            assert _sound(stage.ask(endpoint, right, **{name: value})), (name, value[:40])
