"""Sealing: opens under its own key and context, and under nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.sealing import DataKey, Sealer, TamperedError

_KEY = DataKey(plaintext=b"k" * 32, wrapped=b"w")
_OTHER = DataKey(plaintext=b"o" * 32, wrapped=b"v")
_CONTEXT = {"practice": "p", "journey": "j", "field": "text"}


@given(st.text())
def test_what_is_sealed_opens_again_and_shows_nothing(text: str) -> None:
    sealed = _KEY.seal(text, _CONTEXT)
    assert _KEY.open(sealed, dict(reversed(_CONTEXT.items()))) == text
    assert len(text) < 4 or text.encode() not in sealed


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert _KEY.seal("again", _CONTEXT) != _KEY.seal("again", _CONTEXT)


@given(st.text(), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_refused(text: str, place: int, change: int) -> None:
    sealed = bytearray(_KEY.seal(text, _CONTEXT))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(TamperedError):
        _KEY.open(bytes(sealed), _CONTEXT)


@pytest.mark.parametrize("name", ["practice", "journey", "field"])
def test_a_text_moved_to_another_place_is_refused(name: str) -> None:
    with pytest.raises(TamperedError):
        _KEY.open(_KEY.seal("text", _CONTEXT), _CONTEXT | {name: "another"})


def test_another_key_and_a_cut_text_are_refused() -> None:
    sealed = _KEY.seal("text", _CONTEXT)
    with pytest.raises(TamperedError):
        _OTHER.open(sealed, _CONTEXT)
    for cut in range(len(sealed)):
        with pytest.raises(TamperedError):
            _KEY.open(sealed[:cut], _CONTEXT)


def test_a_key_does_not_print_itself() -> None:
    assert "kkkk" not in repr(_KEY)


@given(st.lists(st.binary(), max_size=3), st.lists(st.binary(), max_size=3))
def test_fingerprints_are_equal_only_for_equal_parts_and_keys(one: list[bytes], other: list[bytes]) -> None:
    assert (_KEY.fingerprint(*one) == _KEY.fingerprint(*other)) == (one == other)
    assert _KEY.fingerprint(*one) != _OTHER.fingerprint(*one)


class _FakeKms:
    """Wraps by reversing, and remembers the context as KMS does."""

    def __init__(self) -> None:
        self._contexts: dict[bytes, Any] = {}

    def generate_data_key(self, *, KeyId: str, KeySpec: str, EncryptionContext: Any) -> dict[str, bytes]:  # noqa: ANN401, N803 - boto3's own
        assert (KeyId, KeySpec) == ("arn:key", "AES_256")
        self._contexts[b"wrapped"] = EncryptionContext
        return {"Plaintext": b"p" * 32, "CiphertextBlob": b"wrapped"}

    def decrypt(self, *, KeyId: str, CiphertextBlob: bytes, EncryptionContext: Any) -> dict[str, bytes]:  # noqa: ANN401, N803 - boto3's own
        assert KeyId == "arn:key"
        assert self._contexts[CiphertextBlob] == EncryptionContext
        return {"Plaintext": b"p" * 32}


def test_a_wrapped_key_unwraps_to_the_same_key() -> None:
    sealer = Sealer(_FakeKms(), "arn:key")  # type: ignore[arg-type]
    made = sealer.new_key({"journey": "j"})
    assert sealer.unwrap(made.wrapped, {"journey": "j"}) == made
