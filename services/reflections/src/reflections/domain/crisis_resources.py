"""Whom somebody in a crisis can turn to: by country, each contact from its own page; a file of data each.

A country that has no file gets the international ones. Each number has the addresses where it was last seen, and the
day of it (``seen``, ``seen_on``), to be looked at again each half year: a number that no longer answers is worse than
none, so one that no source names is not shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernel.data_files import DataFiles

INTERNATIONAL = "INTERNATIONAL"
_REGION = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?:-|;|$)")
_AT_HOME: Mapping[str, str] = {"ja": "JP"}
"""Languages that are spoken in one country above all."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact.

    Parameters
    ----------
    name, hours : mapping of str to str
        By language.
    url : str
        Its own page.
    phone, text : str or None
        Numbers to call and to text.
    """

    name: Mapping[str, str]
    hours: Mapping[str, str]
    url: str
    phone: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    """The contacts of a country.

    Parameters
    ----------
    contacts : tuple of Contact
        The one to try first leads.
    sources : tuple of str
        Who runs them, and directories.
    seen : mapping of str to tuple of str
        For each number that is shown the addresses at which it was last seen.
    seen_on : str
        The day of that.
    emergency : str or None
        The number of the emergency services; None where it depends on the place.
    """

    contacts: tuple[Contact, ...]
    sources: tuple[str, ...]
    seen: Mapping[str, tuple[str, ...]]
    seen_on: str
    emergency: str | None = None


def _read(document: Any) -> Resources:  # noqa: ANN401 - JSON
    contacts = tuple([Contact(**contact) for contact in document["contacts"]])
    seen = {number: tuple(addresses) for number, addresses in document["seen"].items()}
    return Resources(contacts, tuple(document["sources"]), seen, document["seen_on"], document.get("emergency"))


RESOURCES: Mapping[str, Resources] = DataFiles("reflections.domain", "crisis_resources", _read)
"""By country (ISO 3166-1, two letters), and `INTERNATIONAL`; the files are read when one is first looked at."""


def country_of(stated: str | None, accepted: str) -> str:
    """Say which country's contacts to show.

    Parameters
    ----------
    stated : str or None
        The journey's country, where its therapist or client has said it.
    accepted : str
        The ``Accept-Language`` header; the region of its first language is the next best guess.

    Returns
    -------
    str
        A key of `RESOURCES`.
    """
    first = accepted.split(",", 1)[0].strip().lower()[:40]
    region = _REGION.match(first)
    guessed = region[1].upper() if region else _AT_HOME.get(first[:2])
    return next((one for one in (stated, guessed) if one is not None and one in RESOURCES), INTERNATIONAL)
