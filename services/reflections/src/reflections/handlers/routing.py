"""How this service's routes are made, and the one place where what the domain refuses becomes a response."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from kernel.problem import FieldError, conflict, invalid
from kernel.routes import Reply, Request, Route
from reflections.domain.refusals import RefusedStepError, WrongFieldError
from reflections.handlers.policy import POLICY

UseCase = Callable[[Request], Reply]


def _answering(use_case: UseCase) -> UseCase:
    def answer(request: Request) -> Reply:
        try:
            return use_case(request)
        except RefusedStepError as error:
            raise conflict(error.kind, error.title, error.detail) from None
        except WrongFieldError as error:
            raise invalid(*(FieldError(field, detail) for field, detail in error.findings)) from None

    return answer


def made(
    path: str,
    use_case: UseCase,
    summary: str,
    body: Any,  # noqa: ANN401 - a model or an annotated union of models
    reply: type[BaseModel],
    *,
    status: int = 201,
) -> Route:
    """Route a POST that makes something, once for each ``Idempotency-Key``."""
    return POLICY.route("POST", path, _answering(use_case), summary, reply=reply, body=body, status=status)


def asked(  # noqa: PLR0917 - the same
    path: str,
    use_case: UseCase,
    summary: str,
    body: type[BaseModel],
    reply: type[BaseModel],
    query: type[BaseModel] | None = None,
    *media_types: str,
) -> Route:
    """Route a POST that stores nothing: what it answers, or is asked with, must stand in no history and no cache."""
    answer = _answering(use_case)
    return POLICY.route(
        "POST", path, answer, summary, reply=reply, body=body, query=query, media_types=media_types, storing=False
    )


def changed(  # noqa: PLR0917 - the same
    method: str,
    path: str,
    use_case: UseCase,
    summary: str,
    body: type[BaseModel] | None = None,
    reply: type[BaseModel] | None = None,
    *,
    versioned: bool = True,
    query: type[BaseModel] | None = None,
) -> Route:
    """Route a change of what is there, upon the version that ``If-Match`` names."""
    status = 204 if reply is None else 200
    answer = _answering(use_case)
    return POLICY.route(
        method,
        path,
        answer,
        summary,
        reply=reply,
        body=body,
        query=query,
        status=status,
        versioned=versioned,
    )


def read(
    path: str,
    use_case: UseCase,
    summary: str,
    reply: type[BaseModel],
    query: type[BaseModel] | None = None,
    *media_types: str,
) -> Route:
    """Route a GET, which may answer in other media types than JSON too."""
    answer = _answering(use_case)
    return POLICY.route("GET", path, answer, summary, reply=reply, query=query, media_types=media_types)
