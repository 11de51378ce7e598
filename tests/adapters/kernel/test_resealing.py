"""Sealing anew takes the place of what was read, of nothing newer, and changes nothing else."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from kernel.items import Item, from_item, to_item
from kernel.key_ring import FIRST, Context, Ring
from kernel.log import Log
from kernel.outbox import with_event
from kernel.relay import events_in
from kernel.resealing import Place, Resealing, partition_of
from kernel.sealing import DataKey, number_in
from unit.kernel.fakes import an_event

TABLE, PK = "things", "practice-1#thing-1"
CONTEXT = {"practice": "practice-1", "thing": "thing-1"}
OLD = DataKey(b"o" * 32, b"w")
NEW = DataKey(b"n" * 32, b"v", Ring(2, 2, {FIRST: b"o" * 32}, b"f" * 32))


def texts_of(pk: str, item: Item) -> Iterator[tuple[Place, Context]]:
    if pk == PK and "words" in item:
        yield ("words", "first"), {**CONTEXT, "field": "first"}
        yield ("words", "parts", 0), {**CONTEXT, "field": "part"}


def sealed(sk: str, key: DataKey = OLD, **more: Any) -> Item:  # noqa: ANN401 - any attribute
    words = {"first": key.seal("the words", {**CONTEXT, "field": "first"})}
    parts = [key.seal("a part", {**CONTEXT, "field": "part"})]
    return {"pk": PK, "sk": sk, "words": {**words, "parts": parts}, "version": 3, "ratio": 0.25, **more}


class Kept:
    """A table, and what seals it anew."""

    def __init__(self) -> None:
        self.dynamodb: Any = boto3.client("dynamodb")
        self.dynamodb.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )
        self.lines: list[str] = []
        self.pauses = 0

    def put(self, *items: Item) -> None:
        """Write items."""
        for item in items:
            self.dynamodb.put_item(TableName=TABLE, Item=to_item(item))

    def item(self, sk: str) -> Item:
        """Read one."""
        return from_item(self.raw(sk))

    def raw(self, sk: str) -> dict[str, Any]:
        """Read one as it lies there."""
        found: dict[str, Any] = self.dynamodb.get_item(TableName=TABLE, Key=to_item({"pk": PK, "sk": sk}))["Item"]
        return found

    def sweep(self, key: DataKey = NEW, meanwhile: Item | None = None) -> int:
        """Seal anew; what is to happen meanwhile happens between the read and the writes."""

        def items_of(pk: str) -> Iterator[Any]:
            found = list(partition_of(self.dynamodb, TABLE, pk))
            if meanwhile is not None:
                self.put(meanwhile)
            yield from found

        def pause() -> None:
            self.pauses += 1

        return Resealing(self.dynamodb, TABLE, items_of, texts_of, Log("things", self.lines.append), pause)(PK, key)


@pytest.fixture
def kept() -> Iterator[Kept]:
    with mock_aws():
        yield Kept()


def words_of(item: Item) -> list[str]:
    first = NEW.open(item["words"]["first"], {**CONTEXT, "field": "first"})
    return [first, NEW.open(item["words"]["parts"][0], {**CONTEXT, "field": "part"})]


def test_every_text_is_sealed_anew_once_and_all_else_stays(kept: Kept) -> None:
    before = [sealed("A"), sealed("B", NEW), {"pk": PK, "sk": "C", "version": 1}]
    kept.put(*before)
    assert (kept.sweep(), kept.pauses) == (1, 1)
    after = kept.item("A")
    assert {name: value for name, value in after.items() if name != "words"} == {
        name: value for name, value in before[0].items() if name != "words"
    }
    assert words_of(after) == ["the words", "a part"]
    assert {number_in(after["words"]["first"]), number_in(after["words"]["parts"][0])} == {2}
    assert [kept.item(sk) for sk in ("B", "C")] == before[1:]
    assert (kept.sweep(), kept.item("A")) == (0, after)


def test_a_newer_edit_is_never_overwritten_and_is_found_at_the_next_look(kept: Kept) -> None:
    edited = sealed("A", OLD, version=4)
    kept.put(sealed("A"))
    assert kept.sweep(meanwhile=edited) == 1
    assert kept.item("A") == edited
    assert (kept.sweep(), kept.item("A")["version"]) == (1, 4)
    assert words_of(kept.item("A")) == ["the words", "a part"]


def test_what_was_erased_meanwhile_does_not_come_back(kept: Kept) -> None:
    kept.put(sealed("A"))

    def items_of(pk: str) -> Iterator[Any]:
        found = list(partition_of(kept.dynamodb, TABLE, pk))
        kept.dynamodb.delete_item(TableName=TABLE, Key=to_item({"pk": PK, "sk": "A"}))
        yield from found

    log = Log("things", kept.lines.append)
    assert Resealing(kept.dynamodb, TABLE, items_of, texts_of, log, lambda: None)(PK, NEW) == 1
    assert "Item" not in kept.dynamodb.get_item(TableName=TABLE, Key=to_item({"pk": PK, "sk": "A"}))


def test_the_event_in_an_item_is_not_told_again_and_the_next_one_is(kept: Kept) -> None:
    told, later = an_event(), an_event()
    kept.put(with_event(sealed("A"), told))

    def streamed() -> list[Any]:
        return events_in([{"dynamodb": {"NewImage": kept.raw("A")}}])

    assert streamed() == [told]
    kept.sweep()
    assert streamed() == []
    changed = with_event(kept.item("A"), later)
    kept.put(changed)
    assert streamed() == [later], "the mark names the event that was told, and no other"


def test_a_text_that_no_key_opens_stays_and_is_named_without_a_word(kept: Kept) -> None:
    spoilt = sealed("A")
    spoilt["words"]["first"] = spoilt["words"]["first"][:-1] + bytes([spoilt["words"]["first"][-1] ^ 1])
    kept.put(spoilt)
    assert kept.sweep() == 1, "the other text of the item"
    assert kept.item("A")["words"]["first"] == spoilt["words"]["first"]
    assert kept.sweep() == 0
    assert "KN041" in kept.lines[0]
    assert "thing-1" in kept.lines[0]
    assert 'words"' not in kept.lines[0].replace('"field": "words"', "").replace('"field":"words"', "")
