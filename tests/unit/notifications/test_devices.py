"""Registering, listing and forgetting devices over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import Preferences
from unit.notifications.asking import Answer, ask
from unit.notifications.browser import Browser
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, JOURNEY


@pytest.fixture
def desk() -> Desk:
    return Desk()


def register(desk: Desk, body: Any = None, key: str = "key-1") -> Answer:  # noqa: ANN401 - any JSON
    return ask(desk, "POST", "/devices", body or Browser().subscription, role="client", sub=CLIENT, key=key)


def devices(desk: Desk, sub: str = CLIENT) -> Any:  # noqa: ANN401 - JSON
    return ask(desk, "GET", "/devices", sub=sub, role="client").body


def test_a_subscription_is_taken_as_the_browser_gives_it_and_shown_without_its_secret(desk: Desk) -> None:
    answer = register(desk)
    assert answer.status == 201
    assert answer.body == {
        "id": answer.body["id"],
        "push_service": "push.example.net",
        "seen_at": "2026-06-01T12:00:00.000Z",
    }
    assert desk.memory.calls == ["get preferences", "put devices"]
    found = devices(desk)
    assert found["items"] == [answer.body]
    assert len(found["application_server_key"]) == 87
    assert "JzLQ3raZJfFBR0aqvOMsLrt54w4" not in str(found) + "".join(desk.lines)


def test_wishes_that_were_stored_stay_and_a_row_without_wishes_is_none(desk: Desk) -> None:
    register(desk)
    assert ask(desk, "GET", "/preferences", sub=CLIENT, role="client").body["time_zone"] == "UTC"
    wishes: dict[str, Any] = {"time_zone": "Asia/Tokyo", "quiet_from": "22:00", "quiet_to": "07:30", "language": "ja"}
    wishes |= {"email_notices": False, "celebrations": True}
    assert ask(desk, "PUT", "/preferences", wishes, sub=CLIENT, role="client").etag == '"2"'
    assert len(devices(desk)["items"]) == 1


def test_registered_again_it_is_the_same_device_seen_later(desk: Desk) -> None:
    browser = Browser()
    first = register(desk, browser.subscription)
    desk.clock.forward(timedelta(days=1))
    again = register(desk, browser.subscription, key="key-2")
    assert again.body["id"] == first.body["id"]
    assert [each["seen_at"] for each in devices(desk)["items"]] == ["2026-06-02T12:00:00.000Z"]


def test_a_device_is_its_owners(desk: Desk) -> None:
    made = register(desk).body["id"]
    assert devices(desk, "client-2")["items"] == []
    path = f"/devices/{made}"
    assert ask(desk, "DELETE", path, sub="client-2", role="client").status == 204
    assert len(devices(desk)["items"]) == 1
    for _ in range(2):
        assert ask(desk, "DELETE", path, sub=CLIENT, role="client").status == 204
        assert devices(desk)["items"] == []


def test_an_address_that_is_refused_is_named_and_nothing_stored(desk: Desk) -> None:
    browser = Browser("https://inside.example/x")
    desk.push.refused[browser.endpoint] = "an address whose host is a public one"
    answer = register(desk, browser.subscription)
    assert (answer.status, answer.body["errors"]) == (
        422,
        [{"field": "/endpoint", "detail": "an address whose host is a public one"}],
    )
    assert desk.memory.preferences == {}


def test_a_key_beside_the_curve_is_named(desk: Desk) -> None:
    answer = register(desk, {"endpoint": "https://a.example/", "keys": {"p256dh": "AA" + "A" * 85, "auth": "A" * 22}})
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "/keys/p256dh")


def test_two_devices_at_once_are_both_kept(desk: Desk) -> None:
    other = Browser("https://push.example.net/other")
    races = iter([True])

    def meanwhile(name: str) -> None:
        if name == "before put devices" and next(races, False):
            register(desk, other.subscription, key="key-2")
            known = desk.memory.preferences[JOURNEY.practice, CLIENT]
            assert isinstance(known, Preferences)
            raise LostRaceError

    desk.memory.strike = meanwhile
    assert register(desk).status == 201
    assert len(devices(desk)["items"]) == 2
    assert desk.clock.instant == NOON
