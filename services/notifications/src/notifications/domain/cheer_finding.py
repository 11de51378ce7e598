"""What the cheer check can find in a draft."""

import re
from dataclasses import dataclass
from enum import StrEnum

_MARK = re.compile(r"([a-z_]+):(\d{1,4}):(\d{1,4})")


class FindingKind(StrEnum):
    """What a phrase does that a cheer should not (SCIENCE, section 8)."""

    PERSON_PRAISE = "person_praise"
    SUPERLATIVE = "superlative"
    SCORE = "score"
    CLINICAL = "clinical"
    COMPARISON = "comparison"
    STREAK = "streak"
    TAKING_CREDIT = "taking_credit"
    EXCLAMATION = "exclamation"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where something was found, without the words: this much may be kept in the clear.

    Parameters
    ----------
    offset, length : int
        In characters (Unicode code points) of the text.
    kind : FindingKind
        What was found there.
    """

    offset: int
    length: int
    kind: FindingKind

    @classmethod
    def parse(cls, text: str) -> "Mark":
        """Read a mark as it stands in requests and in the table.

        Raises
        ------
        ValueError
            Where the text has another form, or names a kind that there is not.
        """
        form = _MARK.fullmatch(text)
        if form is None or form[1] not in set(FindingKind):
            raise ValueError(text)
        return cls(int(form[2]), int(form[3]), FindingKind(form[1]))

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.offset + self.length

    def within(self, other: "Mark") -> bool:
        """Tell whether another one covers this one and more."""
        return other.offset <= self.offset and self.end <= other.end and other.length > self.length

    def __str__(self) -> str:
        """Give the mark as it stands in requests and in the table."""
        return f"{self.kind}:{self.offset}:{self.length}"
