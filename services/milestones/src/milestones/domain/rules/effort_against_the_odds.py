"""Effort against the odds: several shared efforts against one struggle, in a time in which no course improved.

It claims no improvement: that is its point. Effort counts where no score moves (Mueller & Dweck 1998, J Pers Soc
Psychol 75(1):33-52, on naming effort and not the person). How many efforts, and in how many days, nobody has published:
`TrailSettings` holds this project's own numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.progress import upward
from milestones.domain.trail import DEFAULTS, Mark, Sort, Trail, TrailSettings

RULE_VERSION = 1
CITATION = (
    "Effort named for itself: Mueller CM, Dweck CS (1998). Praise for intelligence can undermine children's motivation "
    "and performance. J Pers Soc Psychol 75(1):33-52. How many efforts in how many days is this project's own choice."
)
_DAY = timedelta(days=1)


def judge(efforts: int, days: int, improvements: int, settings: TrailSettings) -> MilestoneState | None:
    """Give the state from the numbers alone.

    Parameters
    ----------
    efforts : int
        Against one struggle.
    days : int
        From the first of them to the last, begun days counted whole.
    improvements : int
        Turns for the better, of any course, in the time that the settings name.
    settings : TrailSettings

    Returns
    -------
    MilestoneState or None
        Confirmed at once: nothing that comes later can undo what was done. None: nothing here.
    """
    found = efforts >= settings.efforts and days <= settings.within_days and not improvements
    return MilestoneState.CONFIRMED if found else None


def detect(trail: Trail, settings: TrailSettings = DEFAULTS) -> list[Claim]:
    """Find every stretch of effort against the odds.

    Parameters
    ----------
    trail : Trail
    settings : TrailSettings

    Returns
    -------
    list of Claim
        Each anchored at its last effort; against one struggle the next one only as many days later as the settings
        name, so that none is counted from the same efforts.
    """
    turns = [run.since for progress in trail.progress.values() for run in upward(progress)]
    return [
        claim
        for struggle, efforts in _by_struggle(trail).items()
        for claim in _against(struggle, efforts, turns, settings)
    ]


def _by_struggle(trail: Trail) -> Mapping[str, list[Mark]]:
    efforts: dict[str, list[Mark]] = {}
    for mark in trail.of(Sort.EFFORT):
        if mark.struggle is not None:
            efforts.setdefault(mark.struggle, []).append(mark)
    return efforts


def _against(struggle: str, efforts: Sequence[Mark], turns: Sequence[datetime], settings: TrailSettings) -> list[Claim]:
    claims: list[Claim] = []
    span = settings.within_days * _DAY
    for place in range(settings.efforts - 1, len(efforts)):
        window = efforts[place - settings.efforts + 1 : place + 1]
        last = window[-1]
        if claims and last.occurred_at - claims[-1].occurred_at < span:
            continue
        days = max(1, -((window[0].occurred_at - last.occurred_at) // _DAY))
        improvements = sum(last.occurred_at - span < turn <= last.occurred_at for turn in turns)
        state = judge(len(window), days, improvements, settings)
        if state is not None:
            claims.append(_claim(struggle, window, {"days": days, "improvements": improvements}, state, settings))
    return claims


def _claim(
    struggle: str, window: Sequence[Mark], found: Numbers, state: MilestoneState, settings: TrailSettings
) -> Claim:
    return Claim(
        kind=MilestoneKind.EFFORT_AGAINST_THE_ODDS,
        state=state,
        rule_version=RULE_VERSION,
        subject=struggle,
        anchor=window[-1].id,
        occurred_at=window[-1].occurred_at,
        numbers={"efforts": len(window), **found},
        thresholds={"efforts_at_least": settings.efforts, "within_days": settings.within_days},
        # Kept for good: the next one is counted from this one.
        evidence=tuple(mark.id for mark in window),
    )


def rerun(numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """
    settings = TrailSettings(int(thresholds["efforts_at_least"]), int(thresholds["within_days"]))
    return judge(int(numbers["efforts"]), int(numbers["days"]), int(numbers["improvements"]), settings)
