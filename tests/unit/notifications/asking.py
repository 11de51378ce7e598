"""Asks the service over HTTP, as API Gateway would, with fakes behind it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kernel.http import http_app
from notifications.handlers.routes import routes
from unit.kernel.fakes import OF_POOL, POOL
from unit.notifications.fakes import Desk
from unit.notifications.making import JOURNEY


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    etag: str | None
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def problem(self) -> str:
        """The last part of the problem's type."""
        return str(self.body["type"]).rpartition(":")[2]


def ask(  # noqa: PLR0913 - a request has that many parts, all by name
    desk: Desk,
    method: str,
    path: str,
    body: Any = None,  # noqa: ANN401 - any JSON
    *,
    sub: str = "therapist-1",
    role: str = "therapist",
    practice: str = JOURNEY.practice,
    key: str | None = "key-1",
    version: str | None = None,
    query: dict[str, str] | None = None,
    claims: dict[str, str] | None = None,
    languages: str | None = None,
) -> Answer:
    """Send one request as somebody."""
    headers = {"idempotency-key": key, "if-match": version, "accept-language": languages}
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": "",
        "queryStringParameters": query,
        "headers": {name: value for name, value in headers.items() if value is not None},
        "requestContext": {
            "http": {"method": method, "path": path},
            "stage": "$default",
            "authorizer": {
                "jwt": {
                    "claims": {
                        "sub": sub,
                        **OF_POOL,
                        "custom:practice": practice,
                        "cognito:groups": f"[{role}]",
                        "email": "c@example.org",
                        "email_verified": "true",
                        **(claims or {}),
                    }
                }
            },
        },
        "body": body if body is None or isinstance(body, str) else json.dumps(body),
        "isBase64Encoded": False,
    }
    served = routes(
        *(desk.celebrations, desk.inbox, desk.preferences, desk.texts, desk.clock, desk.log),
        desk.push,
        desk.standing,
        desk.links,
        desk.templates,
        desk.journeys,
        desk.traces,
        desk.contacts,
    )
    response = http_app(served, desk.clock, desk.log, pool=POOL)(event, None)
    text = response.get("body")
    found = {name.lower(): str(value) for name, value in response["headers"].items()}
    told = json.loads(text) if text and "json" in found["content-type"] else text or None
    return Answer(response["statusCode"], told, found.get("etag"), found)
