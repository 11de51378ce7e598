"""The long road: how long it took to get to a milestone, and how many efforts were made on the way."""

from milestones.domain.claim import SETBACKS, Claim, MilestoneKind
from milestones.domain.trail import Mark, Road, Sort, Trail


def road_to(claim: Claim, trail: Trail) -> Road | None:
    """Measure the road to a milestone.

    Parameters
    ----------
    claim : Claim
    trail : Trail

    Returns
    -------
    Road or None
        From the first struggle that was named; to an effort against the odds from its own struggle. None where none
        had been named by then, and to a setback.
    """
    if claim.kind in SETBACKS:
        return None
    named = [mark for mark in trail.of(Sort.STRUGGLE) if mark.occurred_at <= claim.occurred_at]
    if claim.kind is MilestoneKind.EFFORT_AGAINST_THE_ODDS:
        named = [mark for mark in named if mark.id == claim.subject]
    if not named:
        return None
    return Road((claim.occurred_at - named[0].occurred_at).days, _efforts(trail, named[0], claim))


def _efforts(trail: Trail, struggle: Mark, claim: Claim) -> int:
    """Count whole days, in UTC: an effort of the day on which the struggle was named belongs to the road."""
    first, last = struggle.occurred_at.date(), claim.occurred_at.date()
    return sum(first <= mark.occurred_at.date() <= last for mark in trail.of(Sort.EFFORT))
