"""The peer: one capture on the stack that most Lambda projects in Python begin with.

Powertools for everything: resolver with validation, Logger, Tracer, Metrics, and idempotency in a table of its own;
boto3's resource for the item. It does less than ours: no sealing, no membership. It is written to be fair: one table
object, made at import, and only features that its documentation shows.
"""

import os
from typing import Annotated, Any, Literal
from uuid import uuid4

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent,
)
from pydantic import BaseModel, Field

logger = Logger(service="typical")
tracer = Tracer(service="typical")
metrics = Metrics(namespace="typical", service="typical")
app = APIGatewayHttpResolver(enable_validation=True)
table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
persistence = DynamoDBPersistenceLayer(table_name="idempotency")
idempotency = IdempotencyConfig(event_key_jmespath='[headers."idempotency-key", body]', use_local_cache=False)


class Reflection(BaseModel):
    """What the caller sends."""

    kind: Literal["came_to_mind"]
    text: str = Field(max_length=4000)


class Stored(BaseModel):
    """What the caller gets."""

    id: str
    kind: str


@app.post("/journeys/<journey>/reflections")
@tracer.capture_method
def capture(journey: Annotated[str, Path()], reflection: Reflection) -> tuple[Stored, int]:
    """Store a reflection.

    Parameters
    ----------
    journey : str
        Where it belongs.
    reflection : Reflection
        What came to mind.

    Returns
    -------
    tuple of Stored and int
        The answer and its status.
    """
    identifier = str(uuid4())
    table.put_item(Item={"pk": journey, "sk": identifier, "view": f"therapist#{identifier}", "text": reflection.text})
    metrics.add_metric(name="Captured", unit=MetricUnit.Count, value=1)
    logger.info("captured", extra={"journey": journey, "reflection": identifier})
    return Stored(id=identifier, kind=reflection.kind), 201


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
@tracer.capture_lambda_handler
@metrics.log_metrics(capture_cold_start_metric=True)
@idempotent(persistence_store=persistence, config=idempotency)
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's own contract
    """Answer an HTTP API event.

    Parameters
    ----------
    event : dict
        Payload format 2.0.
    context : Any
        Lambda's.

    Returns
    -------
    dict
        The response.
    """
    return app.resolve(event, context)
