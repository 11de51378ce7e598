"""The encryption of Web Push against the example that RFC 8291 works out, and against the other end."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.adapters.push_encryption import encrypted, is_point, point_of
from unit.notifications.browser import Browser, read, written

# RFC 8291, section 5 and appendix A.
_TEXT = b"When I grow up, I want to be a watermelon"
# pragma: allowlist nextline secret
_AUTH = read("BTBZMqHH6r4Tts7J_aSIgg")
# pragma: allowlist nextline secret
_RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
# pragma: allowlist nextline secret
_RECEIVER_PUBLIC = read("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
# pragma: allowlist nextline secret
_SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
# pragma: allowlist nextline secret
_SENDER_PUBLIC = read("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")
_SALT = read("DGv6ra1nlYgDCS1FRnbzlw")
_BODY = (
    # pragma: allowlist nextline secret
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    # pragma: allowlist nextline secret
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def _private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(read(text), "big"), ec.SECP256R1())


def test_the_example_of_rfc_8291_comes_out_byte_for_byte() -> None:
    assert point_of(_private(_SENDER).public_key()) == _SENDER_PUBLIC
    body = encrypted(_TEXT, _RECEIVER_PUBLIC, _AUTH, salt=_SALT, ephemeral=_private(_SENDER))
    assert written(body) == _BODY


def test_our_browser_reads_the_example_too() -> None:
    browser = Browser(private=_private(_RECEIVER), auth=_AUTH)
    assert browser.p256dh == _RECEIVER_PUBLIC
    assert browser.decrypted(read(_BODY)) == _TEXT.decode()


@settings(max_examples=20)
@given(text=st.text(max_size=80))
def test_what_is_encrypted_for_a_browser_it_reads_and_no_other_does(text: str) -> None:
    browser, other = Browser(), Browser()
    text = text.rstrip("\x00")
    body = encrypted(text.encode(), browser.p256dh, browser.auth, length=400)
    assert browser.decrypted(body) == text
    assert body != encrypted(text.encode(), browser.p256dh, browser.auth, length=400)
    with pytest.raises(InvalidTag):
        other.decrypted(body)


def test_padded_texts_cannot_be_told_apart_by_length() -> None:
    browser = Browser()
    lines = ("You have a new message", "新しいメッセージがあります", "")
    assert len({len(encrypted(line.encode(), browser.p256dh, browser.auth, length=128)) for line in lines}) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        _RECEIVER_PUBLIC[:-1],
        _RECEIVER_PUBLIC + b"\x00",
        b"\x04" + bytes(64),  # not on the curve
        b"\x02" + _RECEIVER_PUBLIC[1:33],  # compressed
        b"\x00",  # infinity
        _RECEIVER_PUBLIC[:-1] + bytes([_RECEIVER_PUBLIC[-1] ^ 1]),
    ],
)
def test_what_is_no_point_on_the_curve_is_no_key(wrong: bytes) -> None:
    assert not is_point(wrong)
    assert is_point(_RECEIVER_PUBLIC)
