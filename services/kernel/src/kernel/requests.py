"""Reads an HTTP API event into a `Request`, or says which field is wrong and what would be right."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kernel.caller import Caller
from kernel.problem import FieldError, forbidden, invalid, malformed, not_found, precondition_required
from kernel.routes import Request, Route

_PREFIX = "Value error, "
"""What pydantic puts before our own validators' words."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_ETAG = re.compile(r'(?:W/)?"?(0|[1-9]\d{0,9})"?')
_ID = re.compile(r"[A-Za-z0-9._-]{1,80}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,400}")
ANYBODY = Caller(practice="", sub="", roles=frozenset())
"""Whoever has the address of a route that knows no caller."""

_NAME = re.compile(r"[A-Za-z_][\w-]{0,40}", re.ASCII)

# Pydantic's own words for these kinds of error would repeat what the caller sent.
_OWN_WORDS = {
    "union_tag_invalid": "one of {expected_tags}",
    "union_tag_not_found": "a value that tells which form this is",
    "extra_forbidden": "no such field here; leave it out",
    "json_invalid": "valid JSON",
    "missing": "required",
}


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a model or an annotated union of models
    return TypeAdapter(model)


def _pointer(location: tuple[int | str, ...]) -> str:
    """Write a JSON pointer; a name that nobody here defined may be anything, so only a plain one is repeated."""
    return (
        "".join(f"/{part if isinstance(part, int) or _NAME.fullmatch(part) else '(field)'}" for part in location) or "/"
    )


def field_errors(error: ValidationError) -> list[FieldError]:
    """Say of each field what would be right, without repeating any value.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.

    Returns
    -------
    list of FieldError
        One for each finding.
    """
    found = []
    for finding in error.errors(include_url=False, include_input=False):
        words, facts = _OWN_WORDS.get(finding["type"]), finding.get("ctx", {})
        place = finding["loc"]
        if finding["type"].startswith("union_tag"):
            place = (*place, str(facts["discriminator"]).strip("'"))
        detail = words.format(**facts) if words else finding["msg"].removeprefix(_PREFIX)
        found.append(FieldError(_pointer(place), detail))
    return found


def _within_form(found: FieldError) -> FieldError:
    """Leave out of a pointer which form of a union was read: the caller's JSON has no such level."""
    head, _, rest = found.field.lstrip("/").partition("/")
    return FieldError(f"/{rest}" if rest else f"/{head}", found.detail)


def body_in(route: Route, raw: bytes) -> Any:  # noqa: ANN401 - an instance of the route's model
    """Read a body once, straight from its bytes.

    Parameters
    ----------
    route : Route
        The endpoint that it is for, which takes a body.
    raw : bytes
        JSON.

    Returns
    -------
    Any
        An instance of the route's ``body`` model.

    Raises
    ------
    Problem
        400 where it is too large or no JSON; 422 where fields are not as they must be.
    """
    if len(raw) > route.most_bytes:
        raise malformed("The body is too large.", FieldError("/", f"at most {route.most_bytes} bytes"))
    try:
        return _validated(route, raw)
    except ValidationError as error:
        errors = field_errors(error)
        if not isinstance(route.body, type):
            errors = [_within_form(found) for found in errors]
        if _is_no_json(error):
            raise malformed("The body is no JSON.", *errors) from None
        raise invalid(*errors) from None


def _validated(route: Route, raw: bytes) -> Any:  # noqa: ANN401 - an instance of the route's model
    adapter = _adapter(route.body)
    try:
        return adapter.validate_json(raw)
    except ValidationError as error:
        if not (route.lenient and _is_no_json(error)):
            raise
        try:
            # Python's reader takes half a surrogate pair, which pydantic's refuses together with all around it.
            document = json.loads(raw.decode())
        except (ValueError, RecursionError):
            raise error from None
        return adapter.validate_python(document)


def _is_no_json(error: ValidationError) -> bool:
    return error.errors(include_url=False, include_input=False, include_context=False)[0]["type"] == "json_invalid"


def _body_of(route: Route, event: Mapping[str, Any]) -> tuple[Any, bytes]:
    text = event.get("body") or ""
    raw = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode(errors="surrogatepass")
    if route.body is None:
        return None, raw
    return body_in(route, raw if raw or not route.bodiless else b"{}"), raw


def _query_of(route: Route, event: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an instance of the route's model
    if route.query is None:
        return None
    try:
        return route.query.model_validate(event.get("queryStringParameters") or {})
    except ValidationError as error:
        raise invalid(*(FieldError(found.field.lstrip("/"), found.detail) for found in field_errors(error))) from None


def _key_of(route: Route, headers: Mapping[str, str]) -> str:
    key = headers.get("idempotency-key", "")
    if route.keyed and not _KEY.fullmatch(key):
        wanted = FieldError(
            "Idempotency-Key", "1 to 255 visible ASCII characters, new for each new request, for example a UUID"
        )
        raise malformed("Every POST needs an Idempotency-Key.", wanted)
    return key


def _version_of(route: Route, headers: Mapping[str, str]) -> int:
    if not route.versioned:
        return 0
    tag = headers.get("if-match")
    if tag is None:
        raise precondition_required()
    matched = _ETAG.fullmatch(tag.strip())
    if matched is None:
        raise malformed("If-Match cannot be read.", FieldError("If-Match", 'the ETag as you got it, for example "3"'))
    return int(matched[1])


def permitted(route: Route, caller: Caller) -> Caller:
    """Say what a caller reaches by a route.

    Parameters
    ----------
    route : Route
        The endpoint, with its row of the policy.
    caller : Caller
        The caller.

    Returns
    -------
    Caller
        The same, with the relations that the row names for the caller's roles.

    Raises
    ------
    Problem
        403 where the caller has none of the roles that the route is for.
    """
    roles = caller.roles & route.allows.keys()
    if not roles:
        raise forbidden(f"This is for: {', '.join(sorted(route.allows))}.")
    return replace(caller, reaches=frozenset(relation for role in roles for relation in route.allows[role]))


def read_request(
    route: Route, event: Mapping[str, Any], path: Mapping[str, str], correlation: str, caller: Caller
) -> Request:
    """Read a request.

    Parameters
    ----------
    route : Route
        The endpoint that was matched.
    event : mapping
        The HTTP API event, payload format 2.0.
    path : mapping
        The path parameters.
    correlation : str
        The request's correlation identifier.
    caller : Caller
        Who calls, with what the route lets them reach.

    Returns
    -------
    Request
        Well-formed; whether the caller may reach what it names is still open.

    Raises
    ------
    Problem
        404 for an identifier of impossible shape; 400, 422 or 428 for headers, query and body.
    """
    shape = _TOKEN if route.unsigned else _ID
    if not all(shape.fullmatch(value) for value in path.values()):
        raise not_found()
    headers = event.get("headers") or {}
    key, version = _key_of(route, headers), _version_of(route, headers)
    body, raw = _body_of(route, event)
    return Request(
        caller=caller,
        path=path,
        body=body,
        query=_query_of(route, event),
        raw=raw,
        route=route.address(path),
        key=key,
        version=version,
        correlation=correlation,
        languages=headers.get("accept-language", ""),
    )
