"""The facts that a draft may tell, and how each language writes them.

Two languages need one plural and two dates: rules that fit here, where Babel would bring 33 MB of data (ADR 0023).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from notifications.domain.preferences import Language

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a milestone that its client may be told.

    Parameters
    ----------
    days : int or None
        From the day on which the struggle was first named to the milestone; None where no such road is known.
    efforts : int or None
        Shared efforts on the way.
    on : date or None
        The milestone's day, where the client lives.
    """

    days: int | None = None
    efforts: int | None = None
    on: date | None = None

    def written(self, language: Language) -> Mapping[str, str]:
        """Write what is known as a language does: numbers, plurals (CLDR: English one and other, Japanese none), dates.

        Parameters
        ----------
        language : Language
            Of the client.

        Returns
        -------
        mapping of str to str
            Only what is known; no days and no efforts are nothing to tell.
        """
        days, efforts = self.days or 0, self.efforts or 0
        if language is Language.JAPANESE:
            known = {"days": days and f"{days:,}日", "efforts": efforts and f"{efforts:,}回"}
            day = None if self.on is None else f"{self.on.month}月{self.on.day}日"
        else:
            known = {"days": days and _counted(days, "day"), "efforts": efforts and _counted(efforts, "effort")}
            day = None if self.on is None else f"{self.on.day} {_MONTHS[self.on.month - 1]}"
        return {name: str(text) for name, text in (*known.items(), ("date", day)) if text}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


NOTHING_KNOWN = Facts()
"""Of a milestone that has no road, and no day."""
