"""The OpenAPI 3.1 document of a service, generated from the very routes that serve it."""

import inspect
from collections.abc import Sequence
from json import dumps, loads
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer
from aws_lambda_powertools.event_handler.openapi.params import Body, Header, Path, Query
from pydantic import BaseModel, ConfigDict

from kernel.routes import Route


class WrongField(BaseModel):
    """A field that is not as it must be, and what would be right."""

    field: str
    detail: str


class ProblemDetails(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongField] = []


def _parameters(route: Route) -> list[inspect.Parameter]:
    """State a route's parameters as a function signature, which is what Powertools reads."""
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("<")]
    annotations: dict[str, Any] = {name: Annotated[str, Path()] for name in names}
    if route.keyed:
        annotations["idempotency_key"] = Annotated[str, Header(alias="Idempotency-Key")]
    if route.versioned:
        annotations["if_match"] = Annotated[str, Header(alias="If-Match")]
    if route.query is not None:
        for name, info in route.query.model_fields.items():
            annotations[name] = Annotated[info.annotation, Query()]
    if route.body is not None:
        annotations["body"] = Annotated[route.body, Body()]
    defaults: dict[str, Any] = {
        name: info.default for name, info in (route.query.model_fields if route.query else {}).items()
    }
    if route.bodiless:
        defaults["body"] = route.body()
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, keyword, annotation=kind, default=defaults.get(name, inspect.Parameter.empty))
        for name, kind in annotations.items()
    ]


def _described(route: Route) -> Any:  # noqa: ANN401 - a function whose signature is made here
    def endpoint(**_parameters: object) -> None:
        """Stand for the route in the document; it is never called."""

    signature = inspect.Signature(_parameters(route), return_annotation=route.reply)
    endpoint.__signature__ = signature  # type: ignore[attr-defined]
    endpoint.__annotations__ = {name: given.annotation for name, given in signature.parameters.items()}
    endpoint.__annotations__["return"] = route.reply
    endpoint.__doc__ = None
    return endpoint


def _responses(route: Route) -> Any:  # noqa: ANN401 - Powertools' own typed dictionaries
    """State success and each status that a problem may have on this route."""
    statuses = {404: "Nothing here for you", 503: "Try again shortly"}
    if not route.unsigned:
        statuses |= {401: "Not signed in", 403: "Not for this role", 429: "Too many requests at once"}
    if route.keyed or route.versioned:
        statuses |= {400: "Cannot be read", 409: "Not in this state"}
    if route.body is not None or route.query is not None:
        statuses |= {400: "Cannot be read", 422: "Fields are not as they must be"}
    if route.versioned:
        statuses |= {412: "It has changed meanwhile", 428: "If-Match is missing"}
    problem = {"application/problem+json": {"model": ProblemDetails}}
    success: dict[str, Any] = {"application/json": {"model": route.reply}} if route.reply else {}
    success |= {media_type: {"schema": {"type": "string"}} for media_type in route.media_types}
    return {route.status: {"description": "Done", "content": success}} | {
        status: {"description": words, "content": problem} for status, words in sorted(statuses.items())
    }


def document(title: str, version: str, routes: Sequence[Route]) -> str:
    """Generate the document.

    Parameters
    ----------
    title : str
        The API's title.
    version : str
        The API's version.
    routes : sequence of Route
        All endpoints of the service.

    Returns
    -------
    str
        JSON.
    """
    app = APIGatewayHttpResolver(enable_validation=True)
    for route in routes:
        parts = (route.method.lower(), *route.path.replace("<", "").replace(">", "").strip("/").split("/"))
        app.route(
            route.path,
            route.method,
            summary=route.summary,
            description=f"For: {', '.join(sorted(route.allows)) or 'whoever has the address'}.",
            operation_id="_".join(parts),
            status_code=route.status,
            responses=_responses(route),
        )(_described(route))
    text = app.get_openapi_json_schema(
        title=title,
        version=version,
        openapi_version="3.1.0",
        security_schemes={"idToken": HTTPBearer(bearerFormat="JWT", description="ID token of the user pool")},
        security=[{"idToken": []}],
    )
    return dumps(_without_sign_in(_without_foreign_answers(loads(text)), routes), ensure_ascii=False)


def _without_sign_in(document: dict[str, Any], routes: Sequence[Route]) -> dict[str, Any]:
    """Say of each route that needs no token that it needs none."""
    for route in routes:
        if route.unsigned:
            operation = document["paths"][route.path.replace("<", "{").replace(">", "}")][route.method.lower()]
            operation["security"] = []
    return document


def _without_foreign_answers(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out the validation errors that Powertools adds to every route: here a problem document answers instead."""
    for operations in document["paths"].values():
        for operation in operations.values():
            if "HTTPValidationError" in dumps(operation["responses"].get("422", {})):
                del operation["responses"]["422"]
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError", "ResponseValidationError"):
        schemas.pop(name, None)
    return document


__all__ = ["ProblemDetails", "document"]
