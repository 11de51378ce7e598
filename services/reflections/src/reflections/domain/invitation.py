"""The invitation: a one-time code by which the client joins; only its hash is stored."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # pragma: allowlist secret
"""Thirty-two signs that nobody confuses: no 0 and O, no 1 and I."""

LENGTH = 10
LIFETIME = timedelta(days=14)
_BITS_A_SIGN = 5


@dataclass(frozen=True, slots=True)
class Invitation:
    """A stored invitation.

    Parameters
    ----------
    practice, journey : str
        Where it leads.
    digest : str
        The hash of its code.
    expires_at : str
        RFC 3339, UTC, milliseconds; from then on it opens nothing.
    redeemed : bool
        Whether it was used.
    """

    practice: str
    journey: str
    digest: str
    expires_at: str
    redeemed: bool = False

    def opens(self, now: str) -> bool:
        """Tell whether its code can be redeemed at this instant."""
        return not self.redeemed and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Redemption:
    """A redemption that was done, kept so that a repeated command is answered alike.

    Parameters
    ----------
    command : str
        The command's identifier.
    digest : str
        The hash of the code that it brought.
    consent : bool
        The consent that it brought.
    journey : str
        Where it led.
    version : int
        The version of the journey that it left.
    therapist : str
        Whose journey it was then.
    code : str or None
        What it was called then.
    """

    command: str
    digest: str
    consent: bool
    journey: str
    version: int
    therapist: str
    code: str | None


def code_of(noise: bytes) -> str:
    """Make a code.

    Parameters
    ----------
    noise : bytes
        At least seven bytes that nobody can guess.

    Returns
    -------
    str
        Ten signs, 50 bits.
    """
    number = int.from_bytes(noise, "big")
    return "".join(ALPHABET[number >> _BITS_A_SIGN * place & len(ALPHABET) - 1] for place in range(LENGTH))


def normal(code: str) -> str:
    """Write a code as it was given out, however a person typed it: capitals, without blanks and hyphens."""
    return code.replace(" ", "").replace("-", "").upper()


def digest_of(practice: str, code: str) -> str:
    """Hash a code, together with its practice, so that no table made beforehand helps.

    Parameters
    ----------
    practice : str
        The tenant.
    code : str
        As `normal` writes it.

    Returns
    -------
    str
        SHA-256, in hexadecimal.
    """
    return hashlib.sha256(f"{practice}:{code}".encode()).hexdigest()
