"""AWS clients: one session in a process, one client for each use, short timeouts."""

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from boto3.session import Session

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=4,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
)


@cache
def _session() -> "Session":
    return boto3.session.Session()


def client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time; each adapter states the type it takes
    """Make a client.

    Parameters
    ----------
    service : str
        As boto3 names it, for example ``dynamodb``.

    Returns
    -------
    Any
        The client; at most three attempts a call, 1 s to connect and 4 s to answer.
    """
    return _session().client(service, config=_CONFIG)  # type: ignore[call-overload]
