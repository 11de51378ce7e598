"""What every function of this service is composed of."""

from collections.abc import Callable
from dataclasses import dataclass

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.practice_role import PracticeRole
from kernel.routes import Route
from kernel.sealing import Sealer
from kernel.start import Handler
from kernel.trace_log import TraceLog
from kernel.traces import Traces
from reflections.adapters.break_glass import DynamoBreakGlasses
from reflections.adapters.captures import DynamoCaptures
from reflections.adapters.consents import DynamoConsents
from reflections.adapters.consulted import DynamoConsulted
from reflections.adapters.consults import DynamoConsults
from reflections.adapters.erasures import DynamoErasures
from reflections.adapters.invitations import DynamoInvitations
from reflections.adapters.journeys import DynamoJourneys
from reflections.adapters.mirror_shares import DynamoMirrorShares
from reflections.adapters.record_requests import DynamoRecordRequests
from reflections.adapters.supervision_rules import DynamoSupervisionRules
from reflections.adapters.wordings import DynamoWordings
from reflections.application.tracing import tracing
from reflections.domain.break_glass import BreakGlasses
from reflections.domain.consent import Consents
from reflections.domain.consulted_store import ConsultedStore
from reflections.domain.held_consult import Consults
from reflections.domain.mirror_share import MirrorShares
from reflections.domain.ports import Captures, Erasures, Invitations, Journeys, Wordings
from reflections.domain.record_request import RecordRequests
from reflections.domain.supervision_rule import SupervisionRules
from reflections.settings import StoreSettings


@dataclass(frozen=True, slots=True)
class Stores:
    """What the use cases work on.

    Parameters
    ----------
    journeys, invitations, captures, wordings, erasures, traces, consents, mirror_shares, accesses, consults,
    supervision_rules, record_requests, consulted : port
        The application's ports, supplied.
    clock : Clock
        Tells the time.
    log : Log
        Takes enumerated codes.
    """

    journeys: Journeys
    invitations: Invitations
    captures: Captures
    clock: Clock
    log: Log
    wordings: Wordings
    erasures: Erasures
    traces: Traces
    consents: Consents
    mirror_shares: MirrorShares
    accesses: BreakGlasses
    consults: Consults
    supervision_rules: SupervisionRules
    record_requests: RecordRequests
    consulted: ConsultedStore


def composed(routes: Callable[[Stores], list[Route]]) -> Handler:
    """Compose a function on DynamoDB and KMS.

    Parameters
    ----------
    routes : callable
        Names the function's routes, given the stores.

    Returns
    -------
    callable
        What Lambda calls.
    """
    settings = StoreSettings.from_environment()
    dynamodb, kms, clock, log = client("dynamodb"), client("kms"), SystemClock(), Log(settings.service)
    role: PracticeRole | None = None
    if settings.practice_role_arn is not None:
        role = PracticeRole(client("sts"), settings.practice_role_arn, settings.service)
        dynamodb, kms = role.guard(dynamodb), role.guard(kms)
    sealer = Sealer(kms, settings.sealing_key_arn)
    stores = Stores(
        journeys=DynamoJourneys(dynamodb, settings.table_name, settings.keys_table_name, sealer, clock),
        invitations=DynamoInvitations(dynamodb, settings.table_name),
        captures=DynamoCaptures(dynamodb, settings.table_name),
        clock=clock,
        log=log,
        wordings=DynamoWordings(dynamodb, settings.table_name),
        erasures=DynamoErasures(dynamodb, settings.table_name, settings.keys_table_name),
        traces=TraceLog(dynamodb, settings.table_name),
        consents=DynamoConsents(dynamodb, settings.table_name),
        mirror_shares=DynamoMirrorShares(dynamodb, settings.table_name),
        accesses=DynamoBreakGlasses(dynamodb, settings.table_name),
        consults=DynamoConsults(dynamodb, settings.table_name, settings.keys_table_name, sealer, clock),
        supervision_rules=DynamoSupervisionRules(dynamodb, settings.table_name),
        record_requests=DynamoRecordRequests(dynamodb, settings.table_name),
        consulted=DynamoConsulted(dynamodb, settings.table_name),
    )
    pool, serve = UserPool.from_environment(), None if role is None else role.serve
    return http_app(routes(stores), clock, log, tracing(stores.traces, clock), pool=pool, serve=serve)
