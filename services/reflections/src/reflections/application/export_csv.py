"""A page of an export as CSV: a line for each record, and a first line that says what is withheld."""

import json
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, RootModel

from kernel.routes import Text
from reflections.application.export_views import AnyRecord, ItemRecord
from reflections.application.timeline_csv import as_csv
from reflections.application.timeline_views import COLUMNS


class _Line(RootModel[dict[str, Any]]):
    """A line: cells by column."""


def _columns() -> tuple[str, ...]:
    shown: list[type[BaseModel]] = [
        record.model_fields["data"].annotation for record in get_args(AnyRecord) if record is not ItemRecord
    ]
    return tuple(dict.fromkeys(("part", "withheld", *COLUMNS, *(name for one in shown for name in one.model_fields))))


EXPORT_COLUMNS = _columns()
"""The part, what is withheld, then each field that any record has."""


def export_csv(records: Sequence[AnyRecord], withheld: str, following: str | None) -> Text:
    """Write a page.

    Parameters
    ----------
    records : sequence of AnyRecord
        The lines; what is nested in one is written as JSON.
    withheld : str
        What is not there, and how to ask for it.
    following : str or None
        The address of the next page.
    """
    lines = [_Line({"part": "withheld", "withheld": withheld})]
    for record in records:
        data = record.data.model_dump(mode="json")
        lines.append(_Line({"part": record.part, **{name: _cell(value) for name, value in data.items()}}))
    return as_csv(lines, EXPORT_COLUMNS, following)


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
