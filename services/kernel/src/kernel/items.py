"""Plain Python values to DynamoDB attribute values, and back."""

import base64
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer

Item = dict[str, Any]
"""An item as plain Python: text, whole and real numbers, bytes, booleans, lists and dictionaries."""

_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def _storable(value: object) -> object:
    """Make real numbers exact decimals by their shortest text, also inside lists and dictionaries."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: _storable(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_storable(inner) for inner in value]
    return value


def _plain(value: object) -> object:
    """Turn what the deserializer gives into plain Python."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Binary):
        return bytes(value.value)  # type: ignore[attr-defined]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def to_item(values: Mapping[str, object]) -> dict[str, Any]:
    """Give attribute values for a whole item or a set of expression values.

    Parameters
    ----------
    values : mapping
        Plain Python values. A name whose value is None is left out: an absent attribute, not a null.

    Returns
    -------
    dict
        Attribute name to DynamoDB attribute value.
    """
    return {name: _serialize(_storable(value)) for name, value in values.items() if value is not None}


def from_item(attributes: Mapping[str, Any]) -> Item:
    """Give plain Python values of an item.

    Parameters
    ----------
    attributes : mapping
        Attribute name to DynamoDB attribute value, as a client returns it.

    Returns
    -------
    dict
        Whole numbers come back as int, others as float, binary as bytes.
    """
    return {name: _plain(_deserialize(value)) for name, value in attributes.items()}


def from_image(image: Mapping[str, Any]) -> Item:
    """Give plain Python values of an item as a stream shows it to a function.

    Parameters
    ----------
    image : mapping
        ``NewImage`` of a record. The event is JSON, so that its binary values are base64 text: the one way in which it
        differs from what a client returns.

    Returns
    -------
    dict
        As `from_item` gives it.
    """
    return from_item({name: _with_bytes(value) for name, value in image.items()})


def _with_bytes(attribute: Mapping[str, Any]) -> dict[str, Any]:
    [(kind, value)] = attribute.items()
    if kind == "B" and isinstance(value, str):
        value = base64.b64decode(value)
    elif kind == "M":
        value = {name: _with_bytes(inner) for name, inner in value.items()}
    elif kind == "L":
        value = [_with_bytes(inner) for inner in value]
    return {kind: value}
