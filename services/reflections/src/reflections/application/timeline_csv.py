"""A page of the timeline as CSV (RFC 4180): the same rows as in JSON, a column for each field that any kind has."""

import csv
from collections.abc import Sequence
from io import StringIO

from pydantic import BaseModel

from kernel.routes import Text

MEDIA_TYPE = "text/csv"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these a spreadsheet takes a cell for a formula (OWASP, CSV injection); the last four are full width."""


def as_csv(items: Sequence[BaseModel], columns: Sequence[str], following: str | None) -> Text:
    """Write a page.

    Parameters
    ----------
    items : sequence of BaseModel
        The rows.
    columns : sequence of str
        The fields of any row, in order; a row without one of them leaves it empty.
    following : str or None
        The address of the next page.

    Returns
    -------
    Text
        With a head line. A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = StringIO(newline="")
    rows = csv.DictWriter(written, columns)
    rows.writeheader()
    for item in items:
        rows.writerow({name: _cell(value) for name, value in item.model_dump(mode="json").items()})
    return Text(written.getvalue(), f"{MEDIA_TYPE}; charset=utf-8", following)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        # Tags are typed words too: the first of them may begin as a formula does.
        value = ";".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
