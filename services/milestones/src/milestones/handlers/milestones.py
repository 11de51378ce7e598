"""The milestones function: lists milestones and explains them."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.journeys import DynamoJourneys
from milestones.adapters.milestone_reads import DynamoMilestones
from milestones.handlers.routes import of_milestones
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = TableSettings.from_environment(), client("dynamodb")
    endpoints = of_milestones(
        DynamoJourneys(dynamodb, settings.table_name), DynamoMilestones(dynamodb, settings.table_name)
    )
    return http_app(endpoints, SystemClock(), Log(settings.service))


handler = lambda_handler(compose)
