"""Where this service keeps sealed texts, for whoever seals them anew: each with what it is sealed for."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kernel.items import Item
from kernel.key_ring import Context
from kernel.resealing import Place, partition_of
from reflections.adapters.keys import consult_partition

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


Text = tuple[Place, str, str]
"""Where it is, and thing and field that it is sealed for."""


def context_of(pk: str) -> Context:
    """Say what the data key of a journey is for, by its partition."""
    practice, _, journey = pk.rpartition("#")
    return {"practice": practice, "journey": journey}


def items_of(dynamodb: "DynamoDBClient", table: str, pk: str) -> Iterator[Mapping[str, Any]]:
    """Read what may hold a text of a journey: its partition, and each of its consults.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    pk : str
        The journey's partition.
    """
    consults: dict[str, None] = {}
    for item in partition_of(dynamodb, table, pk):
        kind, _, rest = item["sk"]["S"].partition("#")
        if kind == "Q":
            consults[rest.partition("#")[0]] = None
        yield item
    for consult in consults:
        yield from partition_of(dynamodb, table, consult_partition(pk.rpartition("#")[0], consult))


def texts_of(pk: str, item: Item) -> Iterator[tuple[Place, Context]]:
    """Name the sealed texts of an item of a journey's.

    Parameters
    ----------
    pk : str
        The journey's partition.
    item : dict
        Plain Python.

    Yields
    ------
    tuple of Place and Context
        Where it is, and its context, as `application.texts.context` has it.
    """
    texts = _of_consult if "#CONSULT#" in item["pk"] else _of_journey
    for place, thing, field in texts(item):
        yield place, {**context_of(pk), "field": f"{thing}/{field}"}


def _of_consult(item: Item) -> Iterator[Text]:
    consult, (kind, _, number) = item["pk"].rpartition("#")[2], item["sk"].partition("#")
    if kind == "CONSULT":
        yield ("question",), consult, "question"
    elif kind == "PACKET":
        yield ("packet",), consult, "packet"
    elif kind == "A":
        for field in item["texts"]:
            yield ("texts", field), consult, f"{int(number)}/{field}"


def _of_journey(item: Item) -> Iterator[Text]:
    kind, _, rest = item["sk"].partition("#")
    texts = _BY_KIND.get(kind)
    return iter(()) if texts is None else texts(item, rest)


def _of_capture(item: Item, capture: str) -> Iterator[Text]:
    for field in item.get("texts", {}):
        yield ("texts", field), capture, field


def _of_words(item: Item, revision: str) -> Iterator[Text]:
    goal = revision.partition("#")[0]
    yield ("wording",), goal, "text"
    for level in item["levels"]:
        yield ("levels", level), goal, f"level{level}"


def _of_request(item: Item, request: str) -> Iterator[Text]:
    for field in ("text", "statement"):
        if field in item:
            yield (field,), request, field
    for by in item["decisions"]:
        yield ("decisions", by, "text"), request, f"decision/{by}"


def _of_goals(item: Item, _rest: str) -> Iterator[Text]:
    for goal in item.get("goals", {}):
        yield ("goals", goal, "wording"), goal, "text"


_BY_KIND: Mapping[str, Callable[[Item, str], Iterator[Text]]] = MappingProxyType(
    {
        "C": _of_capture,
        "W": _of_words,
        "G": lambda _item, access: iter([(("text",), access, "text")]),
        "D": _of_request,
        "MIRROR": lambda item, _rest: iter([(("lines",), item["pk"].rpartition("#")[2], "mirror")]),
        "ASPIRATION": lambda _item, _rest: iter([(("wording",), "aspiration", "text")]),
        "JOURNEY": _of_goals,
    }
)
"""By the beginning of the sort key; what has no sealed text is not here."""
