"""Removes the access log of what was erased, heads of its chains included, before the erasure is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernel.chain import place_of_head
from kernel.envelope import Event
from kernel.items import to_item
from kernel.removal import remove_partition
from kernel.traces import PREFIX

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class LogRemoval:
    """Removes logs.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    traces, heads : str
        The tables of traces and of the heads of chains.
    audiences : sequence of str
        Each has a chain.
    """

    dynamodb: "DynamoDBClient"
    traces: str
    heads: str
    audiences: Sequence[str]

    def __call__(self, practice: str, subject: str) -> None:
        """Remove a log: 1 query, 1 call for each 25 traces, 1 delete a chain; done again it goes on with what is left.

        Traces first: what links them finds none then, and begins no chain anew.
        """
        pk = f"{practice}#{subject}"
        remove_partition(self.dynamodb, self.traces, pk, goes=lambda _row: True, begins=PREFIX)
        for audience in self.audiences:
            self.dynamodb.delete_item(TableName=self.heads, Key=to_item({"pk": place_of_head(pk, audience)}))

    def before(self, observer: Callable[[Event], None]) -> Callable[[Event], None]:
        """Make a use case that takes an erasure in remove the log of it first, each time that the event comes.

        Parameters
        ----------
        observer : callable
            Takes the event, and confirms once nothing more can come.

        Returns
        -------
        callable
            The same, and the log is gone by then too.
        """

        def observe(event: Event) -> None:
            self(event.practice, event.subject)
            observer(event)

        return observe
