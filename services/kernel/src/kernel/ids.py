"""Identifiers: time-ordered ones for what is new, derived ones for what may be repeated."""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

_MILLISECONDS = 1000


def uuid7(now: datetime, random: Callable[[int], bytes] = os.urandom) -> str:
    """Make a new time-ordered identifier (RFC 9562, section 5.7).

    Parameters
    ----------
    now : datetime
        Aware; its milliseconds lead the identifier.
    random : callable, optional
        Gives so many random bytes; a test passes its own.

    Returns
    -------
    str
        A UUID of version 7.
    """
    milliseconds = int(now.timestamp() * _MILLISECONDS)
    noise = int.from_bytes(random(10), "big")
    value = milliseconds << 80 | 0x7 << 76 | (noise >> 68) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    return str(UUID(int=value))


def derived(*parts: str) -> str:
    """Derive an identifier from its parts: the same parts always give the same one.

    The parts are joined with their lengths, so that ``("ab", "c")`` and ``("a", "bc")`` differ.

    Parameters
    ----------
    *parts : str
        What the identifier stands for.

    Returns
    -------
    str
        A UUID of version 8 (RFC 9562, section 5.8) over SHA-256.
    """
    digest = hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62
    return str(UUID(int=value))


def command_id(practice: str, caller: str, key: str) -> str:
    """Derive the identifier of a command, and of the thing that it makes.

    Parameters
    ----------
    practice : str
        The caller's practice.
    caller : str
        The caller's subject, as the token states it: two callers with equal keys stay apart.
    key : str
        The ``Idempotency-Key`` that the caller sent.

    Returns
    -------
    str
        A UUID; a repeated command has the same one.
    """
    return derived("command", practice, caller, key)


def event_id(aggregate: str, version: int, kind: str) -> str:
    """Derive the identifier of an event, so that each attempt to publish it carries the same one.

    Parameters
    ----------
    aggregate : str
        The identifier of the thing that changed.
    version : int
        The version which it has after the change, from 1.
    kind : str
        The event's type, for example ``measure.scored.v1``.

    Returns
    -------
    str
        A UUID.
    """
    return derived("event", aggregate, str(version), kind)
