"""First step: the first effort or win on a goal that had had none for a long time.

A goal that lies untouched is one that a therapist may lose sight of, and its first step is easily overlooked. How long
is long nobody has published: `TrailSettings` holds this project's own number.
"""

from datetime import datetime

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.trail import DEFAULTS, Mark, Sort, Trail, TrailSettings

RULE_VERSION = 1
CITATION = (
    "This project's own rule, on goals as in Law D, Jacob J (2015). Goals and Goal Based Outcomes (GBOs): some useful "
    "information, 3rd ed. London: CAMHS Press. No source names a number of days."
)


def judge(days_without: int, without_days: int) -> MilestoneState | None:
    """Give the state from the numbers alone.

    Parameters
    ----------
    days_without : int
        Whole days since the goal was set, or since the last effort or win on it.
    without_days : int
        How many it takes.

    Returns
    -------
    MilestoneState or None
        Confirmed at once: nothing that comes later can undo a step. None: not long enough.
    """
    return MilestoneState.CONFIRMED if days_without >= without_days else None


def detect(trail: Trail, settings: TrailSettings = DEFAULTS) -> list[Claim]:
    """Find every first step.

    Parameters
    ----------
    trail : Trail
    settings : TrailSettings

    Returns
    -------
    list of Claim
        Each anchored at the effort or win. Where it is not known when the goal was set, the count begins with the
        first effort or win on it.
    """
    claims = []
    latest: dict[str, Mark] = {}
    for mark in trail.of(Sort.GOAL, Sort.EFFORT, Sort.WIN):
        goal = mark.id if mark.sort is Sort.GOAL else mark.goal
        if goal is None:
            continue
        before = latest.get(goal)
        if mark.sort is not Sort.GOAL and before is not None:
            state = judge(_days(before.occurred_at, mark.occurred_at), settings.without_days)
            if state is not None:
                claims.append(_claim(goal, before, mark, state, settings))
        latest[goal] = mark
    return claims


def _days(since: datetime, until: datetime) -> int:
    return (until - since).days


def _claim(goal: str, before: Mark, step: Mark, state: MilestoneState, settings: TrailSettings) -> Claim:
    return Claim(
        kind=MilestoneKind.FIRST_STEP,
        state=state,
        rule_version=RULE_VERSION,
        subject=goal,
        anchor=step.id,
        occurred_at=step.occurred_at,
        numbers={
            "days_without": _days(before.occurred_at, step.occurred_at),
            "since_set": int(before.sort is Sort.GOAL),
        },
        thresholds={"without_days": settings.without_days},
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
    return judge(int(numbers["days_without"]), int(thresholds["without_days"]))
