"""Given a journey with one of everything, when it is erased: what is left, anywhere, and what comes too late."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3

from acceptance.bad_input import Scene
from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from kernel.settled import SETTLED
from local.client import Answer
from local.people import Person
from whole.template import SERVICES
from whole.world import World

ERASE = {"irrevocable": True}
WORDS = ("the Tuesday group", "went in", "a radio piece", "a letter not sent")
MARKS = {"reflections": {"JOURNEY", *(f"ERASED#{name}" for name in SERVICES)}, "milestones": {"JOURNEY"}}


class Erasing:
    """A scene, what is asked of it, and a look at everything that is stored.

    Parameters
    ----------
    world : World
        The system.
    whole : bool
        Whether there is one of everything; else scores and what came of them.
    """

    def __init__(self, world: World, *, whole: bool = True) -> None:
        self.world = world
        self.driver = InProcess(world)
        self.scene = Scene(self.driver, opened(self.driver))
        if whole:
            self.scene.prepare()
        else:
            self.journey.course([18, 19, 18, 11, 10])
            self.world.settle()

    @property
    def journey(self) -> Journey:
        """The journey."""
        return self.scene.journey

    @property
    def path(self) -> str:
        """Where it is asked for."""
        return self.journey.path("/erasure")

    def asked(self, who: Person, **more: Any) -> Answer:  # noqa: ANN401 - as `World.ask` takes it
        """Ask that it be erased."""
        return self.world.ask(who, "POST", self.path, ERASE, **more)

    def certificate(self) -> dict[str, Any]:
        """Read what became of it, as the client does."""
        body: dict[str, Any] = self.journey.tells(self.journey.client, "GET", self.path).body
        return body

    def comes_to_rest(self) -> None:
        """Let all arrive, and what was left for later, later."""
        self.world.settle()
        self.world.now += SETTLED + timedelta(seconds=1)
        self.world.redrive()
        self.world.settle()

    def left(self) -> dict[str, set[str]]:
        """Give the sort keys of all rows that speak of the journey, by service."""
        return {
            service: {
                item["sk"]["S"]
                for item in self.world.items(service)
                if self.journey.id in json.dumps(item, default=str)
            }
            for service in SERVICES
        }

    def logged(self) -> list[tuple[str, str]]:
        """Name the tables that still have a trace of the journey, or the head of a chain of traces."""
        return [
            (service, table)
            for service in SERVICES
            for table in ("Table", "TracesTable", "HeadsTable")
            for item in self.copied(service, table)
            if self.journey.id in item["pk"]["S"] and (table != "Table" or item["sk"]["S"].startswith("L#"))
        ]

    def keys(self) -> list[str]:
        """Give the wrapped keys that are left of the journey."""
        return [
            service
            for service in SERVICES
            for item in self.copied(service, "KeysTable")
            if self.journey.id in item["pk"]["S"]
        ]

    def copied(self, service: str, table: str = "Table") -> list[dict[str, Any]]:
        """Copy a table, as a backup does."""
        name = self.world.stacks[service].names.get(table)
        if name is None:
            return []
        items: list[dict[str, Any]] = boto3.client("dynamodb").scan(TableName=name)["Items"]
        return items

    def restores(self, backup: dict[tuple[str, str], list[dict[str, Any]]]) -> None:
        """Put a backup back, on fresh functions."""
        for (service, table), items in backup.items():
            for item in items:
                boto3.client("dynamodb").put_item(TableName=self.world.stacks[service].names[table], Item=item)
        for stack in self.world.stacks.values():
            stack.restart()

    def backup(self, *tables: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """Copy tables of all services."""
        return {
            (service, table): self.copied(service, table)
            for service in SERVICES
            for table in tables
            if self.copied(service, table)
        }

    def read(self) -> Iterator[str]:
        """Read all that the two can read of it, whatever comes."""
        for who, rest in (
            (self.journey.therapist, "/timeline"),
            (self.journey.client, "/timeline"),
            (self.journey.therapist, "/reflections"),
            (self.journey.client, "/goals"),
        ):
            yield repr(self.world.ask(who, "GET", self.journey.path(rest)))
        yield repr(self.world.ask(self.journey.client, "GET", "/inbox"))
        yield repr(self.world.ask(self.journey.therapist, "GET", "/celebrations"))
