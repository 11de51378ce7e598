"""The system in this process, as a driver."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import boto3

from acceptance.driver import Backup, Found
from local.client import Answer
from local.people import PRACTICE, Person
from whole.template import SERVICES
from whole.wire import Pushed
from whole.world import World


class InProcess:
    """Drives `whole.world.World`, whose queues move only when they are told to.

    Parameters
    ----------
    world : World
        The system.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._newcomers = 0

    @property
    def now(self) -> datetime:
        """What its clocks say."""
        return self.world.now

    def newcomer(self, role: str, practice: str = PRACTICE) -> Person:
        """Name somebody; the world believes every token."""
        self._newcomers += 1
        return Person(role, f"{role}-{self._newcomers}@{practice}.example", practice)

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
        return self.world.ask(person, method, path, body, key=key, version=version, raw=raw)

    def soon(self, look: Callable[[], Found | None], what: str) -> Found:
        """Let everything arrive, then look once: nothing is left to wait for."""
        self.world.settle()
        found = look()
        assert found is not None, f"in vain: {what}"
        return found

    def moment(self) -> None:
        """Move the clock, which stands still otherwise."""
        self.world.now += timedelta(seconds=1)

    def settle(self) -> None:
        """Let everything arrive."""
        self.world.settle()

    def subjects(self, person: Person) -> list[str]:
        """Give the subjects of the e-mails that a person got."""
        return [mail.subject for mail in self.world.mail() if person.email in str(mail.destinations)]

    def mails(self, person: Person) -> list[str]:
        """Give the bodies of the e-mails that a person got."""
        return [mail.body for mail in self.world.mail() if person.email in str(mail.destinations)]

    def subject(self, person: Person) -> str:
        """Give a person's subject."""
        return person.email

    def push_endpoint(self) -> str:
        """Name a device of a push service that takes everything."""
        return f"https://push.example.net/{uuid.uuid4().hex}"

    def pushed(self, endpoint: str) -> list[Pushed]:
        """Give what reached such an address."""
        return self.world.network.pushed(endpoint)

    def backup(self) -> Backup:
        """Copy each service's table."""
        return {self.world.stacks[service].names["Table"]: self.world.items(service) for service in SERVICES}

    def restore(self, backup: Backup, journey: str) -> None:
        """Put back what a backup has of a journey, on fresh functions."""
        for table, items in backup.items():
            for item in items:
                if journey in repr(item):
                    boto3.client("dynamodb").put_item(TableName=table, Item=item)
        for stack in self.world.stacks.values():
            stack.restart()

    def stored(self) -> dict[str, list[str]]:
        """Give every item of every table."""
        return {
            f"{service} {table}": sorted(repr(item) for item in self.world.stacks[service].items_of(table))
            for service in SERVICES
            for table, _ in self.world.stacks[service].template.of_type("AWS::DynamoDB::Table")
        }
