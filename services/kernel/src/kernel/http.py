"""The HTTP app factory: Powertools routes, the kernel reads and answers, one log line a request."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from json import dumps
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver, Response

from kernel.caller import Caller, caller_of
from kernel.clock import Clock
from kernel.failures import problem_of
from kernel.ids import uuid7
from kernel.log import Code, Log, origin
from kernel.pace import Pace
from kernel.pool import UserPool
from kernel.problem import Problem, busy, not_found
from kernel.requests import ANYBODY, permitted, read_request
from kernel.routes import Audit, Reply, Request, Route, Text

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
}
"""On every answer. What is answered is data: nothing of it is to be kept, framed, run, guessed at or told to others."""
Serve = Callable[[str], None]
"""Takes the practice that is served from here on."""


def _answered(route: Route, reply: Reply) -> Response[str]:
    headers: dict[str, str | list[str]] = {**_HEADERS}
    if reply.version is not None:
        headers["etag"] = f'"{reply.version}"'
    if reply.body is None:
        # A string all the same: what carries the answer on may not know how to write null.
        return Response(status_code=reply.status or HTTPStatus.NO_CONTENT, body="", headers=headers)
    if isinstance(reply.body, Text):
        if reply.body.next is not None:
            headers["link"] = f'<{reply.body.next}>; rel="next"'
        return Response(
            status_code=reply.status or route.status,
            content_type=reply.body.media_type,
            body=reply.body.content,
            headers={**headers, **reply.body.headers},
        )
    return Response(
        status_code=reply.status or route.status,
        content_type="application/json",
        body=reply.body.model_dump_json(),
        headers=headers,
    )


def _refused(problem: Problem) -> Response[str]:
    return Response(
        status_code=problem.status,
        content_type="application/problem+json",
        body=dumps(problem.document(), ensure_ascii=False),
        headers={**_HEADERS, **problem.headers},
    )


def _endpoint(
    app: APIGatewayHttpResolver,
    route: Route,
    clock: Clock,
    log: Log,
    audit: Audit | None,
    *,
    pool: UserPool,
    pace: Pace,
    serve: Serve | None,
) -> Callable[..., Response[str]]:
    """Make the function that Powertools calls for a route."""

    def admitted(event: Mapping[str, Any], now: datetime) -> Caller:
        caller = permitted(route, caller_of(event, pool, now))
        refusal = pace.refusal(caller.sub)
        if refusal is not None:
            raise refusal
        return caller

    def endpoint(**path: str) -> Response[str]:
        begun = time.perf_counter()
        now = clock.now()
        correlation = uuid7(now)
        problem: Problem | None = None
        try:
            event = app.current_event.raw_event
            caller = ANYBODY if route.unsigned else admitted(event, now)
            request = read_request(route, event, path, correlation, caller)
            if serve is not None and not route.unsigned:
                serve(request.caller.practice)
            reply = route.answer(request)
            if audit is not None:
                _logged(audit, route, request, reply, log)
            response = _answered(route, reply)
        except Exception as error:  # noqa: BLE001 - whatever happens, the caller gets a problem document and we a code
            problem = problem_of(error, log, correlation)
            response = _refused(problem)
        log.line(
            Code.ANSWERED,
            route=f"{route.method}:{route.path.replace('<', '{').replace('>', '}')}",
            status=int(response.status_code),
            problem=problem.kind if problem else None,
            milliseconds=round((time.perf_counter() - begun) * 1000, 1),
            correlation=correlation,
        )
        return response

    return endpoint


def _logged(audit: Audit, route: Route, request: Request, reply: Reply, log: Log) -> None:
    """Log an access; whatever keeps it from being logged keeps the answer back, and the caller comes again."""
    try:
        audit(route, request, reply)
    except Exception as error:
        log.line(Code.UNTRACED, error=type(error).__name__, origin=origin(error), correlation=request.correlation)
        raise busy() from error


def http_app(
    routes: Sequence[Route],
    clock: Clock,
    log: Log,
    audit: Audit | None = None,
    *,
    pool: UserPool,
    serve: Serve | None = None,
) -> Callable[[Mapping[str, Any], object], dict[str, Any]]:
    """Make the handler of an HTTP function.

    Parameters
    ----------
    routes : sequence of Route
        Its endpoints.
    clock : Clock
        Tells the time for correlation identifiers.
    log : Log
        Takes one line a request.
    audit : Audit or None
        Logs each access before its answer leaves.
    pool : UserPool
        Whose tokens count.
    serve : callable or None
        Told the practice of each caller before anything is asked of a store (`kernel.practice_role`).

    Returns
    -------
    callable
        Takes an HTTP API event (payload format 2.0) and a context, gives the response; never raises.
    """
    app, pace = APIGatewayHttpResolver(), Pace(pool.requests_at_once, pool.requests_a_second)
    for route in routes:
        app.route(route.path, route.method)(_endpoint(app, route, clock, log, audit, pool=pool, pace=pace, serve=serve))
    app.not_found(lambda _error: _refused(not_found()))

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        # A line break at the end would be taken for the address without it: no address has signs that print nothing.
        given = event if str(event.get("rawPath", "")).isprintable() else {**event, "rawPath": "/nowhere"}
        return app.resolve(given, context)  # type: ignore[arg-type]

    return handler
