"""Fakes at the kernel's ports."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from pydantic import BaseModel

from kernel.envelope import Event
from kernel.pool import UserPool
from kernel.traces import Place, Trace

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
POOL = UserPool(
    service="things",
    stage="dev",
    issuer_url="https://pool.example/p1",
    user_pool_client_id="app-1",
    requests_at_once=10**9,
)
OF_POOL = {"iss": POOL.issuer_url, "aud": POOL.user_pool_client_id, "token_use": "id", "exp": "4102444800"}
"""What API Gateway hands on of each ID token of that pool; expires with the year 2099."""


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return noon of a day in June."""
        return NOON


class FakeTopic:
    """A topic that keeps what it got, and refuses the events whose ids it was told to."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.refused: set[str] = set()

    def __len__(self) -> int:
        return len(self.events)

    def __contains__(self, event: Event) -> bool:
        return event in self.events

    def publish(self, events: Sequence[Event]) -> list[Event]:
        """Keep the events that are not refused."""
        self.events += [event for event in events if event.id not in self.refused]
        return [event for event in events if event.id in self.refused]


class FakeFailureQueue:
    """A failure queue that keeps what it got, or is down."""

    def __init__(self, *, down: bool = False) -> None:
        self.events: list[Event] = []
        self.down = down

    def __len__(self) -> int:
        return len(self.events)

    def put_aside(self, events: Sequence[Event]) -> None:
        """Keep the events."""
        if self.down:
            raise ConnectionError
        self.events += events


class Payload(BaseModel):
    """A payload of no meaning."""

    number: int


_numbers = count(1)


def an_event(number: int | None = None, **changes: str) -> Event:
    """Make an event; another number makes another aggregate."""
    made = number or next(_numbers)
    facts: dict[str, Any] = {
        "kind": "thing.changed.v1",
        "aggregate": f"thing-{made}",
        "version": 1,
        "service": "things",
        "time": "2026-06-01T12:00:00.000Z",
        "subject": "subject-1",
        "practice": "practice-1",
        "correlation": "correlation-1",
        "causation": "causation-1",
        "data": Payload(number=made),
    }
    return Event.of(**(facts | changes))


def stream_record(event: Event | None, sequence: int = 1) -> dict[str, Any]:
    """Make a stream record whose new image carries the event."""
    image: dict[str, Any] = {"pk": {"S": "p"}, "sk": {"S": "s"}}
    if event is not None:
        image["event"] = {"S": event.model_dump_json()}
    return {"eventName": "INSERT", "dynamodb": {"NewImage": image, "SequenceNumber": str(sequence)}}


def queue_event(*bodies: str) -> dict[str, Any]:
    """Make an SQS event as Lambda passes it."""
    return {
        "Records": [
            {
                "messageId": f"m{place}",
                "receiptHandle": f"r{place}",
                "body": body,
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:q",
                "awsRegion": "eu-west-1",
            }
            for place, body in enumerate(bodies)
        ]
    }


class FakeTraces:
    """Traces in the order in which they were written."""

    def __init__(self) -> None:
        self.written: list[Trace] = []

    def __len__(self) -> int:
        return len(self.written)

    def add(self, traces: Sequence[Trace]) -> None:
        """Write traces."""
        self.written += traces

    def page(
        self, practice: str, subject: str, audience: str, after: Place | None, limit: int
    ) -> tuple[list[Trace], Place | None]:
        """Read a page of one audience's log."""
        found = sorted(
            (
                one
                for one in self.written
                if (one.practice, one.subject, one.audience) == (practice, subject, audience)
                and (after is None or (one.at, one.id) < after)
            ),
            key=lambda one: (one.at, one.id),
            reverse=True,
        )
        shown = found[:limit]
        return shown, (shown[-1].at, shown[-1].id) if len(found) > limit else None
