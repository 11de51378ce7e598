"""Problem details (RFC 9457): every error that a caller gets, with what was wrong and what would be right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

_TYPES = "urn:quietcheer:problem:"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that is not as it must be.

    Parameters
    ----------
    field : str
        JSON pointer into the body (``/items/8``), or the name of a header, a query or a path parameter.
    detail : str
        What would be right. Never the value that was sent.
    """

    field: str
    detail: str


@dataclass
class Problem(Exception):
    """An error to be told to the caller.

    Parameters
    ----------
    status : int
        The HTTP status.
    kind : str
        The stable last part of the problem's ``type``.
    title : str
        The same words for every occurrence of the kind.
    detail : str
        What happened here and how to go on; never a value that the caller sent.
    errors : sequence of FieldError
        Which fields, where fields are to blame.
    headers : mapping
        Response headers that go with it.
    """

    status: int
    kind: str
    title: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return the problem as the JSON document of RFC 9457."""
        document: dict[str, Any] = {
            "type": _TYPES + self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            document["errors"] = [{"field": error.field, "detail": error.detail} for error in self.errors]
        return document


def malformed(detail: str, *errors: FieldError) -> Problem:
    """Refuse a request that cannot be read: a body that is no JSON, a header that is missing or misshapen (400)."""
    return Problem(HTTPStatus.BAD_REQUEST, "malformed", "The request cannot be read", detail, errors)


def unauthenticated() -> Problem:
    """Refuse a caller whose token names nobody (401)."""
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        "unauthenticated",
        "Sign in first",
        "Send the ID token of a signed-in person as bearer token.",
    )


def forbidden(detail: str) -> Problem:
    """Refuse a caller whose role has no such right anywhere (403); says nothing of any one thing."""
    return Problem(HTTPStatus.FORBIDDEN, "forbidden", "Not for this role", detail)


def not_found() -> Problem:
    """Say the one answer for "not yours" and for "not there" (404): the same bytes always."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        "not-found",
        "Nothing here for you",
        "There is nothing at this address that you can reach.",
    )


def conflict(kind: str, title: str, detail: str) -> Problem:
    """Refuse a step that the present state does not allow (409).

    Parameters
    ----------
    kind : str
        The stable last part of the problem's type, for example ``journey-closed``.
    title : str
        The same words for every occurrence of the kind.
    detail : str
        The present state and what is possible from here.
    """
    return Problem(HTTPStatus.CONFLICT, kind, title, detail)


def stale() -> Problem:
    """Refuse a change made upon an outdated version (412)."""
    return Problem(
        HTTPStatus.PRECONDITION_FAILED,
        "stale-version",
        "It has changed meanwhile",
        "Read it again and send the ETag that you get as If-Match.",
        (FieldError("If-Match", "the ETag of the present version"),),
    )


def precondition_required() -> Problem:
    """Ask for the version that a change is made upon (428)."""
    return Problem(
        HTTPStatus.PRECONDITION_REQUIRED,
        "version-required",
        "Say which version you change",
        "Send the ETag that you got when you read it as If-Match.",
        (FieldError("If-Match", "the ETag of the version you read"),),
    )


def invalid(*errors: FieldError) -> Problem:
    """Refuse content that can be read but is not as it must be (422), naming each field."""
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid",
        "Some fields are not as they must be",
        "Nothing was stored. Mend the fields named in errors and send it again.",
        errors,
    )


def key_reused() -> Problem:
    """Refuse an Idempotency-Key that came with another request before (422)."""
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "key-reused",
        "This Idempotency-Key belongs to another request",
        "Nothing was stored. Use a new key for a new request; repeat a request with its own key and body.",
        (FieldError("Idempotency-Key", "a key not used before"),),
    )


def busy() -> Problem:
    """Ask the caller to come again: a store is throttled or slow (503); repeating with the same key is safe."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "busy",
        "Please try again shortly",
        "Send the same request with the same Idempotency-Key again; it will not be done twice.",
        headers={"retry-after": "2"},
    )


def too_fast(seconds: int) -> Problem:
    """Hold a caller who sends more than one person can mean (429).

    Parameters
    ----------
    seconds : int
        After how many the next request is answered.
    """
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-fast",
        "Too many requests at once",
        "Nothing was done. Wait as many seconds as Retry-After says, then send the same request again.",
        headers={"retry-after": str(seconds)},
    )


def unexpected() -> Problem:
    """Admit a fault of ours (500) without any detail of it."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "unexpected",
        "Something went wrong on our side",
        "Send the same request with the same Idempotency-Key again; it will not be done twice.",
    )
