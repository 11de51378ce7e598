"""The user pool whose tokens count: of another pool, another stage or another app, none does."""

from kernel.settings import Settings


class UserPool(Settings):
    """What an HTTP function needs to know to tell a token of its own from any other.

    Parameters
    ----------
    issuer_url : str
        The pool's issuer, as its tokens have it in ``iss``. Each stage has a pool of its own.
    user_pool_client_id : str
        The app client, as the pool's ID tokens have it in ``aud``.
    """

    issuer_url: str
    user_pool_client_id: str
