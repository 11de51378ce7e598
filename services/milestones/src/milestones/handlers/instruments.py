"""The instruments function: a practice reads instruments, defines its own, and sets thresholds of shipped ones."""

from collections.abc import Sequence

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.application.define_instrument import DefineInstrument
from milestones.application.instrument_fields import InstrumentFields
from milestones.application.instrument_views import InstrumentAnswer, InstrumentsAnswer
from milestones.application.read_instruments import ListInstruments, ReadInstrument
from milestones.application.withdraw_instrument import WithdrawInstrument
from milestones.domain.ports import Definitions
from milestones.handlers.policy import POLICY
from milestones.settings import TableSettings

_ALL, _ONE = "/instruments", "/instruments/<instrument>"


def routes(definitions: Definitions, clock: Clock) -> Sequence[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    definitions : Definitions
    clock : Clock

    Returns
    -------
    sequence of Route
    """
    defining, body = DefineInstrument(definitions, clock), InstrumentFields
    withdrawing = WithdrawInstrument(definitions, clock)
    return (
        POLICY.route("GET", _ALL, ListInstruments(definitions), "List instruments", reply=InstrumentsAnswer),
        POLICY.route("GET", _ONE, ReadInstrument(definitions), "Read an instrument", reply=InstrumentAnswer),
        POLICY.route("PUT", _ONE, defining, "Define an instrument", InstrumentAnswer, body, versioned=True),
        POLICY.route("DELETE", _ONE, withdrawing, "Take a definition back", status=204, versioned=True),
    )


def compose() -> Handler:
    """Compose the function."""
    settings, clock = TableSettings.from_environment(), SystemClock()
    return http_app(
        routes(DynamoDefinitions(client("dynamodb"), settings.table_name), clock),
        clock,
        Log(settings.service),
        pool=UserPool.from_environment(),
    )


handler = lambda_handler(compose)
