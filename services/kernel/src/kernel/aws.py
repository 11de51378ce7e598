"""AWS clients: one session in a process, one client for each use, short timeouts.

Made by botocore itself: boto3 would add its resources and S3 transfers to each cold start, and no client differs.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from botocore.session import Session

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=4,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
    # Adapters build their parameters from typed values, and tests on moto have them checked: not at each call again.
    parameter_validation=False,
    # A name of our own is written as it is; botocore puts its own together for each request, an eighth of its CPU.
    user_agent="quiet-cheer",
)


@cache
def _session() -> "Session":
    return botocore.session.get_session()


def client(service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time; each adapter states the type it takes
    """Make a client.

    Parameters
    ----------
    service : str
        As botocore names it, for example ``dynamodb``.

    Returns
    -------
    Any
        The client; at most three attempts a call, 1 s to connect and 4 s to answer.
    """
    return _session().create_client(service, config=_CONFIG)
