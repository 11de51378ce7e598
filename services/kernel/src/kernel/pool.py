"""The user pool whose tokens count, and how fast one of its people may go."""

from pydantic import Field

from kernel.settings import Settings


class UserPool(Settings):
    """What an HTTP function needs to tell a token of its own from any other, and to hold whoever sends too much.

    Parameters
    ----------
    issuer_url : str
        The pool's issuer, as its tokens have it in ``iss``. Each stage has a pool of its own.
    user_pool_client_id : str
        The app client, as the pool's ID tokens have it in ``aud``.
    requests_at_once : int
        How many requests a caller may send to one process without a pause.
    requests_a_second : float
        How many more each second.
    """

    issuer_url: str
    user_pool_client_id: str
    requests_at_once: int = Field(default=60, ge=1)
    requests_a_second: float = Field(default=10, gt=0)
