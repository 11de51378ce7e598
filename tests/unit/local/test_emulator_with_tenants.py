"""What the emulator's IAM is taught: which partitions a request names, and variables in conditions."""

from typing import Any

import pytest

from local.emulator_with_tenants import leading_keys, resolved


def _hash_key(table: str, index: str | None) -> str:
    return {None: "pk", "caseloads": "caseload_of", "timeline": "pk"}[index] if table != "keys" else "id"


def _s(text: str) -> dict[str, str]:
    return {"S": text}


_PUT: Any = {"PutRequest": {"Item": {"pk": {"S": "a#1"}}}}
_KEY: Any = {"pk": _s("a#1"), "sk": _s("x#9")}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"TableName": "t", "Key": _KEY}, [("t", "a#1")]),
        ({"TableName": "t", "Item": {**_KEY, "other": _s("b#2")}}, [("t", "a#1")]),
        (
            {
                "TableName": "t",
                "KeyConditionExpression": "pk = :p AND begins_with(sk, :s)",
                "ExpressionAttributeValues": {":p": _s("a#1"), ":s": _s("b#2")},
            },
            [("t", "a#1")],
        ),
        (
            {
                "TableName": "t",
                "KeyConditionExpression": "#s = :s AND #p=:p",
                "ExpressionAttributeNames": {"#p": "pk", "#s": "sk"},
                "ExpressionAttributeValues": {":p": _s("a#1"), ":s": _s("b#2")},
            },
            [("t", "a#1")],
        ),
        (
            {
                "TableName": "t",
                "IndexName": "caseloads",
                "KeyConditionExpression": "caseload_of = :p",
                "ExpressionAttributeValues": {":p": _s("a#1")},
            },
            [("t", "a#1")],
        ),
        (
            {"RequestItems": {"t": {"Keys": [_KEY, {"pk": _s("b#2")}]}, "keys": {"Keys": [{"id": _s("c#3")}]}}},
            [("t", "a#1"), ("t", "b#2"), ("keys", "c#3")],
        ),
        (
            {"RequestItems": {"t": [_PUT, {"DeleteRequest": {"Key": {"pk": _s("b#2")}}}]}},
            [("t", "a#1"), ("t", "b#2")],
        ),
        (
            {
                "TransactItems": [
                    {"Put": {"TableName": "t", "Item": _KEY}},
                    {"Update": {"TableName": "t", "Key": {"pk": _s("b#2")}}},
                    {"ConditionCheck": {"TableName": "keys", "Key": {"id": _s("c#3")}}},
                ]
            },
            [("t", "a#1"), ("t", "b#2"), ("keys", "c#3")],
        ),
        ({"TableName": "t"}, []),
    ],
)
def test_every_partition_that_a_request_names_is_told(
    request_: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert list(leading_keys(request_, _hash_key)) == expected


def test_a_variable_has_its_value_and_without_one_is_like_nothing() -> None:
    condition = {"ForAnyValue:StringNotLike": {"dynamodb:LeadingKeys": ["${aws:PrincipalTag/practice}#*", "plain"]}}
    filled = resolved(condition, {"aws:PrincipalTag/practice": "harbour"}.get)
    assert filled == {"ForAnyValue:StringNotLike": {"dynamodb:LeadingKeys": ["harbour#*", "plain"]}}
    [text] = resolved(["${aws:PrincipalTag/practice}#*"], lambda _: None)
    assert "*" not in text.removesuffix("#*")
    assert not text.startswith("#")
