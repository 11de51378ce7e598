"""Connects to a push service, at the very address that was found harmless, and follows nobody elsewhere."""

import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from notifications.domain.push_endpoint import EndpointRefusedError, PushEndpoint

_CONNECT_SECONDS, _ANSWER_SECONDS = 3.0, 5.0
_MOST_ANSWER_BYTES = 4096

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses that a host stands for; raises ``OSError`` where it stands for none."""


def resolved(host: str, port: int) -> Sequence[str]:
    """Ask the resolver for a host's addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(address[0]) for *_, address in found]


class NotConnectedError(OSError):
    """Nothing left this machine: the host cannot be found or does not take the connection."""


class NoAnswerError(OSError):
    """The request may have left, and no answer came."""


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """What a push service said.

    Parameters
    ----------
    status : int
        HTTP status; a redirect is an answer like any other, and is followed nowhere.
    location : str or None
        The push service's own name for the message (RFC 8030, section 5.3).
    """

    status: int
    location: str | None


class PushConnections:
    """Connections to push services.

    Parameters
    ----------
    resolve : callable
        Gives the addresses of a host.
    loopback : bool
        Whether a test's push server on this very machine is let through; never but on the local stage.
    """

    def __init__(self, resolve: Resolve = resolved, *, loopback: bool = False) -> None:
        self._resolve = resolve
        self._loopback = loopback

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made for the first connection: to read the machine's certificates takes its time."""
        return ssl.create_default_context()

    def origin(self, url: str) -> str:
        """Give the origin of an address, as a push service's token names it.

        Raises
        ------
        EndpointRefusedError
            Where the address has another form.
        """
        return PushEndpoint.parse(url, loopback=self._loopback).origin

    def checked(self, url: str) -> tuple[PushEndpoint, str]:
        """Read an address, resolve its host, and give one address that was found harmless.

        Parameters
        ----------
        url : str
            As a browser gave it.

        Raises
        ------
        EndpointRefusedError
            Where the address has another form, or any of what its host stands for is not public.
        NotConnectedError
            Where its host cannot be found.
        """
        endpoint = PushEndpoint.parse(url, loopback=self._loopback)
        try:
            addresses = [endpoint.host] if not endpoint.secure else self._resolve(endpoint.host, endpoint.port)
        except (OSError, UnicodeError) as error:
            raise NotConnectedError from error
        if not addresses:
            raise NotConnectedError
        # All of them: a name that stands for one public and one private address is somebody's trick.
        if not all(map(endpoint.admits, addresses)):
            raise EndpointRefusedError("an address whose host is a public one")
        return endpoint, addresses[0]

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> PushAnswer:
        """Send one request, once.

        Raises
        ------
        EndpointRefusedError
            As `checked` says; nothing was sent.
        NotConnectedError
            Where nothing was sent.
        NoAnswerError
            Where it may have been.
        """
        endpoint, address = self.checked(url)
        connection = self._connection(endpoint, address)
        try:
            try:
                connection.connect()
            except OSError as error:
                raise NotConnectedError from error
            connection.sock.settimeout(_ANSWER_SECONDS)
            try:
                connection.request("POST", endpoint.target, body, {**headers})
                answer = connection.getresponse()
                answer.read(_MOST_ANSWER_BYTES)
            except (OSError, ValueError, HTTPException) as error:
                raise NoAnswerError from error
            return PushAnswer(answer.status, answer.getheader("Location"))
        finally:
            connection.close()

    def _connection(self, endpoint: PushEndpoint, address: str) -> HTTPConnection:
        if not endpoint.secure:
            return HTTPConnection(address, endpoint.port, timeout=_CONNECT_SECONDS)
        return _Pinned(endpoint.host, address, self._tls)


class _Pinned(HTTPSConnection):
    """Connects to the address that was checked; certificate and Host are the name's, which is not resolved again."""

    def __init__(self, host: str, address: str, tls: ssl.SSLContext) -> None:
        super().__init__(host, timeout=_CONNECT_SECONDS, context=tls)
        self._address = address
        self._tls = tls

    def connect(self) -> None:
        """Connect, and shake hands as with the name."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
