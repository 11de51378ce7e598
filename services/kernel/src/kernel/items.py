"""Plain Python values to DynamoDB attribute values, and back.

Written here instead of taken from boto3: importing boto3's own brings the whole of boto3 and its S3 transfers with it,
a tenth of a cold start, and hands back types (``Decimal``, ``Binary``) that nobody here wants.
"""

import base64
from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]
"""An item as plain Python: text, whole and real numbers, bytes, booleans, lists and dictionaries."""


def _attribute(value: object) -> dict[str, Any]:  # noqa: PLR0911 - one line a type
    """Give the attribute value of a plain value; a real number as its shortest exact text."""
    match value:
        case str():
            return {"S": value}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case float():
            return {"N": repr(value)}
        case bytes():
            return {"B": value}
        case None:
            return {"NULL": True}
        case Mapping():
            return {"M": {name: _attribute(inner) for name, inner in value.items() if inner is not None}}
        case list() | tuple():
            return {"L": [_attribute(inner) for inner in value]}
    message = f"DynamoDB keeps no {type(value).__name__}"
    raise TypeError(message)


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        number = float(text)
        return int(number) if number.is_integer() else number


def _plain(attribute: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any plain value
    [(kind, value)] = attribute.items()
    match kind:
        case "N":
            return _number(value)
        case "M":
            return {name: _plain(inner) for name, inner in value.items()}
        case "L":
            return [_plain(inner) for inner in value]
        case "NULL":
            return None
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
    return {name: _attribute(value) for name, value in values.items() if value is not None}


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
    return {name: _plain(value) for name, value in attributes.items()}


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
