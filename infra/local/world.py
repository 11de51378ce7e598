"""A deployed system, seen from outside: its people, their tokens, its addresses, the mail it sent."""

from __future__ import annotations

import base64
import json
import time
from threading import Lock
from typing import Any

import httpx

from local.client import Voice
from local.cloud import Cloud
from local.people import Person
from local.place import Place
from local.seed import sign_in

SERVICES = ("reflections", "milestones", "notifications")
_TOKEN_SECONDS = 45 * 60
_TIMEOUT = httpx.Timeout(60.0, connect=5.0)


class World:
    """The running system.

    Parameters
    ----------
    place : Place
        Where it runs.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.cloud = Cloud(place)
        self.http = httpx.Client(timeout=_TIMEOUT, trust_env=False, limits=httpx.Limits(max_connections=32))
        self.addresses = {service: self._address(service) for service in SERVICES}
        self._tokens: dict[str, tuple[float, str]] = {}
        self._lock = Lock()

    def _address(self, service: str) -> str:
        """Turn the API's own URL into one that needs no DNS: the emulator takes the API's id as part of the path."""
        url = self.cloud.parameter(service, "api", "url")
        api = url.partition("://")[2].partition(".")[0]
        return f"{self.place.url}/_aws/execute-api/{api}/$default"

    def token(self, person: Person) -> str:
        """Give a token that is still good.

        Parameters
        ----------
        person : Person
            Whose.

        Returns
        -------
        str
            The ID token.
        """
        with self._lock:
            taken, token = self._tokens.get(person.email, (0.0, ""))
            if not token or time.monotonic() - taken > _TOKEN_SECONDS:
                token = sign_in(self.cloud, person)
                self._tokens[person.email] = (time.monotonic(), token)
            return token

    def voice(self, person: Person | None) -> Voice:
        """Let a person speak.

        Parameters
        ----------
        person : Person, optional
            Who; None for somebody who has not signed in.

        Returns
        -------
        Voice
            Signed in.
        """
        return Voice(self.http, self.addresses, lambda: self.token(person) if person else None)

    def subject(self, person: Person) -> str:
        """Read a person's subject out of the token that the user pool gives.

        Parameters
        ----------
        person : Person
            Whose.

        Returns
        -------
        str
            The identifier by which others name them.
        """
        claims = self.token(person).split(".")[1]
        sub: str = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
        return sub

    def mail(self) -> list[dict[str, Any]]:
        """List the e-mails that the emulator's SES has taken.

        Returns
        -------
        list[dict]
            Oldest first: To, Subject, BodyText, BodyHtml.
        """
        messages = self.http.get(f"{self.place.url}/_ministack/ses/messages").json()["messages"]
        return [message for account in messages.values() for message in account]

    def close(self) -> None:
        """Close the connections."""
        self.http.close()
