"""What a client agrees to, word for word: a file of data for each version, never altered once it is shipped.

A new version is a new file that holds the wordings that changed. Of each purpose the latest file that has one counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kernel.data_files import DataFiles
from reflections.domain.consent import Purpose


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording.

    Parameters
    ----------
    version : int
        The number of its file.
    since : str
        The day from which on it is shown.
    texts : mapping of str to str
        By language.
    """

    version: int
    since: str
    texts: Mapping[str, str]


def _read(document: Any) -> tuple[str, Mapping[str, Mapping[str, str]]]:  # noqa: ANN401 - JSON
    return document["since"], MappingProxyType(document["wordings"])


_FILES = DataFiles("reflections.domain", "consent_wordings", _read)


def wordings(purpose: Purpose) -> Mapping[int, Wording]:
    """Give all that was ever asked about a purpose, by version."""
    return {
        int(version): Wording(int(version), since, texts[purpose])
        for version, (since, texts) in _FILES.items()
        if purpose in texts
    }


def current(purpose: Purpose) -> Wording:
    """Give what is asked about a purpose now."""
    known = wordings(purpose)
    return known[max(known)]
