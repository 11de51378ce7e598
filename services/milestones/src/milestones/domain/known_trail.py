"""What is known of a trail: each mark at its highest version, and the stretches of each course.

It is what remains of events when their order and repetition are forgotten, so whatever is computed from it is the same
for every order (invariant I6). How it is kept: records are only ever added, and of two of the same thing the higher
version counts. The head holds the newest records; once they are many, they go to a page that never changes again. So
a write stays small, and a reader who finds the head finds all pages that it tells of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from milestones.domain.changes import ClaimKey, Standing, Standings
from milestones.domain.course import ContradictoryFactError
from milestones.domain.trail import Mark, Progress, Run, Trail

MOST_RECENT = 32
"""So many records stay in the head; with more all of them go to pages."""
PAGE = 96
"""So many a page takes: one that fills at its usual pace holds a third of it."""


class Stretch(NamedTuple):
    """One stretch of a course as the trail keeps it.

    Parameters
    ----------
    subject : str
        The instrument, or the id of the goal.
    run : Run
    version : int
        Of this record, from 1.
    retracted : bool
        Whether the course has no such stretch any more.
    """

    subject: str
    run: Run
    version: int
    retracted: bool = False


StretchKey = tuple[str, str]
"""The course, and the score that began it."""
_Key = TypeVar("_Key")
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Records:
    """What one item of a trail holds.

    Parameters
    ----------
    marks : mapping of str to Mark
        By id.
    stretches : mapping of StretchKey to Stretch
    standings : Standings
        What was told of claims on the trail.
    """

    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))
    stretches: Mapping[StretchKey, Stretch] = field(default_factory=lambda: MappingProxyType({}))
    standings: Standings = field(default_factory=lambda: MappingProxyType({}))

    def __len__(self) -> int:
        return len(self.marks) + len(self.stretches) + len(self.standings)

    def cut(self) -> list["Records"]:
        """Cut them into pages, in their order."""
        marks, stretches = list(self.marks.items()), list(self.stretches.items())
        standings, before = list(self.standings.items()), len(marks) + len(stretches)
        return [
            Records(
                dict(marks[first : first + PAGE]),
                dict(stretches[max(0, first - len(marks)) : max(0, first + PAGE - len(marks))]),
                dict(standings[max(0, first - before) : max(0, first + PAGE - before)]),
            )
            for first in range(0, len(self), PAGE)
        ]


@dataclass(frozen=True, slots=True)
class KnownTrail:
    """All that is known of a trail.

    Parameters
    ----------
    marks : mapping of str to Mark
        By id; those taken back too, which a late older version must not bring in again.
    stretches : mapping of StretchKey to Stretch
        Those that are no more too.
    """

    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))
    stretches: Mapping[StretchKey, Stretch] = field(default_factory=lambda: MappingProxyType({}))

    def with_mark(self, mark: Mark) -> "KnownTrail":
        """Take in one version of an entry, a goal or a level.

        Parameters
        ----------
        mark : Mark

        Returns
        -------
        KnownTrail
            The very same object where this or a later version was known.

        Raises
        ------
        ContradictoryFactError
            If the same version is known with another content.
        """
        known = self.marks.get(mark.id)
        if known is not None and known.version == mark.version and known != mark:
            message = f"two contents of version {mark.version} of {mark.id}"
            raise ContradictoryFactError(message)
        if known is not None and known.version >= mark.version:
            return self
        return replace(self, marks={**self.marks, mark.id: mark})

    def progress_of(self, subject: str) -> Progress:
        """Give the stretches of a course, in order.

        Parameters
        ----------
        subject : str

        Returns
        -------
        Progress
        """
        return tuple(sorted([one.run for one in self._live() if one.subject == subject], key=_when))

    def with_progress(self, subject: str, progress: Progress) -> "KnownTrail":
        """Take in how a course stands now.

        Parameters
        ----------
        subject : str
        progress : Progress
            All of its stretches.

        Returns
        -------
        KnownTrail
            The very same object where they were known.
        """
        now = {run.id: run for run in progress}
        changed: dict[StretchKey, Stretch] = {}
        for run in progress:
            known = self.stretches.get((subject, run.id))
            if known is None or known.retracted or known.run != run:
                changed[subject, run.id] = Stretch(subject, run, known.version + 1 if known else 1)
        for one in self._live():
            if one.subject == subject and one.run.id not in now:
                changed[subject, one.run.id] = one._replace(version=one.version + 1, retracted=True)
        return replace(self, stretches={**self.stretches, **changed}) if changed else self

    def trail(self) -> Trail:
        """Give the trail as the rules read it.

        Returns
        -------
        Trail
        """
        progress: dict[str, list[Run]] = {}
        for one in self._live():
            progress.setdefault(one.subject, []).append(one.run)
        return Trail(
            tuple(sorted([mark for mark in self.marks.values() if not mark.retracted], key=_place)),
            {subject: tuple(sorted(runs, key=_when)) for subject, runs in sorted(progress.items())},
        )

    def occurred_at(self, id_: str) -> datetime:
        """Tell when something of the trail was, taken back or not.

        Parameters
        ----------
        id_ : str
            Of a mark, or of the score that began a stretch.

        Returns
        -------
        datetime

        Raises
        ------
        KeyError
            Where the trail does not know it.
        """
        if id_ in self.marks:
            return self.marks[id_].occurred_at
        for one in self.stretches.values():
            if one.run.id == id_:
                return one.run.since
        raise KeyError(id_)

    def _live(self) -> list[Stretch]:
        return [one for one in self.stretches.values() if not one.retracted]


@dataclass(frozen=True, slots=True)
class KeptTrail:
    """A trail with what was told of it, and how it is laid out.

    Parameters
    ----------
    known : KnownTrail
    standings : Standings
        What was last told of each claim.
    version : int
        Grows by one with each write; 0 where nothing is stored yet.
    recent : Records
        What the head holds.
    pages : int
        How many pages there are, numbered from 1.
    """

    known: KnownTrail = field(default_factory=KnownTrail)
    standings: Standings = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0
    recent: Records = field(default_factory=Records)
    pages: int = 0

    def grown(self, known: KnownTrail, standings: Standings) -> tuple["KeptTrail", list[Records]]:
        """Lay out what is to be written.

        Parameters
        ----------
        known : KnownTrail
        standings : Standings
            As they are now.

        Returns
        -------
        KeptTrail
            Under the next version.
        list of Records
            What new pages hold, the last one numbered as ``pages`` then says.
        """
        recent = Records(
            _with_changes(self.recent.marks, self.known.marks, known.marks),
            _with_changes(self.recent.stretches, self.known.stretches, known.stretches),
            _with_changes(self.recent.standings, self.standings, standings),
        )
        if len(recent) <= MOST_RECENT:
            return KeptTrail(known, standings, self.version + 1, recent, self.pages), []
        cut = recent.cut()
        return KeptTrail(known, standings, self.version + 1, Records(), self.pages + len(cut)), cut


def known_in(pages: Iterable[Records]) -> tuple[KnownTrail, Standings]:
    """Put what lies in pages together.

    Parameters
    ----------
    pages : iterable of Records
        Oldest first, the head last: what comes later is of no lower version.

    Returns
    -------
    KnownTrail
    Standings
    """
    marks: dict[str, Mark] = {}
    stretches: dict[StretchKey, Stretch] = {}
    standings: dict[ClaimKey, Standing] = {}
    for page in pages:
        marks |= page.marks
        stretches |= page.stretches
        standings |= page.standings
    return KnownTrail(marks, stretches), standings


def _with_changes(
    recent: Mapping[_Key, _One], before: Mapping[_Key, _One], now: Mapping[_Key, _One]
) -> dict[_Key, _One]:
    return {**recent, **{key: one for key, one in now.items() if before.get(key) != one}}


def _when(run: Run) -> tuple[datetime, str]:
    return run.since, run.id


def _place(mark: Mark) -> tuple[datetime, str]:
    return mark.occurred_at, mark.id
