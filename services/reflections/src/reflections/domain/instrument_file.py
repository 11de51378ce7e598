"""Reads an instrument from its file, as ``contracts/instruments/schema.json`` describes it."""

from collections.abc import Mapping
from typing import Any

from reflections.domain.instrument import Instrument, RiskItem

_Part = Mapping[str, Any]
_SCORED_ELSEWHERE: _Part = {"reversed": (), "multiplier": 1}


def instrument_in(document: _Part) -> Instrument | None:
    """Read an instrument.

    Parameters
    ----------
    document : mapping
        The file's content.

    Returns
    -------
    Instrument or None
        None where it is no measure: a goal is rated at the goal.
    """
    if document["entry"] == "goal":
        return None
    items, total, loinc = document["items"], document["total"], document["loinc"]
    scoring, prorating = document["scoring"] or _SCORED_ELSEWHERE, document["prorating"]
    return Instrument(
        name=document["id"],
        title=document["name"],
        items=items["count"],
        item_minimum=items["minimum"],
        item_maximum=items["maximum"],
        minimum=total["minimum"],
        maximum=total["maximum"],
        by_items=document["entry"] == "items",
        risk_items=tuple([_risk_item(item) for item in document["risk_items"]]),
        loinc=loinc["total"] if loinc else None,
        licence=document["licence"],
        sources=_sources(items, total, document["scoring"], prorating, loinc, *document["risk_items"]),
        higher_is_better=document["direction"] == "higher_is_better",
        reversed_items=frozenset(scoring["reversed"]),
        multiplier=scoring["multiplier"],
        most_missing=prorating["most_missing"] if prorating else 0,
        wording=tuple(items["wording"] or ()),
    )


def _risk_item(part: _Part) -> RiskItem:
    return RiskItem(part["number"], part["positive_from"], part["loinc"])


def _sources(*parts: _Part | None) -> tuple[str, ...]:
    """Name each source once, in the order in which it is first named."""
    return tuple(dict.fromkeys(part["source"] for part in parts if part))
