"""The HTTP app: reads, refuses with problem details that repeat nothing, and answers."""

import base64
import json
from typing import Annotated, Any, Literal

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from kernel.caller import Role
from kernel.http import http_app
from kernel.log import Log
from kernel.openapi import document
from kernel.problem import conflict
from kernel.routes import Reply, Request, Route
from unit.kernel.fakes import NOON, OF_POOL, POOL, FixedClock

_FORBID = ConfigDict(extra="forbid", frozen=True)


class _Circle(BaseModel):
    model_config = _FORBID
    shape: Literal["circle"]
    radius: Annotated[int, Field(ge=1, le=10)]


class _Box(BaseModel):
    model_config = _FORBID
    shape: Literal["box"]
    sides: list[Annotated[int, Field(ge=0, le=3)]]


class _Page(BaseModel):
    model_config = _FORBID
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class _Made(BaseModel):
    id: str


def _answer(request: Request) -> Reply:
    failure = _FAILURES.get(request.path.get("thing", ""))
    if failure is not None:
        raise failure
    return Reply(_Made(id=request.key or request.path.get("thing", "-")), version=request.version + 1)


_FAILURES: dict[str, Exception] = {
    "closed": conflict("journey-closed", "Closed", "It is closed."),
    "throttled": ClientError({"Error": {"Code": "ThrottlingException", "Message": "canary"}}, "PutItem"),
    "keyless": ClientError({"Error": {"Code": "DependencyTimeoutException", "Message": "canary"}}, "Decrypt"),
    "slow": ReadTimeoutError(endpoint_url="x"),
    "denied": ClientError({"Error": {"Code": "AccessDeniedException", "Message": "canary"}}, "PutItem"),
    "broken": RuntimeError("canary words"),
}
_LEADS = {Role.THERAPIST: {"owner"}}
_ANYBODY = {role: {"owner"} for role in Role}
_ROUTES = [
    Route(
        "POST",
        "/shapes",
        _answer,
        _LEADS,
        "Make a shape",
        _Made,
        Annotated[_Circle | _Box, Field(discriminator="shape")],
        status=201,
    ),
    Route("GET", "/shapes", _answer, _LEADS, "List shapes", _Made, query=_Page),
    Route("PUT", "/shapes/<thing>", _answer, _ANYBODY, "Change", _Made, _Circle, versioned=True),
    Route("GET", "/shapes/<thing>", _answer, _ANYBODY, "Read", _Made),
    Route("POST", "/shapes/search", _answer, _ANYBODY, "Search", _Made, _Circle, storing=False),
    Route("DELETE", "/shapes/<thing>", lambda _r: Reply(), _ANYBODY, "Remove", versioned=True, status=204),
]
_THERAPIST = {**OF_POOL, "sub": "ann", "custom:practice": "p1", "cognito:groups": "[therapist]"}


class _App:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._handler = http_app(_ROUTES, FixedClock(), Log("shapes", self.lines.append), pool=POOL)

    def __call__(self, method: str, path: str, body: str | None = None, **given: Any) -> Any:  # noqa: ANN401 - JSON
        claims = given.get("claims", _THERAPIST)
        event = {
            "version": "2.0",
            "rawPath": path,
            "headers": given.get("headers", {}),
            "queryStringParameters": given.get("query"),
            "requestContext": {"http": {"method": method, "path": path}, "stage": "$default"},
            "body": body,
            "isBase64Encoded": given.get("encoded", False),
        }
        if claims is not None:
            event["requestContext"]["authorizer"] = {"jwt": {"claims": claims}}
        return self._handler(event, None)


def _problem(response: Any) -> tuple[int, str, list[str]]:  # noqa: ANN401 - JSON
    assert response["headers"]["Content-Type"] == "application/problem+json"
    found = json.loads(response["body"])
    assert found["status"] == response["statusCode"]
    return found["status"], found["type"].rsplit(":", 1)[1], [error["field"] for error in found.get("errors", [])]


_KEY = {"idempotency-key": "k1"}


def test_a_good_request_is_answered_and_logged_in_one_line() -> None:
    app = _App()
    response = app("POST", "/shapes", '{"shape":"circle","radius":3}', headers=_KEY)
    assert (response["statusCode"], json.loads(response["body"])) == (201, {"id": "k1"})
    assert response["headers"]["etag"] == '"1"'
    assert response["headers"]["cache-control"] == "no-store"
    assert len(app.lines) == 1
    assert json.loads(app.lines[0])["route"] == "POST:/shapes"
    assert len(app.lines[0]) <= 700


def test_an_encoded_body_is_read_too() -> None:
    encoded = base64.b64encode(b'{"shape":"box","sides":[1,2]}').decode()
    assert _App()("POST", "/shapes", encoded, headers=_KEY, encoded=True)["statusCode"] == 201


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("no json", (400, "malformed", ["/"])),
        ("", (400, "malformed", ["/"])),
        (None, (400, "malformed", ["/"])),
        ('{"shape":"circle"}', (422, "invalid", ["/radius"])),
        ('{"shape":"circle","radius":"wide"}', (422, "invalid", ["/radius"])),
        ('{"shape":"circle","radius":11}', (422, "invalid", ["/radius"])),
        ('{"shape":"circle","radius":3,"hue":1}', (422, "invalid", ["/hue"])),
        ('{"shape":"box","sides":[1,4]}', (422, "invalid", ["/sides/1"])),
        ('{"shape":"ball"}', (422, "invalid", ["/shape"])),
        ("{}", (422, "invalid", ["/shape"])),
        ("[]", (422, "invalid", ["/"])),
        ('{"shape":"circle","radius":3}' + " " * 170_000, (400, "malformed", ["/"])),
    ],
)
def test_a_bad_body_names_the_field(body: str | None, expected: tuple[int, str, list[str]]) -> None:
    assert _problem(_App()("POST", "/shapes", body, headers=_KEY)) == expected


@given(st.text(min_size=5).filter(lambda text: text.strip() == text))
def test_no_refusal_repeats_what_was_sent(text: str) -> None:
    marked = f"canary-{text} marked"
    app = _App()
    for body in ({"shape": marked}, {"shape": "circle", "radius": marked}, {"shape": "circle", marked: 1}, marked):
        response = app("POST", "/shapes", json.dumps(body), headers=_KEY)
        assert response["statusCode"] in {400, 422}
        assert "canary" not in response["body"]
        assert "canary" not in "".join(app.lines)


@pytest.mark.parametrize("key", [None, "", " ", "two words", "ä", "k" * 256])
def test_a_post_needs_a_usable_key(key: str | None) -> None:
    headers = {} if key is None else {"idempotency-key": key}
    response = _App()("POST", "/shapes", '{"shape":"circle","radius":3}', headers=headers)
    assert _problem(response) == (400, "malformed", ["Idempotency-Key"])


def test_a_post_that_stores_nothing_needs_no_key() -> None:
    assert _App()("POST", "/shapes/search", '{"shape":"circle","radius":3}')["statusCode"] == 200
    found = json.loads(document("Shapes", "1.0.0", _ROUTES))["paths"]["/shapes/search"]["post"]
    assert found.get("parameters", []) == []


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (None, (428, "version-required", ["If-Match"])),
        ("x", (400, "malformed", ["If-Match"])),
        ("*", (400, "malformed", ["If-Match"])),
    ],
)
def test_a_change_needs_the_version_that_it_is_made_upon(tag: str | None, expected: tuple[int, str, list[str]]) -> None:
    headers = {} if tag is None else {"if-match": tag}
    assert _problem(_App()("PUT", "/shapes/a", '{"shape":"circle","radius":3}', headers=headers)) == expected


@pytest.mark.parametrize("tag", ['"3"', "3", 'W/"3"'])
def test_an_etag_is_understood_as_servers_and_proxies_write_it(tag: str) -> None:
    response = _App()("PUT", "/shapes/a", '{"shape":"circle","radius":3}', headers={"if-match": tag})
    assert response["headers"]["etag"] == '"4"'


def test_nothing_to_say_is_said_with_204() -> None:
    response = _App()("DELETE", "/shapes/a", headers={"if-match": '"1"'})
    assert (response["statusCode"], response["body"]) == (204, "")


@pytest.mark.parametrize(
    ("query", "fields"), [({"limit": "0"}, ["limit"]), ({"limit": "ten"}, ["limit"]), ({"page": "2"}, ["page"])]
)
def test_a_bad_query_names_the_parameter(query: dict[str, str], fields: list[str]) -> None:
    assert _problem(_App()("GET", "/shapes", query=query)) == (422, "invalid", fields)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (None, (401, "unauthenticated", [])),
        ({**_THERAPIST, "token_use": "access"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "iss": "https://pool.example/p2"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "iss": "https://pool.example/p1/"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "aud": "app-2"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "aud": "[app-1 app-2]"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "exp": str(int(NOON.timestamp()))}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "exp": "never"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "exp": "nan"}, (401, "unauthenticated", [])),
        ({key: value for key, value in _THERAPIST.items() if key != "exp"}, (401, "unauthenticated", [])),
        ({key: value for key, value in _THERAPIST.items() if key != "iss"}, (401, "unauthenticated", [])),
        ({key: value for key, value in _THERAPIST.items() if key != "aud"}, (401, "unauthenticated", [])),
        ({**_THERAPIST, "custom:practice": ""}, (403, "forbidden", [])),
        ({**_THERAPIST, "custom:practice": "p1#USER"}, (403, "forbidden", [])),
        ({**_THERAPIST, "custom:practice": "p 1"}, (403, "forbidden", [])),
        ({**_THERAPIST, "custom:practice": "p1\n"}, (403, "forbidden", [])),
        ({**_THERAPIST, "custom:practice": "p" * 65}, (403, "forbidden", [])),
        ({**_THERAPIST, "cognito:groups": ""}, (403, "forbidden", [])),
        ({**_THERAPIST, "cognito:groups": "[wizard]"}, (403, "forbidden", [])),
        ({**_THERAPIST, "cognito:groups": "[client]"}, (403, "forbidden", [])),
    ],
)
def test_a_caller_without_the_role_is_refused(claims: Any, expected: tuple[int, str, list[str]]) -> None:  # noqa: ANN401 - claims
    assert _problem(_App()("GET", "/shapes", claims=claims)) == expected


@pytest.mark.parametrize("seconds", [1, 3600])
@pytest.mark.parametrize("written", [str, int, lambda number: f"{number:e}"])
def test_a_token_counts_until_it_expires_however_the_gateway_writes_the_time(seconds: int, written: Any) -> None:  # noqa: ANN401 - a function
    exp = written(int(NOON.timestamp()) + seconds * 1000)
    assert _App()("GET", "/shapes", claims={**_THERAPIST, "exp": exp})["statusCode"] == 200


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/shapes", 200), ("GET", "/nowhere", 404), ("POST", "/shapes", 400)]
)
def test_every_answer_tells_a_browser_to_keep_frame_run_and_guess_nothing(method: str, path: str, status: int) -> None:
    response = _App()(method, path)
    headers = response["headers"]
    assert response["statusCode"] == status
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("sign", ["\n", "\r", "\x00", "\x1b", "\u2028", "\u200b"])
def test_an_address_with_a_sign_that_prints_nothing_leads_nowhere(sign: str) -> None:
    app = _App()
    assert app("GET", "/shapes/a")["statusCode"] == 200
    for path in (f"/shapes/a{sign}", f"/shapes{sign}/a", f"/shapes{sign}"):
        assert _problem(app("GET", path)) == (404, "not-found", [])


def test_half_a_surrogate_pair_is_no_json() -> None:
    assert _problem(_App()("POST", "/shapes", '{"shape":"\ud800"}', headers=_KEY)) == (400, "malformed", ["/"])


@pytest.mark.parametrize(
    "groups", ["[client therapist]", '["client","therapist"]', ["client", "therapist"], "therapist"]
)
def test_groups_are_read_however_the_gateway_writes_them(groups: Any) -> None:  # noqa: ANN401 - claims
    assert _App()("GET", "/shapes", claims={**_THERAPIST, "cognito:groups": groups})["statusCode"] == 200


def test_an_impossible_id_an_unknown_address_and_an_unknown_thing_get_the_same_bytes() -> None:
    app = _App()
    first, second = app("GET", "/shapes/a%20b"), app("GET", "/nowhere")
    assert first["statusCode"] == 404
    assert (first["body"], first["headers"]) == (second["body"], second["headers"])


@pytest.mark.parametrize(
    ("thing", "expected", "code"),
    [
        ("closed", (409, "journey-closed", []), None),
        ("throttled", (503, "busy", []), "KN003"),
        ("keyless", (503, "busy", []), "KN003"),
        ("slow", (503, "busy", []), "KN003"),
        ("denied", (500, "unexpected", []), "KN002"),
        ("broken", (500, "unexpected", []), "KN002"),
    ],
)
def test_every_failure_has_its_answer_and_its_log_code(
    thing: str, expected: tuple[int, str, list[str]], code: str | None
) -> None:
    app = _App()
    response = app("GET", f"/shapes/{thing}")
    assert _problem(response) == expected
    assert [json.loads(line)["code"] for line in app.lines] == ([code] if code else []) + ["KN001"]
    assert "canary" not in "".join(app.lines) + response["body"]


def test_the_document_states_each_route_with_its_models_and_problems() -> None:
    found = json.loads(document("Shapes", "1.0.0", _ROUTES))
    assert found["openapi"].startswith("3.1")
    post = found["paths"]["/shapes"]["post"]
    assert post["requestBody"]["content"]["application/json"]["schema"]["discriminator"]["propertyName"] == "shape"
    assert {"201", "400", "401", "403", "404", "409", "422", "503"} <= set(post["responses"])
    assert [given["name"].lower() for given in post["parameters"]] == ["idempotency-key"]
    assert found["security"] == [{"idToken": []}]
    assert "412" in found["paths"]["/shapes/{thing}"]["put"]["responses"]
    assert "422" not in found["paths"]["/shapes/{thing}"]["get"]["responses"]
    assert "HTTPValidationError" not in json.dumps(found)
