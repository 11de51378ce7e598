"""Takes events in from a queue: each is given to its observer; what fails is left for another try, alone."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from pydantic import ValidationError

from kernel.envelope import Event
from kernel.log import Code, Log, origin

if TYPE_CHECKING:
    from kernel.start import Handler

Observer = Callable[[Event], None]
"""A use case that takes one event in; done again with the same event it must change nothing."""


def queue_consumer(observers: Mapping[str, Observer], log: Log) -> "Handler":
    """Make the handler of a function that a queue of events wakes.

    Parameters
    ----------
    observers : mapping of str to callable
        The use case for each type of event. A type without one is logged and done with: the subscription should not
        have let it through, and no number of tries would change that.
    log : Log
        Takes a line for each event left, and one a batch.

    Returns
    -------
    callable
        Takes an SQS event, gives the partial-batch response: the identifiers of the messages to be brought again.
    """

    def take_in(record: SQSRecord) -> None:
        try:
            event = Event.model_validate_json(record.body)
        except ValidationError:
            log.line(Code.UNREADABLE, message=record.message_id)
            raise
        observer = observers.get(event.type)
        if observer is None:
            log.line(Code.UNKNOWN_TYPE, event=event.id, type=event.type)
            return
        try:
            observer(event)
        except Exception as error:
            log.line(
                Code.RETRY,
                event=event.id,
                type=event.type,
                error=type(error).__name__,
                origin=origin(error),
                correlation=event.correlationid,
            )
            raise

    def handler(event: Mapping[str, Any], context: object) -> Any:  # noqa: ANN401 - Powertools' own response type
        processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
        response = process_partial_response(
            event=dict(event),
            record_handler=take_in,
            processor=processor,
            context=context,  # type: ignore[arg-type]
        )
        log.line(Code.TAKEN_IN, events=len(event["Records"]), left=len(response["batchItemFailures"]))
        return response

    return handler
