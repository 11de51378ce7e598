"""Links out of e-mails: ours alone, for a while, and without a word about anybody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from notifications.adapters.unsubscribe_links import UnsubscribeLinks
from notifications.domain.unsubscribing import LASTS, ExpiredLinkError, ForgedLinkError, Subscriber
from unit.notifications.fakes import NOON

WHOM = Subscriber("harbour.practice", "0190b6a0-0000-7000-8000-000000000001")


@dataclass
class Place:
    """Keys of two stages, and what was asked of them."""

    kms: Any
    key: str
    other: str
    calls: list[str] = field(default_factory=list)

    def links(self, key: str | None = None) -> UnsubscribeLinks:
        return UnsubscribeLinks(self.kms, key or self.key, "https://api.example")


@pytest.fixture
def place() -> Iterator[Place]:
    with mock_aws():
        kms = boto3.client("kms")
        made = [kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC") for _ in range(2)]
        ours, other = (str(each["KeyMetadata"]["Arn"]) for each in made)
        found = Place(kms, ours, other)
        kms.meta.events.register("before-call", lambda model, **_: found.calls.append(model.name))
        yield found


def token_of(link: str) -> str:
    base, _, token = link.rpartition("/")
    assert base == "https://api.example/unsubscribe"
    return token


def test_a_link_is_read_by_every_process_and_costs_no_call_after_the_first(place: Place) -> None:
    maker, reader = place.links(), place.links()
    links = [maker.link(WHOM, NOON) for _ in range(3)]
    assert len(set(links)) == 3
    assert [reader.read(token_of(link), NOON) for link in links] == [WHOM] * 3
    assert place.calls == ["GenerateMac", "GenerateMac"]


def test_a_link_tells_nothing_and_fits_into_a_header_line(place: Place) -> None:
    link = place.links().link(WHOM, NOON)
    assert "harbour" not in link
    assert "0190b6a0" not in link
    assert len(f"List-Unsubscribe: <{link}>") < 400
    assert set(token_of(link)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_it_works_for_ninety_days_and_no_longer(place: Place) -> None:
    token = token_of(place.links().link(WHOM, NOON))
    assert place.links().read(token, NOON + LASTS) == WHOM
    with pytest.raises(ExpiredLinkError):
        place.links().read(token, NOON + LASTS + timedelta(seconds=1))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 400), bit=st.integers(0, 7))
def test_a_link_with_one_bit_changed_is_none_of_ours(place: Place, at: int, bit: int) -> None:
    links = place.links()
    token = bytearray(token_of(links.link(WHOM, NOON)).encode())
    token[at % len(token)] ^= 1 << bit
    try:
        found = links.read(token.decode("latin-1"), NOON)
    except ForgedLinkError:
        return
    # The last sign of base64 has bits that mean nothing.
    assert (found, at % len(token)) == (WHOM, len(token) - 1)


@pytest.mark.parametrize("token", ["", "x", "AQ", "A" * 400, "é", "====", "AQ" + "A" * 120])
def test_what_was_made_up_is_none_of_ours(place: Place, token: str) -> None:
    with pytest.raises(ForgedLinkError):
        place.links().read(token, NOON)


def test_a_link_of_another_key_is_none_of_ours(place: Place) -> None:
    token = token_of(place.links(place.other).link(WHOM, NOON))
    with pytest.raises(ForgedLinkError):
        place.links().read(token, NOON)
