"""What a step needs of a system, be it the one in this process or the one deployed to the emulator."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from local.client import Answer
from local.people import Person
from whole.wire import Pushed

Found = TypeVar("Found")
Backup = Mapping[str, Sequence[Mapping[str, Any]]]
"""Items as stored, by table."""


class Driver(Protocol):
    """A system under test, reached as its users reach it."""

    @property
    def now(self) -> datetime:
        """What its clocks say."""
        ...

    def newcomer(self, role: str, practice: str = ...) -> Person:
        """Open an account for somebody whom no other test knows."""
        ...

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
        """Send one request; a POST without a key gets a fresh one, an empty key is not sent at all."""
        ...

    def soon(self, look: Callable[[], Found | None], what: str) -> Found:
        """Look until it is there; fail when it does not come."""
        ...

    def moment(self) -> None:
        """Let a moment go by, so that what comes next is later."""
        ...

    def settle(self) -> None:
        """Let everything that is on its way arrive."""
        ...

    def subjects(self, person: Person) -> list[str]:
        """Give the subjects of the e-mails that a person got."""
        ...

    def mails(self, person: Person) -> list[str]:
        """Give the bodies of the e-mails that a person got."""
        ...

    def subject(self, person: Person) -> str:
        """Give a person's subject in the user pool."""
        ...

    def push_endpoint(self) -> str:
        """Give a fresh address of a push service whose post this test can read."""
        ...

    def pushed(self, endpoint: str) -> list[Pushed]:
        """Give what reached such an address."""
        ...

    def backup(self) -> Backup:
        """Copy the tables that backups are made of: all but those of wrapped keys, which have none."""
        ...

    def restore(self, backup: Backup, journey: str) -> None:
        """Put back what a backup has of a journey."""
        ...

    def stored(self) -> dict[str, list[str]]:
        """Give every item of every table, by service, in an order and a form that can be compared."""
        ...
