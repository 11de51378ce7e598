"""Recovery, reliable improvement, reliable recovery and reliable deterioration over PHQ-9 and GAD-7 together.

NHS Talking Therapies for anxiety and depression, outcome construction 2024-25. Reliable improvement: one of the two is
better than at first by its reliable change, and neither is worse by it. Recovery: at least one at caseness at first,
and neither now. Reliable recovery: both of these. Reliable deterioration is the mirror of reliable improvement;
worsening on one instrument is that instrument's own setback besides, whatever the other does. The NHS judges the last
scores of a finished course of treatment; here each is live: it holds or does not as the latest scores stand. The
thresholds are the NHS's own, even where a practice has set others for an instrument's own rules.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.found_in import NHS_PAIR
from milestones.domain.nhs_standing import NHS_THRESHOLDS, NhsStanding, standing
from milestones.domain.score import Number, Score, exact, plain
from milestones.domain.trail import Progress, Run, Trail

RULE_VERSION = 1
CITATION = (
    "NHS Talking Therapies for anxiety and depression, outcome construction 2024-25 (PHQ-9 caseness 10, reliable "
    "change 6; GAD-7 caseness 8, reliable change 4); after Gyani A et al. (2013). Enhancing recovery rates: lessons "
    "from year one of IAPT. Behav Res Ther 51:597-606."
)
_NAMES = ("phq9", "gad7")

Scores = tuple[Score, Score]
"""One of each instrument, in the order of `NHS_PAIR`."""
Pair = tuple[Run, Run]
"""The stretch in force of each instrument, in the same order."""


class Standings(NamedTuple):
    """How both instruments stood at first, and how they stand.

    Parameters
    ----------
    first, now : tuple of NhsStanding
        In the order of `NHS_PAIR`.
    """

    first: tuple[NhsStanding, ...]
    now: tuple[NhsStanding, ...]

    @property
    def improved(self) -> bool:
        """Whether one is reliably better and none reliably worse."""
        return any(one.change > 0 for one in self.now) and all(one.change >= 0 for one in self.now)

    @property
    def deteriorated(self) -> bool:
        """Whether one is reliably worse and none reliably better."""
        return any(one.change < 0 for one in self.now) and all(one.change <= 0 for one in self.now)

    @property
    def recovered(self) -> bool:
        """Whether one was at caseness at first and none is now."""
        return any(one.case for one in self.first) and not any(one.case for one in self.now)


TESTS: Mapping[MilestoneKind, Callable[[Standings], bool]] = MappingProxyType(
    {
        MilestoneKind.NHS_RELIABLE_IMPROVEMENT: lambda pair: pair.improved,
        MilestoneKind.NHS_RECOVERY: lambda pair: pair.recovered,
        MilestoneKind.NHS_RELIABLE_RECOVERY: lambda pair: pair.improved and pair.recovered,
        MilestoneKind.NHS_RELIABLE_DETERIORATION: lambda pair: pair.deteriorated,
    }
)
"""What each kind asks of the pair."""


def judge(
    kind: MilestoneKind, first: Scores, then: Scores, undone_by: Scores | None, thresholds: Numbers
) -> MilestoneState | None:
    """Give the state of one kind from the scores alone.

    Parameters
    ----------
    kind : MilestoneKind
        One of `TESTS`.
    first, then : Scores
        The first scores, and those with which it was reached.
    undone_by : Scores or None
        Those since which it has not held; None: it still does.
    thresholds : Numbers
        As a claim carries them.

    Returns
    -------
    MilestoneState or None
        None: not reached.
    """
    if not _holds(kind, first, then, thresholds):
        return None
    held = undone_by is None or _holds(kind, first, undone_by, thresholds)
    return MilestoneState.CONFIRMED if held else MilestoneState.REVERSED


def _holds(kind: MilestoneKind, first: Scores, now: Scores, thresholds: Numbers) -> bool:
    known = [(exact(thresholds[f"{name}_caseness"]), exact(thresholds[f"{name}_reliable_change"])) for name in _NAMES]
    pair = Standings(
        tuple(standing(one, one, *limits) for one, limits in zip(first, known, strict=True)),
        tuple(standing(one, other, *limits) for one, other, limits in zip(first, now, known, strict=True)),
    )
    return TESTS[kind](pair)


def detect(trail: Trail) -> list[Claim]:
    """Find what the pair shows: of each kind none or one.

    Parameters
    ----------
    trail : Trail

    Returns
    -------
    list of Claim
        Each anchored at the score with which it was reached first. Both instruments must have been filled in; scores
        of one instant count together.
    """
    progress = [trail.progress.get(name, ()) for name in NHS_PAIR]
    if not all(progress):
        return []
    first, moments = (progress[0][0], progress[1][0]), list(_moments(progress))
    found = (_reached(kind, first, moments) for kind in TESTS)
    return [claim for claim in found if claim is not None]


def _moments(progress: Sequence[Progress]) -> Iterator[Pair]:
    """Give how the pair stood after each instant at which either changed."""
    runs = sorted((run.since, run.id, place, run) for place, one in enumerate(progress) for run in one)
    latest: dict[int, Run] = {}
    for _, together in groupby(runs, key=lambda entry: entry[0]):
        latest |= {place: run for _, _, place, run in together}
        if len(latest) == len(NHS_PAIR):
            yield latest[0], latest[1]


def _reached(kind: MilestoneKind, first: Pair, moments: Sequence[Pair]) -> Claim | None:
    """Make the claim of one kind, with the pair that reached it first and the pair that undid it last."""
    thresholds = _thresholds()
    began = _scores(first)
    held = [judge(kind, began, _scores(pair), None, thresholds) is not None for pair in moments]
    if not any(held):
        return None
    then = moments[held.index(True)]
    undone = None if held[-1] else moments[len(held) - held[::-1].index(True)]
    anchor = max(then, key=lambda run: (run.since, run.id))
    return Claim(
        kind=kind,
        state=MilestoneState.REVERSED if undone else MilestoneState.CONFIRMED,
        rule_version=RULE_VERSION,
        subject="+".join(NHS_PAIR),
        anchor=anchor.id,
        occurred_at=anchor.since,
        numbers=_named("first", first) | _named("then", then) | (_named("reversed_by", undone) if undone else {}),
        thresholds=thresholds,
        # Each stretch may matter to which came first; there are few.
        evidence=tuple(sorted({run.id for pair in moments for run in (*first, *pair)})),
    )


def _scores(pair: Pair) -> Scores:
    return pair[0].score, pair[1].score


def _named(when: str, pair: Pair) -> dict[str, Number]:
    return {f"{name}_{when}": plain(run.score) for name, run in zip(_NAMES, pair, strict=True)}


def _thresholds() -> Numbers:
    return {
        f"{name}_{what}": number
        for name, instrument in zip(_NAMES, NHS_PAIR, strict=True)
        for what, number in NHS_THRESHOLDS[instrument]._asdict().items()
    }


def rerun(kind: MilestoneKind, numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    kind : MilestoneKind
        One of `TESTS`.
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """

    def told(when: str) -> Scores:
        return exact(numbers[f"phq9_{when}"]), exact(numbers[f"gad7_{when}"])

    undone_by = told("reversed_by") if "phq9_reversed_by" in numbers else None
    return judge(kind, told("first"), told("then"), undone_by, thresholds)


def derived(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Spell out what follows from the numbers of a claim, for people to read.

    Parameters
    ----------
    numbers, thresholds : Numbers
        Of a claim.

    Returns
    -------
    Numbers
        The change of each instrument since its first score, positive for the better.
    """
    del thresholds
    return {f"{name}_change": numbers[f"{name}_first"] - numbers[f"{name}_then"] for name in _NAMES}
