"""Invitation codes: unambiguous, unguessable, forgiving of how they are typed."""

import os

from hypothesis import given
from hypothesis import strategies as st

from reflections.domain.invitation import ALPHABET, LENGTH, Invitation, code_of, digest_of, normal


def test_no_two_signs_look_alike() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("01OI") & set(ALPHABET)


@given(st.binary(min_size=16, max_size=16))
def test_a_code_has_ten_signs_of_the_alphabet(noise: bytes) -> None:
    code = code_of(noise)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


def test_codes_use_every_sign_at_every_place() -> None:
    codes = [code_of(os.urandom(16)) for _ in range(2000)]
    assert all({code[place] for code in codes} == set(ALPHABET) for place in range(LENGTH))


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_known_however_it_is_typed(noise: bytes) -> None:
    code = code_of(noise)
    assert normal(f" {code[:5].lower()}-{code[5:]} ") == code


def test_the_same_code_in_another_practice_is_another_one() -> None:
    assert digest_of("practice-1", "ABCDEFGHJK") != digest_of("practice-2", "ABCDEFGHJK")


def test_an_invitation_opens_until_it_expires_or_is_used() -> None:
    fresh = Invitation("p", "j", "d", "2026-06-15T09:00:00.000Z")
    assert fresh.opens("2026-06-15T08:59:59.999Z")
    assert not fresh.opens("2026-06-15T09:00:00.000Z")
    assert not Invitation("p", "j", "d", "2026-06-15T09:00:00.000Z", redeemed=True).opens("2026-06-01T09:00:00.000Z")
