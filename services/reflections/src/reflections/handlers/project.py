"""The project function: takes in what services found, defined, celebrated and erased, for what is read here."""

from typing import TYPE_CHECKING

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.consumer import Observer, queue_consumer
from kernel.log import Log
from kernel.log_removal import LogRemoval
from kernel.start import Handler, lambda_handler
from reflections.adapters.consulted import DynamoConsulted
from reflections.adapters.erased_rows import DynamoErasedRows
from reflections.adapters.highlights import DynamoHighlights
from reflections.adapters.practice_instruments import DynamoPracticeInstruments
from reflections.application import (
    project_approval,
    project_consult,
    project_highlight,
    project_instrument,
    remove_erased,
)
from reflections.domain.capture import Audience
from reflections.settings import ProjectSettings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def observers(dynamodb: "DynamoDBClient", table: str, clock: Clock) -> dict[str, Observer]:
    """Give the use case for each type of event.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    clock : Clock
        Tells whether an erasure has settled.

    Returns
    -------
    dict
        Event type to use case.
    """
    found = DynamoHighlights(dynamodb, table)
    highlights = project_highlight.project_highlight(found)
    instruments = project_instrument.project_instrument(DynamoPracticeInstruments(dynamodb, table))
    rows = DynamoErasedRows(dynamodb, table)
    return {
        remove_erased.ERASED: remove_erased.remove_erased(rows, clock),
        **dict.fromkeys(remove_erased.CONFIRMED, remove_erased.note_confirmation(rows)),
        **dict.fromkeys(project_highlight.TYPES, highlights),
        **dict.fromkeys(project_consult.TYPES, project_consult.project_consult(DynamoConsulted(dynamodb, table))),
        **dict.fromkeys(project_approval.TYPES, project_approval.project_approval(found)),
        **dict.fromkeys(project_instrument.TYPES, instruments),
    }


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = ProjectSettings.from_environment(), client("dynamodb")
    taken_in, erased = observers(dynamodb, settings.table_name, SystemClock()), remove_erased.ERASED
    traced = LogRemoval(dynamodb, settings.table_name, settings.heads_table_name, list(Audience))
    return queue_consumer({**taken_in, erased: traced.before(taken_in[erased])}, Log(settings.service))


handler = lambda_handler(compose)
