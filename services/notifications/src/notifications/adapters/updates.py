"""Writes updates as DynamoDB wants them: expression, names and values from plain attributes."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kernel.items import Item, to_item

_NAME = re.compile(r"#(\w+)")


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> Item:
    """Tell which attributes differ.

    Parameters
    ----------
    before, after : mapping
        Items as plain Python.

    Returns
    -------
    dict
        Attribute to its new value; None where it is to go.
    """
    return {name: after.get(name) for name in sorted({*before, *after}) if before.get(name) != after.get(name)}


def update(
    table: str,
    key: Item,
    changes: Mapping[str, object],
    condition: str,
    values: Mapping[str, object],
    *,
    appended: Mapping[str, Sequence[object]] = MappingProxyType({}),
) -> dict[str, Any]:
    """Write a conditional update.

    Parameters
    ----------
    table : str
        The table's name.
    key : dict
        Of the item.
    changes : mapping
        Attribute to its new value; None removes it.
    condition : str
        Names stand in it as ``#name``, values as ``:name``.
    values : mapping
        Name to value, for the condition.
    appended : mapping
        Attribute to what is added to the end of its list, whatever stands in it.

    Returns
    -------
    dict
        The arguments of ``UpdateItem``, which are those of an update in a transaction too.
    """
    put = [name for name, value in changes.items() if value is not None]
    gone = [name for name, value in changes.items() if value is None]
    parts = []
    added = {name: list(more) for name, more in appended.items() if more}
    sets = [f"#{name} = :new_{name}" for name in put]
    sets += [f"#{name} = list_append(if_not_exists(#{name}, :nothing), :more_{name})" for name in added]
    if sets:
        parts.append("SET " + ", ".join(sets))
    if gone:
        parts.append("REMOVE " + ", ".join(f"#{name}" for name in gone))
    in_condition = _NAME.findall(condition)
    return {
        "TableName": table,
        "Key": to_item(key),
        "UpdateExpression": " ".join(parts),
        "ConditionExpression": condition,
        "ExpressionAttributeNames": {f"#{name}": name for name in sorted({*changes, *added, *in_condition})},
        "ExpressionAttributeValues": to_item(
            {f":new_{name}": changes[name] for name in put}
            | {f":more_{name}": more for name, more in added.items()}
            | ({":nothing": []} if added else {})
            | {f":{name}": value for name, value in values.items()}
        ),
    }
