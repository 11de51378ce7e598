"""The keys of one subject through any number of rotations: what was sealed opens, until its key is destroyed."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.key_ring import FIRST, Ring, packed, wrapped_in
from kernel.sealing import DataKey, Sealer, TamperedError, number_in

_CONTEXT = {"practice": "p", "journey": "j"}
_FIELD = {**_CONTEXT, "field": "text"}


class _Kms:
    """Wraps by looking up, and remembers the context as KMS does."""

    def __init__(self) -> None:
        self.kept: dict[bytes, Any] = {}
        self.calls = 0

    def generate_data_key(self, *, KeyId: str, KeySpec: str, EncryptionContext: Any) -> dict[str, bytes]:  # noqa: ANN401, N803, ARG002 - boto3's own
        number = len(self.kept) + 1
        blob, plaintext = f"blob-{number}".encode(), bytes([number]) * 32
        self.kept[blob] = plaintext, EncryptionContext
        return {"Plaintext": plaintext, "CiphertextBlob": blob}

    def decrypt(self, *, KeyId: str, CiphertextBlob: bytes, EncryptionContext: Any) -> dict[str, bytes]:  # noqa: ANN401, N803, ARG002 - boto3's own
        self.calls += 1
        plaintext, context = self.kept[CiphertextBlob]
        assert context == EncryptionContext
        return {"Plaintext": plaintext}


def _sealer() -> tuple[Sealer, _Kms]:
    kms = _Kms()
    return Sealer(kms, "arn:key"), kms  # type: ignore[arg-type]


def _rotated(sealer: Sealer, key: DataKey, *, seals: bool = True) -> DataKey:
    """Put a new key in front, as stored and read again."""
    ring, made = key.ring or Ring(FIRST, FIRST, {}, key.fingerprint_key), sealer.new_key(_CONTEXT)
    older, number = {**ring.older, ring.newest: key.plaintext}, ring.newest + 1
    after = Ring(number, number if seals else ring.sealing, older, ring.fingerprints)
    return sealer.unwrap(packed(after, made.plaintext, made.wrapped, _CONTEXT), _CONTEXT)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(), st.booleans()), min_size=1, max_size=5))
def test_whatever_was_sealed_on_the_way_opens_and_requests_are_known(steps: list[tuple[str, bool]]) -> None:
    sealer, _ = _sealer()
    key = sealer.new_key(_CONTEXT)
    mark, sealed = key.fingerprint(b"a request"), [("first", key.seal("first", _FIELD))]
    for text, seals in steps:
        key = _rotated(sealer, key, seals=seals)
        sealed.append((text, key.seal(text, _FIELD)))
    assert [(key.open(one, _FIELD)) for _, one in sealed] == [text for text, _ in sealed]
    assert key.fingerprint(b"a request") == mark


def test_one_call_of_kms_opens_them_all() -> None:
    sealer, kms = _sealer()
    key = sealer.new_key(_CONTEXT)
    first = key.seal("first", _FIELD)
    for _ in range(3):
        key = _rotated(sealer, key)
    kms.calls = 0
    again = sealer.unwrap(key.wrapped, _CONTEXT)
    assert (again.open(first, _FIELD), again.open(again.seal("last", _FIELD), _FIELD)) == ("first", "last")
    assert kms.calls == 1


def test_a_key_that_is_announced_opens_and_does_not_seal_yet() -> None:
    sealer, _ = _sealer()
    before = sealer.new_key(_CONTEXT)
    announced = _rotated(sealer, before, seals=False)
    assert number_in(announced.seal("text", _FIELD)) == FIRST
    assert before.open(announced.seal("text", _FIELD), _FIELD) == "text", "who remembers the key alone can read it"
    assert announced.ring is not None
    ring = replace(announced.ring, sealing=announced.ring.newest)
    switched = sealer.unwrap(packed(ring, announced.plaintext, wrapped_in(announced.wrapped), _CONTEXT), _CONTEXT)
    assert announced.open(switched.seal("text", _FIELD), _FIELD) == "text", "who remembers the announcement, too"


def test_a_destroyed_key_opens_nothing_and_no_text_claims_another_key() -> None:
    sealer, _ = _sealer()
    key = sealer.new_key(_CONTEXT)
    first, second = key.seal("first", _FIELD), _rotated(sealer, key)
    assert second.ring is not None
    alone = packed(replace(second.ring, older={}), second.plaintext, wrapped_in(second.wrapped), _CONTEXT)
    left = sealer.unwrap(alone, _CONTEXT)
    for sealed in (first, b"\x02\x00\x02" + first[1:], b"\x02\x00\x01" + first[1:], b"\x02", b"\x03" + first[1:], b""):
        with pytest.raises(TamperedError):
            left.open(sealed, _FIELD)
    with pytest.raises(TamperedError):
        second.open(b"\x02\x00\x01" + first[1:], _FIELD)


@pytest.mark.parametrize("name", ["practice", "journey", "field"])
def test_a_text_sealed_after_a_rotation_opens_nowhere_else_either(name: str) -> None:
    sealer, _ = _sealer()
    key = _rotated(sealer, sealer.new_key(_CONTEXT))
    with pytest.raises(TamperedError):
        key.open(key.seal("text", _FIELD), _FIELD | {name: "another"})


@settings(max_examples=50)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_ring_that_was_altered_is_no_key(place: int, change: int) -> None:
    sealer, kms = _sealer()
    stored = bytearray(_rotated(sealer, sealer.new_key(_CONTEXT)).wrapped)
    stored[place % len(stored)] ^= change
    known = kms.decrypt

    def decrypt(**given: Any) -> dict[str, bytes]:  # noqa: ANN401 - boto3's own
        if given["CiphertextBlob"] not in kms.kept:
            raise ClientError({"Error": {"Code": "InvalidCiphertextException"}}, "Decrypt")
        return known(**given)

    kms.decrypt = decrypt  # type: ignore[method-assign]
    with pytest.raises((ClientError, TamperedError)):
        sealer.unwrap(bytes(stored), _CONTEXT)


def test_a_ring_of_another_subject_is_refused_and_none_prints_itself() -> None:
    sealer, kms = _sealer()
    ring = _rotated(sealer, sealer.new_key(_CONTEXT))
    kms.kept = {blob: (plaintext, {**_CONTEXT, "journey": "k"}) for blob, (plaintext, _) in kms.kept.items()}
    with pytest.raises(TamperedError):
        sealer.unwrap(ring.wrapped, {**_CONTEXT, "journey": "k"})
    assert "older" not in repr(ring)
    assert repr(ring.plaintext)[2:-1] not in repr(ring)
