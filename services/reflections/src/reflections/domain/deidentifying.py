"""De-identifying: what in a text could tell who somebody is, and what stands there instead.

The kinds of identifier are the eighteen of the Privacy Rule's safe harbor (45 CFR 164.514(b)(2)(i), A to R), and what
a small world knows a person by all the same: the exact age, the occupation, the employer. Two of the eighteen cannot
stand in a text, and so are no kind here: biometric identifiers (P) and photographs (Q).

An engine proposes, a person decides: each replacement can be undone before anything is handed on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Identifier(StrEnum):
    """What kind of thing could tell who somebody is; the letters are those of 45 CFR 164.514(b)(2)(i)."""

    NAME = "name"
    """A: of the client, a relative, a colleague, the therapist, a pet."""

    PLACE = "place"
    """B: anything smaller than a country: regions, towns, streets, postal codes, stations, schools."""

    DATE = "date"
    """C: any part of a date more exact than the year."""

    AGE = "age"
    """C: exact ages; above 89 nothing but that is said."""

    PHONE = "phone"
    """D."""

    FAX = "fax"
    """E."""

    EMAIL = "email"
    """F."""

    NATIONAL_NUMBER = "national_number"
    """G: social security numbers, and what other countries have in their place (My Number, NHS number)."""

    RECORD = "record"
    """H: numbers of a medical record or chart."""

    INSURANCE = "insurance"
    """I: numbers of a health plan or of an insured person."""

    ACCOUNT = "account"
    """J: of a bank, a card, a user."""

    LICENCE = "licence"
    """K: certificates, licences, passports."""

    VEHICLE = "vehicle"
    """L: licence plates, serial numbers of vehicles."""

    DEVICE = "device"
    """M: serial numbers of devices, hardware addresses."""

    URL = "url"
    """N."""

    IP_ADDRESS = "ip_address"
    """O."""

    OTHER_NUMBER = "other_number"
    """R: any other number or code that could be somebody's alone, handles in social media among them."""

    OCCUPATION = "occupation"
    """What a person does for a living."""

    EMPLOYER = "employer"
    """Whom a person works for."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One place in a text, and what is proposed to stand there.

    Parameters
    ----------
    start, end : int
        From where to before where in the text as it was typed: code points, ``text[start:end]``.
    identifier : Identifier
        Why it is replaced.
    replacement : str
        What stands there instead, for example ``[place]`` or ``30s``.
    """

    start: int
    end: int
    identifier: Identifier
    replacement: str


NOBODY: Mapping[str, str] = MappingProxyType({})
"""Where nobody has come up before."""

NO_SESSIONS: Mapping[date, int] = MappingProxyType({})
"""Of a journey without sessions, or of which none are known."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand of whom a text is about; an engine works without it, and better with it.

    Parameters
    ----------
    today : date
        When the text is looked at, where its writer lives: "3 May" is the last one, "yesterday" the day before.
    client_names : collection of str
        What the client is called, whole or in parts; each becomes ``[client]``, whatever else the word may mean.
    therapist_names : collection of str
        The same of the therapist.
    sessions : mapping of date to int
        The number of the session that was held on a day, where the writer lives; of two on one day, the later one's.
    people : mapping of str to str
        Who has come up in texts that are read together with this one: a name as it was typed, and what stands for it,
        so that one person is ``[person A]`` in all of them, and nobody else is.
    """

    today: date
    client_names: Collection[str] = ()
    therapist_names: Collection[str] = ()
    sessions: Mapping[date, int] = field(default_factory=lambda: NO_SESSIONS)
    people: Mapping[str, str] = field(default_factory=lambda: NOBODY)

    def met(self, text: str, replacements: Sequence[Replacement]) -> "Known":
        """Know the people of a text, too.

        Parameters
        ----------
        text : str
            As it was typed.
        replacements : sequence of Replacement
            As a `Deidentifier` proposes them for it.

        Returns
        -------
        Known
        """
        names = (one for one in replacements if one.identifier is Identifier.NAME)
        people = {text[one.start : one.end]: one.replacement for one in names}
        return replace(self, people=MappingProxyType({**self.people, **people}))


class Deidentifier(Protocol):
    """Finds what could tell who somebody is."""

    def replacements(self, text: str, language: str, known: Known) -> Sequence[Replacement]:
        """Propose what to replace.

        Parameters
        ----------
        text : str
            As it was typed.
        language : str
            Of what stands there instead: ``en`` or ``ja``. The text itself may be in both.
        known : Known
            What is known beforehand.

        Returns
        -------
        sequence of Replacement
            In the order of the text, none empty, none overlapping another; the same text and knowledge give the same.
        """
        ...


def applied(text: str, replacements: Sequence[Replacement], undone: Collection[int] = frozenset()) -> str:
    """Give a text with its replacements made.

    Parameters
    ----------
    text : str
        As it was typed.
    replacements : sequence of Replacement
        As a `Deidentifier` proposes them for this very text.
    undone : collection of int
        Which of them not to make, by their place in the sequence, from 0.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        Where they are not in order, overlap, or do not lie in the text: they were proposed for another one.
    """
    parts = []
    reached = 0
    for index, one in enumerate(replacements):
        if not reached <= one.start < one.end <= len(text):
            raise ValueError(f"Replacement {index} is not of this text, or not in its order.")
        parts += [text[reached : one.start], text[one.start : one.end] if index in undone else one.replacement]
        reached = one.end
    return "".join([*parts, text[reached:]])
