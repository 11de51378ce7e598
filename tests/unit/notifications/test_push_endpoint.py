"""Where a Web Push may go: nowhere but to public hosts, however an address disguises another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.domain.push_endpoint import EndpointRefusedError, PushEndpoint

GOOD = PushEndpoint.parse("https://push.example.net/a")


@pytest.mark.parametrize(
    ("url", "host", "target"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:APA91b-_", "fcm.googleapis.com", "/fcm/send/abc:APA91b-_"),
        (
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA=",
            "updates.push.services.mozilla.com",
            "/wpush/v2/gAAA=",
        ),
        ("https://WNS2-par02p.notify.windows.com/w/?token=BQ%2b", "wns2-par02p.notify.windows.com", "/w/?token=BQ%2b"),
        ("https://web.push.apple.com:443/Q", "web.push.apple.com", "/Q"),
        ("https://push.example.net", "push.example.net", "/"),
    ],
)
def test_what_browsers_give_is_taken(url: str, host: str, target: str) -> None:
    assert PushEndpoint.parse(url) == PushEndpoint(host, 443, target)
    assert PushEndpoint.parse(url).origin == f"https://{host}"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "push.example.net",
        "//push.example.net/a",
        "http://push.example.net/a",
        "HTTPS://push.example.net/a",
        "file:///etc/passwd",
        "gopher://push.example.net/",
        "https://push.example.net:80/a",
        "https://push.example.net:4430/a",
        "https://push.example.net:/a",
        "https://user@push.example.net/a",
        "https://user:pass@push.example.net/a",  # pragma: allowlist secret
        "https://push.example.net@10.0.0.1/a",
        "https://push.example.net\\@10.0.0.1/a",
        "https://push.example.net /a",
        "https://push.example.net/a\r\nHost: 10.0.0.1",
        "https://push.example.net\t.evil.example/",
        "https://push.example.net/a#b",
        "https://push。example.net/",
        "https://ⓛocalhost/",
        "https://localhost/",
        "https://intranet/",
        "https://push.example.net./a",
        "https://.example.net/",
        "https://-a.example.net/",
        "https://a_b.example.net/",
        "https://10.0.0.1/",
        "https://93.184.216.34/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://0x7f.0x1/",
        "https://a.0x7f000001/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::1]:443/",
        "https://[::ffff:169.254.169.254]/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/",
        "https://" + "a" * 64 + ".example.net/",
        "https://example.net/" + "a" * 1100,
        "http://127.0.0.1:8080/",
    ],
)
def test_every_other_form_is_refused_and_told_what_would_be_right(url: str) -> None:
    with pytest.raises(EndpointRefusedError) as refused:
        PushEndpoint.parse(url)
    assert str(refused.value).startswith(("an address", "an https address"))


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),  # noqa: S104
        *("172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.216.34", "64:ff9b::a00:1"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:a00:1::1", "2002:7f00:1::", "3fff::1", "5f00::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1", "no address"),
    ],
)
def test_no_connection_goes_to_an_address_that_is_not_public(address: str) -> None:
    assert not GOOD.admits(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "142.250.74.74", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1"]
)
def test_public_addresses_are_let_through(address: str) -> None:
    assert GOOD.admits(address)


def test_on_the_local_stage_one_address_more_is_let_through_and_only_for_itself() -> None:
    local = PushEndpoint.parse("http://127.0.0.1:4711/a", loopback=True)
    assert (local, local.origin) == (PushEndpoint("127.0.0.1", 4711, "/a", secure=False), "http://127.0.0.1:4711")
    assert local.admits("127.0.0.1")
    assert not local.admits("10.0.0.1")
    assert not PushEndpoint.parse("https://push.example.net/", loopback=True).admits("127.0.0.1")
    for url in (
        "http://127.0.0.2:80/",
        "http://localhost:80/",
        "https://127.0.0.1:443/",
        "http://127.0.0.1/",
        "http://127.0.0.1:70000/",
    ):
        with pytest.raises(EndpointRefusedError):
            PushEndpoint.parse(url, loopback=True)


@settings(max_examples=200)
@given(st.text(alphabet="htps:/@[]#?.\\127x0ab-_ \t\n%", max_size=40))
def test_whatever_is_taken_has_one_reading(rest: str) -> None:
    try:
        found = PushEndpoint.parse("https://" + rest)
    except EndpointRefusedError:
        return
    host, _, _ = rest.partition("/")[0].partition("?")[0].partition(":")
    assert found.host == host.lower()
    assert set(found.host) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert not found.host.rpartition(".")[2][0].isdigit()
