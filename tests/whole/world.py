"""The whole system in this process: three services, their queues between them, a clock and a mail box of its own.

It lets a test decide what a real system decides by accident: the order of deliveries, their repetition, a crash between
any two calls to AWS. Everything else is real: the handlers, the adapters, and the routes, filters and subscriptions of
the templates.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from kernel.clock import SystemClock
from kernel.instants import from_text
from local.client import Answer, addressed
from local.people import Person
from unit.kernel.fakes import OF_POOL, queue_event
from whole.stack import Message, Stack
from whole.template import SERVICES, Template
from whole.wire import PushNetwork

_ROUNDS = 60


_MAKE_API_CALL: Any = vars(BaseClient)["_make_api_call"]
_SHARE_REPEATED = 0.3
_STREAM_TRIES = 5
_FAILED = object()


class CrashedError(BaseException):
    """The process died here; no handler may catch it, as none can catch the real one."""


@dataclass
class World:
    """The running system.

    Parameters
    ----------
    random : Random
        Decides the order of deliveries, and which of them come twice.
    disorderly : bool
        Whether deliveries are shuffled and repeated at all.
    now : datetime
        What every function's clock says.
    lines, bodies : list of str
        Every log line written, and every event that passed a stream or a queue.
    dead : list of Message
        What no number of tries got through.
    relay_lost : bool
        Whether relays lose all that the streams bring them, as a machine that burns down does.
    network : PushNetwork
        Leads to every push service.
    """

    random: Random = field(default_factory=lambda: Random(0))  # noqa: S311 - chance for a test, not for a secret
    disorderly: bool = False
    now: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    lines: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    relay_lost: bool = False
    network: PushNetwork = field(default_factory=PushNetwork)
    _pending: list[Message] = field(default_factory=list)
    _crash_after: int | None = None

    def __post_init__(self) -> None:
        key: str = boto3.client("kms").create_key()["KeyMetadata"]["Arn"]
        boto3.client("sesv2").create_email_identity(EmailIdentity="cheer@practice.example")
        topics: dict[str, str] = {}
        self.stacks = {name: Stack(Template(name), key, topics) for name in SERVICES}
        for stack in self.stacks.values():
            stack.subscribe()

    def ask(
        self,
        person: Person | None,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401 - any JSON
        *,
        key: str | None = None,
        version: str | None = None,
        raw: str | None = None,
    ) -> Answer:
        """Send one request as a person, whatever comes of it.

        Parameters
        ----------
        person : Person or None
            Who asks; the role is the group, the e-mail address the subject; None for somebody who is not signed in.
        method, path : str
            What to ask, with its query.
        body : Any
            JSON to send.
        key : str, optional
            Idempotency key; a POST gets a fresh one where none is given, an empty one is as good as none.
        version : str, optional
            For If-Match.
        raw : str, optional
            A body to send as it is.

        Returns
        -------
        Answer
            Status, JSON, media type and ETag.
        """
        headers = {"idempotency-key": str(uuid.uuid4()) if key is None else key} if method == "POST" else {}
        if version is not None:
            headers["if-match"] = version
        service, known_as = addressed(path)
        bare, _, query = known_as.partition("?")
        event = {
            "version": "2.0",
            "rawPath": bare,
            "headers": headers,
            "queryStringParameters": dict(part.split("=", 1) for part in query.split("&")) if query else None,
            "requestContext": {
                "http": {"method": method, "path": bare},
                "stage": "$default",
                "authorizer": {"jwt": {"claims": _claims(person)}},
            },
            "body": raw if raw is not None else None if body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        stack = self.stacks[service]
        try:
            with self._process():
                response = stack.answer(event)
        except CrashedError:
            stack.restart()
            raise
        assert response is not None, f"no route for {method} {bare}"
        text = response.get("body")
        found = {name.lower(): value for name, value in response["headers"].items()}
        told = json.loads(text) if text and "json" in found.get("content-type", "") else text or None
        return Answer(response["statusCode"], told, found.get("content-type", ""), found.get("etag"))

    def settle(self) -> None:
        """Let every stream, queue and schedule that is due run until nothing is left to do."""
        for _ in range(_ROUNDS):
            if not (self._run_streams() | self._run_queues() | self._run_schedules()):
                return
        self.dead, self._pending = self.dead + self._pending, []

    def redrive(self) -> None:
        """Bring the dead letters again, as ops do when the cause is mended."""
        self._pending, self.dead = self._pending + self.dead, []
        self.settle()

    def _run_streams(self) -> bool:
        ran = False
        for stack in self.stacks.values():
            for function, records in list(stack.stream()):
                ran = True
                self.bodies += [json.dumps(record, default=str) for record in records if "event" in _image(record)]
                for batch in self._batches(records):
                    self._stream_batch(stack, function, batch)
        return ran

    def _stream_batch(self, stack: Stack, function: str, batch: list[dict[str, Any]]) -> None:
        """Bring a batch until the function takes it, as the mapping's retries do; a lost relay takes none ever."""
        if function == "RelayFunction" and self.relay_lost:
            return
        for _ in range(_STREAM_TRIES):
            if self._invoke(stack, function, {"Records": batch}) is not _FAILED:
                return

    def _run_queues(self) -> bool:
        for stack in self.stacks.values():
            self._pending += stack.waiting()
        if not self._pending:
            return False
        before = len(self._pending)
        if self.disorderly:
            self.random.shuffle(self._pending)
        pending, self._pending = self._pending, []
        for message in pending:
            self.bodies.append(message.body)
            stack = next(stack for stack in self.stacks.values() if message.queue in stack.names.values())
            answer = self._invoke(stack, message.function, queue_event(message.body))
            if self.disorderly and self.random.random() < _SHARE_REPEATED:
                answer = self._invoke(stack, message.function, queue_event(message.body))
            if answer is _FAILED or answer["batchItemFailures"]:
                self._pending.append(message)
        return len(self._pending) < before

    def _run_schedules(self) -> bool:
        scheduler, ran = boto3.client("scheduler"), False
        for schedule in scheduler.list_schedules()["Schedules"]:
            name = {"Name": schedule["Name"], "GroupName": schedule["GroupName"]}
            found = scheduler.get_schedule(**name)
            at = found["ScheduleExpression"].removeprefix("at(").removesuffix(")")
            if from_text(at + "+00:00") <= self.now:
                scheduler.delete_schedule(**name)
                boto3.client("sqs").send_message(QueueUrl=found["Target"]["Arn"], MessageBody=found["Target"]["Input"])
                ran = True
        return ran

    def run(self, service: str, function: str, event: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Invoke one function, as a schedule or an operator does.

        Parameters
        ----------
        service : str
            Whose.
        function : str
            Its logical id.
        event : dict, optional
            What it gets.

        Returns
        -------
        Any
            What it answers.
        """
        answer = self._invoke(self.stacks[service], function, event or {})
        assert answer is not _FAILED, f"{function} failed"
        return answer

    def crash_after(self, calls: int) -> None:
        """Let the process die after so many more calls to AWS, in whatever function that is."""
        self._crash_after = calls

    def mail(self) -> list[Any]:
        """Give the e-mails sent so far."""
        return list(ses_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].sent_messages)

    def items(self, service: str) -> list[dict[str, Any]]:
        """Give every item of a service's table, as stored."""
        return self.stacks[service].items()

    def _batches(self, records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
        if not self.disorderly:
            return [records]
        again = [record for record in records if self.random.random() < _SHARE_REPEATED]
        return [records, again] if again else [records]

    def _invoke(self, stack: Stack, function: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
        try:
            with self._process():
                return stack.function(function)(event, _Context())
        except (Exception, CrashedError):  # noqa: BLE001 - Lambda does not tell one failure from another either
            stack.restart()
            return _FAILED

    @contextmanager
    def _process(self) -> Iterator[None]:
        """Run something as a function runs: with the world's clock, its log read, and death where a test wants it."""
        told = self.lines.append
        with (
            patch.object(SystemClock, "now", lambda _clock: self.now),
            patch("kernel.log._standard_output", told),
            patch("notifications.adapters.push_connection.socket", self.network),
            patch("notifications.adapters.push_connection.ssl", self.network),
            patch("botocore.client.BaseClient._make_api_call", self._counted(_MAKE_API_CALL)),
        ):
            yield

    def _counted(self, call: Any) -> Any:  # noqa: ANN401 - botocore's own method
        def counted(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
            if self._crash_after is not None:
                if self._crash_after == 0:
                    self._crash_after = None
                    raise CrashedError
                self._crash_after -= 1
            return call(client, operation, given)

        return counted


class _Context:
    """The part of Lambda's context that handlers use."""

    def get_remaining_time_in_millis(self) -> int:
        """Return plenty."""
        return 60_000


def _image(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = record["dynamodb"]["NewImage"]
    return found


def _claims(person: Person | None) -> dict[str, str]:
    return (
        {}
        if person is None
        else {
            "sub": person.email,
            **OF_POOL,
            "custom:practice": person.practice,
            "cognito:groups": f"[{person.role}]",
            "email": person.email,
            "email_verified": "true",
        }
    )


@contextmanager
def a_world(seed: int | None = None) -> Iterator[World]:
    """Run a world of its own.

    Parameters
    ----------
    seed : int, optional
        Makes deliveries disorderly, and that repeatably.

    Yields
    ------
    World
        Three services with nothing in them.
    """
    with mock_aws():
        yield World(random=Random(seed), disorderly=seed is not None)  # noqa: S311 - chance for a test
