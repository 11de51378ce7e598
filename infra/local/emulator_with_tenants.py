"""Run by the emulator's own interpreter: teach its IAM two things that AWS's knows, then run the emulator itself.

Its evaluator knows session tags and conditions, but no variables in them (``${aws:PrincipalTag/practice}``), and its
DynamoDB does not say which partitions a request names (``dynamodb:LeadingKeys``). With both, the policies that keep one
practice from another are judged here, too, by the evaluator that judges all the others.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

_VARIABLE = re.compile(r"\$\{([^}]+)\}")
_EQUAL = re.compile(r"([#\w.]+)\s*=\s*(:\w+)")
_KEYS = "dynamodb:leadingkeys"
"""In lower case, as the evaluator looks keys up."""
_UNKNOWN = "\N{NUL}"
"""Stands for a variable without a value: it is like nothing that can be asked for."""


def leading_keys(request: Mapping[str, Any], hash_key: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a function of table and index
    """Say which partitions a DynamoDB request names.

    Parameters
    ----------
    request : mapping
        The body of the request.
    hash_key : callable
        Takes a table and an index (or None), gives the name of its partition key.

    Yields
    ------
    tuple of str and str
        The table, and the value of the partition key, for each key that is named.
    """
    table, names = str(request.get("TableName", "")), request.get("ExpressionAttributeNames") or {}
    for item in (request.get("Key"), request.get("Item")):
        if item:
            yield table, _text(item.get(hash_key(table, None)))
    wanted = hash_key(table, request.get("IndexName"))
    for name, value in _EQUAL.findall(request.get("KeyConditionExpression") or ""):
        if names.get(name, name) == wanted:
            yield table, _text((request.get("ExpressionAttributeValues") or {}).get(value))
    for action in request.get("TransactItems") or []:
        for inner in action.values():
            yield from leading_keys(inner, hash_key)
    for name, asked in (request.get("RequestItems") or {}).items():
        keys = asked.get("Keys", []) if isinstance(asked, Mapping) else [_written(each) for each in asked]
        for key in keys:
            yield name, _text(key.get(hash_key(name, None)))


def _written(each: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = each.get("PutRequest", {}).get("Item") or each.get("DeleteRequest", {}).get("Key") or {}
    return found


def _text(value: Any) -> str:  # noqa: ANN401 - an attribute value
    return str(next(iter(value.values()))) if value else ""


def resolved(value: Any, resolve: Any) -> Any:  # noqa: ANN401 - JSON, and a function of a condition key
    """Fill in the variables of a condition.

    Parameters
    ----------
    value : Any
        A text, a list, or a mapping of them.
    resolve : callable
        Gives the value of a condition key, or None.

    Returns
    -------
    Any
        The same, with every variable's value in its place.
    """
    if isinstance(value, Mapping):
        return {name: resolved(inner, resolve) for name, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner, resolve) for inner in value]
    if not isinstance(value, str):
        return value
    return _VARIABLE.sub(lambda found: str(resolve(found[1]) or _UNKNOWN), value)


def teach() -> None:
    """Put both into the emulator's modules."""
    actions: Any = import_module("ministack.core.iam_actions")
    evaluator: Any = import_module("ministack.core.iam_evaluator")
    dynamodb: Any = import_module("ministack.services.dynamodb")
    known, met, look_up = actions.dynamodb_service_context, evaluator._conditions_met, evaluator._resolve_condition_key  # noqa: SLF001 - it offers no other place

    def hash_key(table: str, index: str | None) -> str:
        held = dynamodb._tables.get(table.rpartition("/")[2]) or {}  # noqa: SLF001 - as above
        indexes = [*(held.get("GlobalSecondaryIndexes") or []), *(held.get("LocalSecondaryIndexes") or [])]
        schemas = [each["KeySchema"] for each in indexes if each["IndexName"] == index]
        schema = schemas[0] if schemas else held.get("KeySchema") or []
        return next((each["AttributeName"] for each in schema if each["KeyType"] == "HASH"), "")

    def context(body: bytes) -> dict[str, Any]:
        found: dict[str, Any] = known(body)
        keys: dict[str, list[str]] = {}
        for table, key in leading_keys(json.loads(body or b"{}"), hash_key) if found else ():
            keys.setdefault(table.rpartition("/")[2], []).append(key)
        return {**found, _KEYS: keys} if keys else found

    def resolve(key: str, given: Any) -> Any:  # noqa: ANN401 - the evaluator's context, a condition key's value
        if key.lower() != _KEYS:
            return look_up(key, given)
        # Each table of a request is judged by itself, with the keys that are named of it.
        table = given.resource_arn.partition(":table/")[2].partition("/")[0]
        return (given.service_context.get(_KEYS) or {}).get(table)

    def conditions_met(conditions: dict[str, Any], given: Any) -> bool:  # noqa: ANN401 - the evaluator's context
        return bool(met(resolved(conditions, lambda key: resolve(key, given)), given))

    actions.dynamodb_service_context = context
    evaluator._resolve_condition_key, evaluator._conditions_met = resolve, conditions_met  # noqa: SLF001 - as above


if __name__ == "__main__":
    teach()
    sys.exit(import_module("ministack.app").main())
