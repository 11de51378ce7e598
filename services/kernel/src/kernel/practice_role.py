"""Credentials of one practice: what they sign reaches the partitions of that practice, whatever the code asks for."""

import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from botocore.credentials import Credentials

_SECONDS = 3600
"""The longest session that a role which was itself assumed, as a function's is, may ask for."""
_SPARE = 600
_MOST = 50
"""Practices whose credentials one process keeps; the one asked for first goes first."""


class SecurityTokens(Protocol):
    """The part of the STS client that is used here."""

    def assume_role(self, **given: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as botocore has it
        """Give temporary credentials."""
        ...


class UnservedError(Exception):
    """A store was called before it was said for which practice."""


class PracticeRole:
    """Signs the calls of a function's clients as its role for the practice that is served.

    The role's policy denies every leading key that does not begin with the session's tag ``practice``. One call of STS
    for each practice in each process and 50 minutes; none beyond that.

    Parameters
    ----------
    sts : SecurityTokens
        The client, with the function's own credentials.
    role : str
        The ARN of the role that reaches the stores.
    session : str
        What the session is called in the trail of the account, for example ``reflections``.
    now : callable
        Gives seconds; of a wall clock, because a process may be frozen between two requests.
    """

    def __init__(self, sts: SecurityTokens, role: str, session: str, now: Callable[[], float] = time.time) -> None:
        self._sts, self._role, self._session, self._now = sts, role, session, now
        self._held: dict[str, tuple[float, Credentials]] = {}
        self._served: Credentials | None = None

    def serve(self, practice: str) -> None:
        """Sign what follows for a practice.

        Parameters
        ----------
        practice : str
            Of the caller's token, never of what the caller sent.

        Raises
        ------
        ClientError
            Where STS gives no credentials; then nothing is signed at all.
        """
        self._served = None
        until, credentials = self._held.get(practice, (0.0, None))
        if credentials is None or until <= self._now():
            credentials = self._assumed(practice)
        self._served = credentials

    def _assumed(self, practice: str) -> Credentials:
        begun = self._now()
        given = self._sts.assume_role(
            RoleArn=self._role,
            RoleSessionName=self._session,
            DurationSeconds=_SECONDS,
            Tags=[{"Key": "practice", "Value": practice}],
        )["Credentials"]
        credentials = Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
        self._held.pop(practice, None)
        while len(self._held) >= _MOST:
            del self._held[next(iter(self._held))]
        self._held[practice] = begun + _SECONDS - _SPARE, credentials
        return credentials

    def guard(self, client: Any) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        """Let a client sign with these credentials and no others.

        Parameters
        ----------
        client : Any
            As botocore made it.

        Returns
        -------
        Any
            The same.
        """
        client.meta.events.register("before-sign", self._sign)
        return client

    def _sign(self, request: Any, **_: Any) -> None:  # noqa: ANN401 - as botocore has it
        if self._served is None:
            raise UnservedError
        request.context.setdefault("signing", {})["request_credentials"] = self._served
