from dataclasses import replace

import pytest

from adapters.notifications.conftest import Stores
from notifications.adapters.data_keys import KEPT_SECONDS, DataKeys
from notifications.domain.ports import SpoiltTextError
from unit.notifications.making import ID, JOURNEY

OTHER = replace(JOURNEY, journey="00000000-0000-7000-8000-000000000001")


def test_the_first_text_of_a_journey_makes_its_key_and_the_next_costs_no_call(stores: Stores) -> None:
    stores.celebrations.gather(ID)
    sealed = stores.keys.seal_first(JOURNEY, "You kept going.")
    assert stores.calls == ["BatchGetItem", "GenerateDataKey", "PutItem"]
    assert b"kept" not in sealed
    stores.calls.clear()
    assert stores.keys.open(JOURNEY, sealed) == "You kept going."
    assert stores.keys.seal(JOURNEY, "again") is not None
    stores.keys.fetch([JOURNEY])
    assert stores.calls == []


def test_a_key_is_forgotten_after_a_minute(stores: Stores) -> None:
    sealed = stores.keys.seal_first(JOURNEY, "x")
    stores.seconds[0] += KEPT_SECONDS + 1
    stores.calls.clear()
    assert stores.keys.open(JOURNEY, sealed) == "x"
    assert stores.calls == ["BatchGetItem", "Decrypt"]


def test_a_deleted_key_makes_text_unreadable_within_a_minute(stores: Stores) -> None:
    sealed = stores.keys.seal_first(JOURNEY, "x")
    stores.dynamodb.delete_item(TableName="KeysTable", Key={"pk": {"S": f"{JOURNEY.practice}#{JOURNEY.journey}"}})
    stores.seconds[0] += KEPT_SECONDS + 1
    assert stores.keys.open(JOURNEY, sealed) is None
    assert stores.keys.seal(JOURNEY, "y") is None


def test_to_seal_an_edit_never_makes_a_key(stores: Stores) -> None:
    assert stores.keys.seal(JOURNEY, "x") is None
    assert stores.raw("KeysTable") == []


def test_who_comes_second_takes_the_key_that_is_there(stores: Stores) -> None:
    second = DataKeys(stores.dynamodb, "KeysTable", stores.sealer)
    stores.celebrations.gather(ID)
    theirs = second.seal_first(JOURNEY, "theirs")
    ours = stores.keys.seal_first(JOURNEY, "ours")
    assert len(stores.raw("KeysTable")) == 1
    assert stores.keys.open(JOURNEY, theirs) == "theirs"
    assert second.open(JOURNEY, ours) == "ours"


def test_several_keys_come_with_one_call(stores: Stores) -> None:
    sealed = [stores.keys.seal_first(journey, journey.journey) for journey in (JOURNEY, OTHER)]
    fresh = DataKeys(stores.dynamodb, "KeysTable", stores.sealer)
    stores.calls.clear()
    fresh.fetch([JOURNEY, OTHER, JOURNEY])
    assert stores.calls == ["BatchGetItem"]
    assert [fresh.open(journey, text) for journey, text in zip((JOURNEY, OTHER), sealed, strict=True)] == [
        JOURNEY.journey,
        OTHER.journey,
    ]
    assert stores.calls == ["BatchGetItem", "Decrypt", "Decrypt"]


def test_a_text_opens_in_its_own_journey_only(stores: Stores) -> None:
    sealed = stores.keys.seal_first(JOURNEY, "x")
    stores.keys.seal_first(OTHER, "y")
    with pytest.raises(SpoiltTextError):
        stores.keys.open(OTHER, sealed)


def test_a_key_that_is_not_what_kms_wrapped_spoils_its_own_journey_only(stores: Stores) -> None:
    sealed = [stores.keys.seal_first(journey, "x") for journey in (JOURNEY, OTHER)]
    (kept,) = [item for item in stores.raw("KeysTable") if JOURNEY.journey in item["pk"]["S"]]
    spoilt = bytes([*kept["wrapped"]["B"][:-1], kept["wrapped"]["B"][-1] ^ 1])
    stores.dynamodb.put_item(TableName="KeysTable", Item={**kept, "wrapped": {"B": spoilt}})
    fresh = DataKeys(stores.dynamodb, "KeysTable", stores.sealer)
    fresh.fetch([JOURNEY, OTHER])
    with pytest.raises(SpoiltTextError):
        fresh.open(JOURNEY, sealed[0])
    assert fresh.open(OTHER, sealed[1]) == "x"
