"""What is measured: each subject gives a function that answers one capture, on AWS without a network.

Importing this module imports no subject: a cold start has to import it by itself.
"""

import json
import os
import sys
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Answer = Callable[[int], object]
"""Answers the capture of that number; each number is a new command."""

REFLECTION = {"kind": "came_to_mind", "text": "A radio piece on leaving home; she used these words."}


class Context:
    """The part of Lambda's context that Powertools reads."""

    function_name = "capture"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:eu-west-1:000000000000:function:capture"
    aws_request_id = "0190a3f2-0000-7000-8000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        """Return what Lambda would: milliseconds left."""
        return 10_000


def capture_event(number: int, journey: str, claims: Mapping[str, str]) -> dict[str, Any]:
    """Make the HTTP API event of a capture, payload format 2.0, as API Gateway sends it."""
    path = f"/journeys/{journey}/reflections"
    return {
        "version": "2.0",
        "routeKey": "POST /journeys/{journey}/reflections",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {
            "accept": "application/json",
            "content-type": "application/json",
            "idempotency-key": f"key-{number}",
            "user-agent": "bench",
        },
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "bench",
            "authorizer": {"jwt": {"claims": dict(claims), "scopes": None}},
            "domainName": "bench.example",
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "b"},
            "requestId": f"request-{number}",
            "routeKey": "POST /journeys/{journey}/reflections",
            "stage": "$default",
            "time": "22/Nov/2026:20:00:00 +0000",
            "timeEpoch": 1795377600000,
        },
        "pathParameters": {"journey": journey},
        "body": json.dumps(REFLECTION),
        "isBase64Encoded": False,
    }


def _checked(answer: Any, status: int = 201) -> object:  # noqa: ANN401 - a Lambda response
    if answer["statusCode"] != status:
        raise AssertionError(answer)
    return answer


def _without_network(state: Mapping[str, Any]) -> None:
    from benchmarks.aws_stub import AwsStub

    AwsStub(state["tables"], b64decode(state["data_key"])).install()


def ours(state: Mapping[str, Any]) -> Answer:
    """Import and compose the capture function as Lambda's INIT does: from the artifact, where one is named."""
    os.environ.update(state["environment"])
    sys.path[:0] = state.get("artifacts", [])
    _without_network(state)
    from reflections.handlers.capture import handler

    context = Context()
    return lambda number: _checked(handler(capture_event(number, state["journey"], state["claims"]), context))


def typical(state: Mapping[str, Any]) -> Answer:
    """Import the typical stack; its requests are traced as the platform does by default, most of them not sampled."""
    trace = "Root=1-6742e2c0-000000000000000000000000;Parent=0000000000000000;Sampled=0"
    os.environ.update(state["environment"], LAMBDA_TASK_ROOT=str(Path.cwd()), _X_AMZN_TRACE_ID=trace)
    _without_network(state)
    from benchmarks.typical_stack import handler

    context = Context()
    return lambda number: _checked(handler(capture_event(number, state["journey"], state["claims"]), context))


def put_item_alone(state: Mapping[str, Any]) -> Answer:
    """Give the floor of a warm capture: parse the body, put the very item that ours puts, write the answer."""
    os.environ.update(state["environment"])
    sys.path[:0] = state.get("artifacts", [])
    import botocore.session

    _without_network(state)
    dynamodb: Any = botocore.session.get_session().create_client("dynamodb")
    event = capture_event(0, state["journey"], state["claims"])

    def answer(number: int) -> object:
        body = json.loads(event["body"])
        dynamodb.put_item(
            TableName=state["table"],
            Item=state["item"],
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
        return {"statusCode": 201, "body": json.dumps({"id": number, "kind": body["kind"]})}

    return answer


def runtime_client_alone(_state: Mapping[str, Any]) -> Answer:
    """Give the floor of a cold start: the import of what Lambda itself runs in every Python function."""
    import awslambdaric.bootstrap

    return lambda _number: awslambdaric.bootstrap


SUBJECTS = {"ours": ours, "typical": typical, "put_item": put_item_alone, "runtime_client": runtime_client_alone}
