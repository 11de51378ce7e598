"""The deployed system, as a driver: HTTP, and what the emulator's own APIs tell an operator."""

import json
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from acceptance.driver import Backup, Found
from e2e.push_server import PUSH_SERVICE
from local.client import Answer
from local.people import PRACTICE, Person
from local.quiet import queued
from local.seed import seed
from local.waiting import wait_for
from local.world import SERVICES, World
from whole.wire import Pushed

_SOON = 60.0
_AT_REST = 180.0
"""An erasure is done once more when its queue brings it again, after two minutes: until then nothing is at rest."""
_STILL = 2.5


class Emulated:
    """Drives the system that `make run` would show, on a port of its own.

    Parameters
    ----------
    world : World
        Deployed and seeded.
    """

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def now(self) -> datetime:
        """What its clocks say: the machine's own."""
        return datetime.now(UTC)

    def newcomer(self, role: str, practice: str = PRACTICE) -> Person:
        """Open an account in the user pool."""
        person = Person(role, f"{role}-{uuid.uuid4().hex[:12]}@{practice}.example", practice)
        seed(self.world.cloud, [person])
        return person

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
        """Send one request."""
        if method == "POST" and key is None:
            key = uuid.uuid4().hex
        sent = raw.encode() if raw is not None else None
        return self.world.voice(person).ask(method, path, body, key=key or None, version=version, raw=sent)

    def soon(self, look: Callable[[], Found | None], what: str) -> Found:
        """Look until it is there."""
        return wait_for(look, what, seconds=_SOON, every=0.15)

    def moment(self) -> None:
        """Do nothing: a request takes longer than a clock's tick."""

    def settle(self) -> None:
        """Wait until nothing is queued and no table changes."""
        deadline = time.monotonic() + _AT_REST
        before, still_since = self._changes(), time.monotonic()
        while time.monotonic() < deadline:
            time.sleep(0.25)
            after = self._changes()
            if after != before or after[0]:
                before, still_since = after, time.monotonic()
            elif time.monotonic() - still_since > _STILL:
                return
        message = "the system did not settle"
        raise AssertionError(message)

    def _changes(self) -> tuple[int, int]:
        """Count what is queued; weigh what is stored."""
        return queued(self.world), hash(json.dumps(self.stored()))

    def subjects(self, person: Person) -> list[str]:
        """Give the subjects of the e-mails that a person got."""
        return [mail["Subject"] for mail in self.world.mail() if person.email in str(mail["To"])]

    def mails(self, person: Person) -> list[str]:
        """Give the bodies of the e-mails that a person got."""
        return [mail["BodyText"] for mail in self.world.mail() if person.email in str(mail["To"])]

    def subject(self, person: Person) -> str:
        """Read a person's subject out of the token that the user pool gives."""
        return self.world.subject(person)

    def push_endpoint(self) -> str:
        """Name a device of a push service on this machine, which the local stage alone lets through."""
        return PUSH_SERVICE.endpoint()

    def pushed(self, endpoint: str) -> list[Pushed]:
        """Give what reached such an address."""
        return PUSH_SERVICE.pushed(endpoint)

    def backup(self) -> Backup:
        """Copy every table that has backups."""
        dynamodb = self.world.cloud.client("dynamodb")
        tables = [
            table
            for service in SERVICES
            for name, (kind, table) in self.world.cloud.resources(service).items()
            if kind == "AWS::DynamoDB::Table" and name == "Table"
        ]
        pages = dynamodb.get_paginator("scan")
        return {
            table: [item for page in pages.paginate(TableName=table, ConsistentRead=True) for item in page["Items"]]
            for table in tables
        }

    def restore(self, backup: Backup, journey: str) -> None:
        """Put back what a backup has of a journey."""
        dynamodb = self.world.cloud.client("dynamodb")
        for table, items in backup.items():
            for item in items:
                if journey in repr(item):
                    dynamodb.put_item(TableName=table, Item=item)

    def stored(self) -> dict[str, list[str]]:
        """Give every item of every table."""
        return {service: sorted(self._items(service)) for service in SERVICES}

    def _items(self, service: str) -> list[str]:
        dynamodb, found = self.world.cloud.client("dynamodb"), []
        for kind, table in self.world.cloud.resources(service).values():
            if kind == "AWS::DynamoDB::Table":
                pages = dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
                found += [repr(sorted(item.items())) for page in pages for item in page["Items"]]
        return found
