"""Reads an instrument from its file, as ``contracts/instruments/schema.json`` describes it."""

from collections.abc import Mapping
from typing import Any

from milestones.domain.instrument import Answers, Band, Direction, Instrument, Norm, RiskItem, Threshold
from milestones.domain.score import exact

_Part = Mapping[str, Any]
_DIRECTIONS = {"lower_is_better": Direction.LOWER_IS_BETTER, "higher_is_better": Direction.HIGHER_IS_BETTER}


def instrument_in(document: _Part) -> Instrument:
    """Read an instrument.

    Parameters
    ----------
    document : mapping
        The file's content.

    Returns
    -------
    Instrument
        As shipped, so of version 0.
    """
    return Instrument(
        id=document["id"],
        lowest=document["total"]["minimum"],
        highest=document["total"]["maximum"],
        direction=_DIRECTIONS[document["direction"]],
        sudden_gain_cutoff=_threshold(document["sudden_gain_cutoff"]),
        reliable_change=_threshold(document["reliable_change"]),
        caseness=_threshold(document["caseness"]),
        clinical=_norm(document["clinical"]),
        functional=_norm(document["functional"]),
        reliability=_threshold(document["reliability"]),
        bands=_bands(document["bands"]),
        answers=_answers(document),
    )


def _threshold(part: _Part | None) -> Threshold | None:
    return Threshold(exact(part["value"]), part["source"]) if part else None


def _norm(part: _Part | None) -> Norm | None:
    return Norm(exact(part["mean"]), exact(part["sd"]), part["source"]) if part else None


def _bands(part: _Part | None) -> tuple[Band, ...]:
    return tuple([Band(band["lowest"], band["highest"], band["name"]) for band in part["values"]]) if part else ()


def _answers(document: _Part) -> Answers:
    items = document["items"]
    risk = tuple([RiskItem(item["number"], item["positive_from"]) for item in document["risk_items"]])
    return Answers(items["count"], items["minimum"], items["maximum"], document["entry"] == "items", risk)
