"""The people of the seeded practices."""

from __future__ import annotations

from dataclasses import dataclass

# pragma: allowlist nextline secret
PASSWORD = "Quiet-cheer-2026"  # noqa: S105 - printed on purpose: it opens nothing but the emulator on loopback
PRACTICE = "practice-harbour"
OTHER_PRACTICE = "practice-hill"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in.

    Parameters
    ----------
    role : str
        therapist, client, supervisor or admin.
    email : str
        Verified address; also the sign-in name.
    practice : str
        The practice that the token names.
    """

    role: str
    email: str
    practice: str = PRACTICE


THERAPIST = Person("therapist", "therapist@harbour.example")
CLIENT = Person("client", "client@harbour.example")
SUPERVISOR = Person("supervisor", "supervisor@harbour.example")
ADMIN = Person("admin", "admin@harbour.example")
COLLEAGUE = Person("therapist", "colleague@harbour.example")
OTHER_THERAPIST = Person("therapist", "therapist@hill.example", OTHER_PRACTICE)
OTHER_CLIENT = Person("client", "client@hill.example", OTHER_PRACTICE)

EVERYONE = (THERAPIST, CLIENT, SUPERVISOR, ADMIN, COLLEAGUE, OTHER_THERAPIST, OTHER_CLIENT)
