"""Items and conditional writes against moto's DynamoDB."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from kernel.conditional import LostRaceError, put_once, write_together
from kernel.items import from_item, to_item

_VALUES = st.recursive(
    st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9).map(lambda x: round(x, 6))
    | st.text()
    | st.binary(min_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            TableName="things",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )
        yield client


@given(st.dictionaries(st.text(min_size=1), _VALUES, max_size=5))
def test_plain_values_come_back_as_they_were(values: dict[str, Any]) -> None:
    assert from_item(to_item(values)) == values


def test_none_is_an_absent_attribute() -> None:
    assert to_item({"a": None, "b": {"c": None, "d": 1}}) == {"b": {"M": {"d": {"N": "1"}}}}


def test_a_key_is_taken_once_and_the_holder_is_told(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    assert put_once(dynamodb, "things", {"pk": "p", "sk": "s", "text": "first"}) is None
    stored = put_once(dynamodb, "things", {"pk": "p", "sk": "s", "text": "second"})
    assert stored == {"pk": "p", "sk": "s", "text": "first"}


def test_another_error_is_no_answer(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    with pytest.raises(ClientError):
        put_once(dynamodb, "nowhere", {"pk": "p", "sk": "s"})


def _put(sk: str) -> dict[str, Any]:
    return {
        "Put": {
            "TableName": "things",
            "Item": to_item({"pk": "p", "sk": sk}),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }


def test_a_transaction_writes_all_or_none_and_tells_which_was_refused(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    write_together(dynamodb, [_put("a"), _put("b")])
    with pytest.raises(LostRaceError) as caught:
        write_together(dynamodb, [_put("c"), _put("b")])
    assert caught.value.refused == (1,)
    assert {item["sk"]["S"] for item in dynamodb.scan(TableName="things")["Items"]} == {"a", "b"}


@pytest.mark.parametrize("reason", ["ThrottlingError", "ProvisionedThroughputExceeded"])
def test_a_transaction_that_was_throttled_is_a_throttled_call(reason: str) -> None:
    """DynamoDB cancels it with reasons; callers are to come again, as after any throttled call: nobody lost a race."""
    dynamodb = boto3.client("dynamodb")
    reasons = {"CancellationReasons": [{"Code": "None"}, {"Code": reason}]}
    with Stubber(dynamodb) as stub:
        stub.add_client_error("transact_write_items", "TransactionCanceledException", modeled_fields=reasons)
        with pytest.raises(ClientError) as caught:
            write_together(dynamodb, [_put("a"), _put("b")])
    assert caught.value.response["Error"]["Code"] == "ThrottlingException"
