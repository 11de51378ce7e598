"""Who calls: read from the claims of the ID token that API Gateway has verified."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kernel.pool import UserPool
from kernel.problem import forbidden, unauthenticated


class Role(StrEnum):
    """What a person may be; the user pool's groups have the same names."""

    THERAPIST = "therapist"
    CLIENT = "client"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


_PRACTICE = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""It begins every partition key, where ``#`` divides the parts, and is a message group, which takes no blank."""

_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Caller:
    """The person who calls.

    Parameters
    ----------
    practice : str
        The practice (tenant) that the token states.
    sub : str
        The person's subject in the user pool.
    roles : frozenset of Role
        Every role that the token states; one person may be a therapist here and a client there.
    email : str or None
        The address, where the pool has verified it.
    reaches : frozenset of str
        The relations in which the route lets this caller reach what it is about, by the caller's roles and the route's
        row of the policy; none until the route is known.
    """

    practice: str
    sub: str
    roles: frozenset[Role]
    email: str | None = None
    reaches: frozenset[str] = field(default=frozenset())


def _words(value: object) -> list[str]:
    """Read a list claim: API Gateway flattens ``["a","b"]`` to ``[a b]``, others keep a list or JSON text."""
    if isinstance(value, list | tuple):
        return [str(word) for word in value]
    return str(value or "").strip("[]").replace('"', "").replace(",", " ").split()


def _holds(claims: Mapping[str, Any], pool: UserPool, now: datetime) -> bool:
    """Tell whether claims are an ID token's of this pool, for this app, and not expired (OpenID Connect Core, 3.1.3.7).

    API Gateway has checked the signature, and all of this but ``token_use``: an access token of the pool passes there.
    """
    try:
        # API Gateway hands numbers on as text.
        alive = float(str(claims["exp"])) > now.timestamp()
    except (KeyError, ValueError):
        return False
    return (
        alive
        and claims.get("token_use") == "id"
        and claims.get("iss") == pool.issuer_url
        and claims.get("aud") == pool.user_pool_client_id
    )


def caller_of(event: Mapping[str, Any], pool: UserPool, now: datetime) -> Caller:
    """Read the caller from an HTTP API event (payload format 2.0, JWT authorizer).

    Parameters
    ----------
    event : mapping
        The event that Lambda got.
    pool : UserPool
        Whose tokens count.
    now : datetime
        The time.

    Returns
    -------
    Caller
        The caller.

    Raises
    ------
    Problem
        401 where no verified claims of an ID token of this pool, for this app and not expired, name a subject; 403
        where the token states no role, or no practice of the shape that a partition key can begin with.
    """
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims") or {}
    sub = claims.get("sub")
    if not sub or not _holds(claims, pool, now):
        raise unauthenticated()
    practice = str(claims.get("custom:practice") or "")
    roles = frozenset(_ROLES[word] for word in _words(claims.get("cognito:groups")) if word in _ROLES)
    if not _PRACTICE.fullmatch(practice) or not roles:
        raise forbidden("Your account has no practice or no role yet; ask your practice's admin.")
    verified = str(claims.get("email_verified", "")).lower() == "true"
    return Caller(practice=practice, sub=sub, roles=roles, email=claims.get("email") if verified else None)
