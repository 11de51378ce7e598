"""Speak to the services as a person's app does: HTTP, JSON, a token, an idempotency key."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from local.stopping import CannotGoOnError

_MILESTONES = {"milestones", "course", "alerts", "alert-settings", "caseload"}
_INSTRUMENTS, _RULES = "instruments", "rules"
_NOTIFICATIONS = (
    "celebrations",
    "cheer-check",
    "devices",
    "inbox",
    "preferences",
    "safety-contact",
    "second-for",
    "standing-cheers",
    "templates",
    "unsubscribe",
)
_SERVICES = ("reflections", "milestones", "notifications")
_ERRORS_FROM = 400


def addressed(path: str) -> tuple[str, str]:
    """Tell which service answers a path, and by what path that service knows it.

    Parameters
    ----------
    path : str
        For example ``/journeys/1/milestones``. What several services have is told apart by a service's name in front,
        as one host name for all of them does it: ``/milestones/journeys/1/access-log``.

    Returns
    -------
    tuple of str and str
        The service, and the path without its name.
    """
    first, _, rest = path.removeprefix("/").partition("/")
    if first in _SERVICES and rest.startswith("journeys/"):
        return first, f"/{rest}"
    return service_of(path), path


def service_of(path: str) -> str:
    """Tell which service answers a path.

    Parameters
    ----------
    path : str
        For example ``/journeys/1/milestones``.

    Returns
    -------
    str
        reflections, milestones or notifications.
    """
    parts = path.partition("?")[0].strip("/").split("/")
    # All that can be filled in is listed by reflections; one instrument, with its thresholds, is known to milestones.
    if _MILESTONES & set(parts) or parts[0] == _RULES or (parts[0] == _INSTRUMENTS and len(parts) > 1):
        return "milestones"
    return "notifications" if parts[0] in _NOTIFICATIONS else "reflections"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said.

    Parameters
    ----------
    status : int
        HTTP status.
    body : Any
        The JSON, or None where there was none.
    kind : str
        Media type.
    version : str, optional
        The ETag, as it came.
    """

    status: int
    body: Any
    kind: str = "application/json"
    version: str | None = None


@dataclass(slots=True)
class Voice:
    """One signed-in person.

    Parameters
    ----------
    http : httpx.Client
        Connection pool.
    addresses : Mapping[str, str]
        Base URL by service.
    token : Callable
        Gives a valid ID token; None for somebody who has not signed in.
    """

    http: httpx.Client
    addresses: Mapping[str, str]
    token: Callable[[], str | None]
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401 - any JSON
        *,
        key: str | None = None,
        version: str | None = None,
        raw: bytes | None = None,
    ) -> Answer:
        """Send one request, whatever comes of it.

        Parameters
        ----------
        method, path : str
            What to ask.
        body : Any
            JSON to send.
        key : str, optional
            Idempotency key.
        version : str, optional
            For If-Match, as an ETag.
        raw : bytes, optional
            A body to send as it is, instead of JSON.

        Returns
        -------
        Answer
            Status and body.
        """
        headers = dict(self.headers)
        token = self.token()
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if key is not None:
            headers["Idempotency-Key"] = key
        if version is not None:
            headers["If-Match"] = version
        service, known_as = addressed(path)
        url = self.addresses[service] + known_as
        if raw is not None:
            answer = self.http.request(
                method, url, content=raw, headers={**headers, "Content-Type": "application/json"}
            )
        elif body is not None:
            answer = self.http.request(method, url, json=body, headers=headers)
        else:
            answer = self.http.request(method, url, headers=headers)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        return Answer(answer.status_code, _json(answer), kind, answer.headers.get("etag"))

    def told(
        self,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401 - any JSON
        *,
        version: str | None = None,
        key: str | None = None,
    ) -> Answer:
        """Send a request that must succeed.

        Parameters
        ----------
        method, path, body, version
            As in `ask`.
        key : str, optional
            Idempotency key; a POST gets a fresh one where none is given.

        Returns
        -------
        Answer
            A 2xx.

        Raises
        ------
        CannotGoOnError
            When the service refuses or cannot be reached.
        """
        key = key or (uuid.uuid4().hex if method == "POST" else None)
        try:
            answer = self.ask(method, path, body, key=key, version=version)
        except httpx.HTTPError as error:
            raise CannotGoOnError(f"{method} {path} did not get through: {type(error).__name__} {error}") from error
        if answer.status >= _ERRORS_FROM:
            said = answer.body if isinstance(answer.body, dict) else {}
            reason = said.get("detail") or said.get("title") or said.get("message") or answer.body
            raise CannotGoOnError(
                f"{method} {path} was refused with {answer.status}: {reason} {said.get('errors', '')}"
            )
        return answer

    def get(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Read something that must be there.

        Parameters
        ----------
        path : str
            What to read.

        Returns
        -------
        Any
            The JSON.
        """
        return self.told("GET", path).body

    def post(self, path: str, body: Any, *, version: str | None = None, key: str | None = None) -> Any:  # noqa: ANN401
        """Post something that must be taken.

        Parameters
        ----------
        path, body, version, key
            As in `told`.

        Returns
        -------
        Any
            The JSON of the answer.
        """
        return self.told("POST", path, body, version=version, key=key).body


def _json(answer: httpx.Response) -> Any:  # noqa: ANN401 - any JSON
    try:
        return answer.json() if answer.content else None
    except ValueError:
        return answer.text
