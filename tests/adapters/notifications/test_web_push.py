"""Web Push as it leaves: encrypted, signed, to the address that was checked, and to no other."""

import base64
import json
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from moto import mock_aws

from notifications.adapters.push_connection import PushConnections
from notifications.adapters.vapid import LASTS, Vapid
from notifications.adapters.web_push import WebPush
from notifications.domain.device import Device
from notifications.domain.notice import Delivery, Notice, Outcome
from notifications.domain.preferences import Language
from unit.notifications.browser import Browser, read
from unit.notifications.fakes import NOON, FakeClock
from whole.wire import Wire

PUBLIC, PRIVATE = "93.184.216.34", "10.0.0.1"


@dataclass
class Names:
    """A resolver of its own mind."""

    addresses: Sequence[str] = (PUBLIC,)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        assert port == 443
        self.asked.append(host)
        if not self.addresses:
            raise socket.gaierror
        return self.addresses


@dataclass
class Place:
    """Web Push upon a wire, names and a key that a test decides."""

    wire: Wire
    names: Names
    kms: Any
    key: str
    push: WebPush
    clock: FakeClock
    browser: Browser = field(default_factory=Browser)
    calls: list[str] = field(default_factory=list)

    def carry(self, language: Language = Language.ENGLISH, holds_for: timedelta = timedelta(hours=9)) -> Delivery:
        device = Device(self.browser.endpoint, self.browser.p256dh, self.browser.auth, NOON)
        return self.push.carry(Notice("practice-1", "client-1", language, holds_for), device)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    wire, names, clock = Wire(), Names(), FakeClock()
    monkeypatch.setattr("notifications.adapters.push_connection.socket.create_connection", wire.create_connection)
    monkeypatch.setattr("notifications.adapters.push_connection.ssl.create_default_context", lambda: wire)
    with mock_aws():
        kms = boto3.client("kms")
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
        vapid = Vapid(kms, key, "notices@quietcheer.example")
        made = Place(wire, names, kms, key, WebPush(PushConnections(names), vapid, clock), clock)
        kms.meta.events.register("before-call", lambda model, **_: made.calls.append(model.name))
        yield made


@pytest.mark.parametrize(
    ("language", "line"),
    [(Language.ENGLISH, "You have a new message"), (Language.JAPANESE, "新しいメッセージがあります")],
)
def test_a_lock_screen_shows_the_neutral_line_and_nothing_else(place: Place, language: Language, line: str) -> None:
    assert place.carry(language) == Delivery(Outcome.ACCEPTED, "https://push.example.net/m/1")
    assert place.browser.decrypted(place.wire.body) == line
    headers = place.wire.headers
    assert headers[""] == "POST /JzLQ3raZJfFBR0aqvOMsLrt54w4 HTTP/1.1"
    assert headers["content-encoding"] == "aes128gcm"
    assert (headers["ttl"], headers["topic"], headers["urgency"]) == ("32400", "message", "normal")
    assert headers["content-length"] == str(len(place.wire.body))
    assert "practice" not in str(headers) + str(place.wire.sent)
    assert len(place.wire.body) == 16 + 5 + 65 + 128 + 1 + 16


def test_the_token_says_who_sends_and_for_whom_and_is_signed_by_the_key_that_browsers_know(place: Place) -> None:
    place.carry()
    scheme, _, parts = place.wire.headers["authorization"].partition(" ")
    given = dict(part.strip().split("=", 1) for part in parts.split(","))
    assert scheme == "vapid"
    assert read(given["k"]) == place.push.server_key()
    head, claims, signature = given["t"].split(".")
    assert json.loads(read(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(read(claims)) == {
        "aud": "https://push.example.net",
        "exp": int((NOON + LASTS).timestamp()),
        "sub": "mailto:notices@quietcheer.example",
    }
    numbers = read(signature)
    assert len(numbers) == 64
    der = encode_dss_signature(int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read(given["k"]))
    public.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


def test_a_token_serves_for_hours(place: Place) -> None:
    for _ in range(3):
        place.carry()
        place.clock.forward(timedelta(hours=3))
    assert sorted(place.calls) == ["GetPublicKey", "Sign"]
    place.clock.forward(timedelta(hours=3))
    place.carry()
    assert sorted(place.calls) == ["GetPublicKey", "Sign", "Sign"]


def test_the_connection_goes_to_the_address_that_was_checked_and_greets_the_name(place: Place) -> None:
    place.carry()
    assert place.names.asked == ["push.example.net"]
    assert place.wire.connected == [(PUBLIC, 443)]
    assert place.wire.greeted == ["push.example.net"]
    assert place.wire.headers["host"] == "push.example.net"


@pytest.mark.parametrize("addresses", [[PRIVATE], [PUBLIC, PRIVATE], ["127.0.0.1"], ["::1"], ["fe80::1%eth0"]])
def test_a_name_that_came_to_stand_for_a_private_address_is_called_no_more(place: Place, addresses: list[str]) -> None:
    assert place.push.refusal(place.browser.endpoint) is None
    place.names.addresses = addresses
    assert place.push.refusal(place.browser.endpoint) == "an address whose host is a public one"
    assert place.carry() == Delivery(Outcome.GONE)
    assert place.wire.connected == []


def test_a_name_that_nobody_knows_is_refused_and_later_tried_again(place: Place) -> None:
    place.names.addresses = []
    assert place.push.refusal(place.browser.endpoint) == "an address whose host can be found"
    assert place.carry() == Delivery(Outcome.REFUSED_FOR_NOW)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.ACCEPTED),
        (202, Outcome.ACCEPTED),
        (301, Outcome.REFUSED),
        (307, Outcome.REFUSED),
        (400, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (413, Outcome.REFUSED),
        (429, Outcome.REFUSED_FOR_NOW),
        (500, Outcome.UNKNOWN),
        (503, Outcome.REFUSED_FOR_NOW),
    ],
)
def test_what_an_answer_means(place: Place, status: int, outcome: Outcome) -> None:
    inside = b"Location: http://169.254.169.254/latest/meta-data\r\n" if status in {301, 307} else b""
    place.wire.answer = f"HTTP/1.1 {status} Word\r\n".encode() + inside + b"Content-Length: 0\r\n\r\n"
    assert place.carry() == Delivery(outcome)
    assert place.wire.connected == [(PUBLIC, 443)], "a redirect is followed nowhere"


@pytest.mark.parametrize("fault", [TimeoutError(), ConnectionRefusedError(), OSError("no route")])
def test_without_a_connection_nothing_left(place: Place, fault: Exception) -> None:
    place.wire.fault = fault
    assert place.carry() == Delivery(Outcome.REFUSED_FOR_NOW)
    assert place.wire.sent == b""


@pytest.mark.parametrize("silence", [TimeoutError(), ConnectionResetError()])
def test_without_an_answer_nobody_knows(place: Place, silence: Exception) -> None:
    place.wire.silence = silence
    assert place.carry() == Delivery(Outcome.UNKNOWN)


def test_an_answer_that_is_no_http_is_none(place: Place) -> None:
    place.wire.answer = b"SSH-2.0-OpenSSH_9.9\r\n"
    assert place.carry() == Delivery(Outcome.UNKNOWN)


def test_where_kms_does_not_sign_nothing_leaves(place: Place) -> None:
    def fail(model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's own
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, model.name)

    place.kms.meta.events.register("before-call.kms.Sign", fail)
    assert place.carry() == Delivery(Outcome.REFUSED_FOR_NOW)
    assert place.wire.connected == []


def test_a_key_of_another_kind_is_a_defect_and_said_so(place: Place) -> None:
    other = place.kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    with pytest.raises(TypeError):
        Vapid(place.kms, other, "x@example.org").public_key()


def test_the_public_key_is_an_uncompressed_point(place: Place) -> None:
    key = place.push.server_key()
    assert (len(key), key[:1]) == (65, b"\x04")
    assert len(base64.urlsafe_b64encode(key).rstrip(b"=")) == 87
