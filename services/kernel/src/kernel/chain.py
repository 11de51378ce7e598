"""The chain of an access log: each trace is linked to the one before, and the head is kept apart.

A trace is written before an answer leaves, by one put that waits for nobody; it is linked a moment later, from the
stream, one after the other. So readers do not contend for a head, and a trace that was altered, removed or put in
afterwards is found: its link, or its neighbour's, or the head, no longer agrees.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kernel.conditional import LostRaceError, write_together
from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from kernel.traces import PREFIX, TRACE, Trace

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_BEGINNING = "0" * 64
_ATTEMPTS = 5


def link_of(before: str, number: int, trace: str) -> str:
    """Make a link.

    Parameters
    ----------
    before : str
        The link before.
    number : int
        The place in the chain, from 1.
    trace : str
        As `Trace.written` gives it.

    Returns
    -------
    str
        SHA-256, in hexadecimal.
    """
    return hashlib.sha256(f"{before}\n{number}\n{trace}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a chain found.

    Parameters
    ----------
    linked, waiting : int
        How many traces are linked, and how many are not linked yet.
    faults : sequence of str
        What does not agree, by the place in the chain; nothing where it is whole.
    """

    linked: int
    waiting: int
    faults: Sequence[str]


class Chain:
    """Links traces, and looks whether a chain is whole.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table of the traces.
    heads : str
        The table of the heads.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, heads: str) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._heads = heads

    def link(self, trace: Trace) -> None:
        """Link a trace behind the one that was linked last: one read and one transaction; again where it lost a race.

        Parameters
        ----------
        trace : Trace
            As written; one that is linked already, or was removed with what it is about, is left as it is.

        Raises
        ------
        LostRaceError
            Where others kept linking meanwhile; the stream brings it again.
        """
        for _ in range(_ATTEMPTS):
            try:
                self._link(trace)
            except LostRaceError:
                # Either somebody was faster with another trace, or this one is done.
                if self._is_done(trace):
                    return
            else:
                return
        raise LostRaceError

    def _link(self, trace: Trace) -> None:
        head = self._head(trace.key["pk"], trace.audience)
        number = int(head.get("number", 0)) + 1
        link = link_of(head.get("link", _BEGINNING), number, trace.written())
        names = {"#number": "number", "#link": "link"}
        facts = {":number": number, ":link": link}
        row = {
            "TableName": self._table,
            "Key": to_item(trace.key),
            "UpdateExpression": "SET #number = :number, #link = :link",
            "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(#number)",
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_item(facts),
        }
        upon = "#number = :before" if number > 1 else "attribute_not_exists(pk)"
        moved = {
            **row,
            "TableName": self._heads,
            "Key": to_item({"pk": place_of_head(trace.key["pk"], trace.audience)}),
            "ConditionExpression": upon,
            "ExpressionAttributeValues": to_item(facts | ({":before": number - 1} if number > 1 else {})),
        }
        write_together(self._dynamodb, [{"Update": row}, {"Update": moved}])

    def _is_done(self, trace: Trace) -> bool:
        answer = self._dynamodb.get_item(TableName=self._table, Key=to_item(trace.key), ConsistentRead=True)
        return "Item" not in answer or "number" in answer["Item"]

    def _head(self, pk: str, audience: str) -> Item:
        key = to_item({"pk": place_of_head(pk, audience)})
        return from_item(self._dynamodb.get_item(TableName=self._heads, Key=key, ConsistentRead=True).get("Item", {}))

    def link_waiting(self, practice: str, subject: str, audience: str) -> None:
        """Link what the stream has lost, in the order of time: one query, and as `link` for each.

        Parameters
        ----------
        practice, subject, audience : str
            Which log.
        """
        for row in self._rows(f"{practice}#{subject}", audience):
            if "number" not in row:
                self.link(Trace.read(row[TRACE]))

    def look(self, practice: str, subject: str, audience: str) -> Found:
        """Look whether a chain is whole: one query a megabyte, and one read of the head.

        Parameters
        ----------
        practice, subject, audience : str
            Which log.

        Returns
        -------
        Found
            What is there, and what does not agree.
        """
        pk = f"{practice}#{subject}"
        rows = self._rows(pk, audience)
        linked = sorted((row for row in rows if "number" in row), key=lambda row: row["number"])
        faults, before = [], _BEGINNING
        for place, row in enumerate(linked, start=1):
            if row["number"] != place:
                faults.append(f"{place}: missing, or there twice")
                break
            if row["link"] != link_of(before, place, row[TRACE]) or not _lies_where_it_says(row):
                faults.append(f"{place}: altered")
            before = row["link"]
        head = self._head(pk, audience)
        if not faults and (head.get("number", 0), head.get("link", _BEGINNING)) != (len(linked), before):
            faults.append(f"head: {head.get('number', 0)} were linked, {len(linked)} are there")
        return Found(len(linked), len(rows) - len(linked), faults)

    def _rows(self, pk: str, audience: str) -> list[Item]:
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :begins)",
            "ExpressionAttributeValues": to_item({":pk": pk, ":begins": f"{PREFIX}{audience}#"}),
            "ConsistentRead": True,
        }
        return [from_item(row) for row in every_row(self._dynamodb, **query)]


def place_of_head(pk: str, audience: str) -> str:
    """Say where the head of a chain lies.

    Parameters
    ----------
    pk : str
        The partition of its traces.
    audience : str
        Whose log it is.

    Returns
    -------
    str
        Its key in the table of heads.
    """
    return f"{pk}#{audience}"


def _lies_where_it_says(row: Mapping[str, Any]) -> bool:
    return Trace.read(row[TRACE]).key == {"pk": row["pk"], "sk": row["sk"]}
