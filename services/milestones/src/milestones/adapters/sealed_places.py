"""Where this service keeps sealed texts, for whoever seals them anew: each with what it is sealed for."""

from collections.abc import Iterator

from kernel.items import Item
from kernel.key_ring import Context
from kernel.resealing import Place
from milestones.adapters.keys import ALERT, MOVED_ME


def context_of(pk: str) -> Context:
    """Say what the data key of a journey is for, by its partition.

    Parameters
    ----------
    pk : str

    Returns
    -------
    mapping
    """
    practice, _, journey = pk.rpartition("#")
    return {"practice": practice, "journey": journey}


def texts_of(pk: str, item: Item) -> Iterator[tuple[Place, Context]]:
    """Name the sealed texts of an item of a journey's partition: private notes, and notes on alerts.

    Parameters
    ----------
    pk : str
        The journey's partition.
    item : dict
        Plain Python.

    Yields
    ------
    tuple of Place and Context
    """
    sk: str = item["sk"]
    if sk.startswith(MOVED_ME):
        digits, _, author = sk.removeprefix(MOVED_ME).partition("#")
        yield ("sealed",), {**context_of(pk), "field": f"{digits}/moved_me/{author}"}
    elif sk.startswith(ALERT) and "note" in item:
        yield ("note",), {**context_of(pk), "field": f"{sk.removeprefix(ALERT)}/alert_note"}
