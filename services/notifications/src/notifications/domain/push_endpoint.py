"""Where a Web Push may be sent: an address that somebody's browser gave, and that somebody could have made up.

Who registers a device names an address that this service will call. Unchecked, that is a way into whatever this service
can reach and its caller cannot (server-side request forgery, CWE-918). So an address is read by one strict grammar, is
https on the usual port of a host with a name, and every address that the name stands for is a public one. It is checked
at registration, and again at each connection, which goes to the very address that was checked (RFC 8030, section 8.3,
leaves that to the sender).
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

MOST_SIGNS = 1024
HTTPS_PORT = 443
_FORM = re.compile(r"(https?)://([^/?#]*)(/[^#]*)?")
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label begins with a letter: a resolver takes 127.1, 0x7f.1 and 2130706433 for addresses.
_NAME = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
_LOOPBACK = re.compile(r"127\.0\.0\.1:([1-9]\d{0,4})")
_MOST_PORT = 65535
# Global unicast is all that is routed (RFC 4291); within it these lead elsewhere than they say, or nowhere.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_ITSELF = (
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments (RFC 2928)
    IPv6Network("2001:db8::/32"),  # documentation (RFC 3849)
    IPv6Network("2002::/16"),  # 6to4 wraps any IPv4 address (RFC 3056)
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)
_RELAYS = IPv4Network("192.88.99.0/24")  # 6to4 relays (RFC 7526)


class EndpointRefusedError(ValueError):
    """Nothing is sent to such an address; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class PushEndpoint:
    """An address that was read and may be resolved.

    Parameters
    ----------
    host
        A name, in lower case; on the local stage also ``127.0.0.1``.
    port
        443, but on the local stage.
    target
        Path and query, as they go into the request.
    secure
        Whether it is https; always, but on the local stage.
    """

    host: str
    port: int
    target: str
    secure: bool = True

    @classmethod
    def parse(cls, url: str, *, loopback: bool = False) -> "PushEndpoint":
        """Read an address.

        Parameters
        ----------
        url
            As a browser's subscription names it.
        loopback
            Whether ``http://127.0.0.1:port`` is let through besides: a push server of the local stage's tests.

        Raises
        ------
        EndpointRefusedError
            For anything but https, the usual port and a name with a dot in it.
        """
        form = _FORM.fullmatch(url) if len(url) <= MOST_SIGNS and _VISIBLE.fullmatch(url) else None
        if form is None:
            raise EndpointRefusedError(f"an https address of at most {MOST_SIGNS} visible ASCII signs")
        scheme, authority, target = form[1], form[2], form[3] or "/"
        if loopback and scheme == "http" and (port := _loopback_port(authority)):
            return cls("127.0.0.1", port, target, secure=False)
        if scheme != "https":
            raise EndpointRefusedError("an address that begins with https://")
        if "@" in authority:
            raise EndpointRefusedError("an address without a user name or password in it")
        host = authority.lower().removesuffix(f":{HTTPS_PORT}")
        if ":" in host.rpartition("]")[2]:
            raise EndpointRefusedError(f"an address on port {HTTPS_PORT}")
        if not _NAME.fullmatch(host):
            raise EndpointRefusedError("an address whose host is a public name")
        return cls(host, HTTPS_PORT, target)

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port (RFC 6454): the audience of a VAPID token."""
        return f"https://{self.host}" if self.secure else f"http://{self.host}:{self.port}"

    def admits(self, address: str) -> bool:
        """Tell whether a connection may go to an address that the host stands for.

        Parameters
        ----------
        address
            As a resolver gave it.

        Returns
        -------
        bool
            True for public addresses only; for a push server of the local stage's tests, its own only.
        """
        if not self.secure:
            return address == self.host
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return _is_public(found)


def _loopback_port(authority: str) -> int:
    form = _LOOPBACK.fullmatch(authority)
    port = int(form[1]) if form else 0
    return port if port <= _MOST_PORT else 0


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved or address in _RELAYS)
    return address in _GLOBAL_UNICAST and address.is_global and not any(address in each for each in _NOT_ITSELF)
