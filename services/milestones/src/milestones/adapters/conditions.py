"""The condition that the version before is stored: optimistic locking of courses, trails and pages."""

from typing import Any

from kernel.items import to_item


def upon(version: int) -> dict[str, Any]:
    """Demand that the version before is stored.

    Parameters
    ----------
    version : int
        That is to be written, from 1.

    Returns
    -------
    dict
        What a put needs beside its item.
    """
    if version == 1:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "ConditionExpression": "#version = :before",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": to_item({":before": version - 1}),
    }
