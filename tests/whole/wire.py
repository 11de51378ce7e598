"""What stands in the place of the network between a service and a push service: everything up to the socket is real."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

PUBLIC = "93.184.216.34"


@dataclass
class Pushed:
    """A request that reached a push service.

    Parameters
    ----------
    path : str
        Its target.
    headers : dict
        By name in lower case.
    body : bytes
        As it came.
    """

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    """What stands in the place of the network: notes where each connection goes and what is sent, and answers."""

    answer: bytes = b"HTTP/1.1 201 Created\r\nLocation: https://push.example.net/m/1\r\nContent-Length: 0\r\n\r\n"
    fault: Exception | None = None
    silence: Exception | None = None
    connected: list[tuple[str, int]] = field(default_factory=list)
    greeted: list[str] = field(default_factory=list)
    sent: bytes = b""

    def create_connection(self, address: tuple[str, int], timeout: float) -> "Wire":
        assert timeout
        self.connected.append(address)
        if self.fault is not None:
            raise self.fault
        return self

    def wrap_socket(self, plain: "Wire", server_hostname: str) -> "Wire":
        self.greeted.append(server_hostname)
        return plain

    def settimeout(self, seconds: float) -> None:
        assert seconds

    def sendall(self, data: bytes) -> None:
        self.sent += bytes(data)

    def makefile(self, _mode: str) -> Any:  # noqa: ANN401 - a file of bytes
        if self.silence is not None:
            raise self.silence
        return Answer(self.answer)

    def close(self) -> None:
        """Close."""

    @property
    def headers(self) -> dict[str, str]:
        lines = self.sent.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        return {"": lines[0]} | {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}

    @property
    def body(self) -> bytes:
        return self.sent.partition(b"\r\n\r\n")[2]


class Answer:
    """Reads an answer line by line, as the socket's file does."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def readline(self, _most: int = -1) -> bytes:
        line, _, self.data = self.data.partition(b"\n")
        return line + b"\n"

    def read(self, most: int = -1) -> bytes:
        found, self.data = self.data[:most], self.data[most:]
        return found

    def flush(self) -> None:
        """Flush."""

    def close(self) -> None:
        """Close."""


@dataclass
class PushNetwork:
    """A module ``socket`` and a module ``ssl`` in one, behind which every push service takes everything."""

    wires: list[Wire] = field(default_factory=list)
    SOCK_STREAM: int = socket.SOCK_STREAM
    IPPROTO_TCP: int = socket.IPPROTO_TCP

    def getaddrinfo(self, host: str, port: int, **_: int) -> Sequence[tuple[Any, ...]]:
        assert host.endswith(".example.net"), "no test asks for anybody else"
        return [(socket.AF_INET, self.SOCK_STREAM, self.IPPROTO_TCP, "", (PUBLIC, port))]

    def create_connection(self, address: tuple[str, int], timeout: float) -> Wire:
        self.wires.append(Wire())
        return self.wires[-1].create_connection(address, timeout)

    def create_default_context(self) -> "PushNetwork":
        return self

    def wrap_socket(self, plain: Wire, server_hostname: str) -> Wire:
        return plain.wrap_socket(plain, server_hostname)

    def pushed(self, endpoint: str) -> list[Pushed]:
        """Give what came to an address."""
        found = [Pushed(wire.headers[""].split(" ")[1], wire.headers, wire.body) for wire in self.wires if wire.sent]
        return [each for each in found if f"https://{each.headers['host']}{each.path}" == endpoint]
