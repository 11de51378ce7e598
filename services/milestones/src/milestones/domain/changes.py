"""What to tell when the claims of a course are not what was told before.

The state of every milestone is a function of the course alone, so it ends the same whatever the order, repetition or
lateness of events (invariant I6). What may differ with the order is the way there: versions and history. So that the
end is the same, a claim is listed whatever state it is first seen in, unstable or reversed included. A claim that a
correction takes away does not vanish: it becomes retracted, keeps its history, and leaves the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState

ClaimKey = tuple[MilestoneKind, str]
"""Kind and anchor: what tells the claims of one course apart."""


_NOTHING = bytes(8)
_LEFT_ALONE = frozenset({MilestoneState.RETRACTED, MilestoneState.DISMISSED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last told of one claim.

    Parameters
    ----------
    version : int
        Of the milestone, from 1.
    state : MilestoneState
    fingerprint : bytes
        Of the claim as told; zeros where it is retracted.
    settled : bool
        Whether points that are only added later cannot change it.
    """

    version: int
    state: MilestoneState
    fingerprint: bytes
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to tell.

    Parameters
    ----------
    key : ClaimKey
    version : int
        The milestone's version with this change.
    state : MilestoneState
    from_state : MilestoneState or None
        None: it was never told before.
    claim : Claim or None
        None: retracted.
    """

    key: ClaimKey
    version: int
    state: MilestoneState
    from_state: MilestoneState | None
    claim: Claim | None


Standings = Mapping[ClaimKey, Standing]


def changes_since(standings: Standings, claims: Sequence[Claim]) -> list[Change]:
    """Compare what holds now with what was told.

    Parameters
    ----------
    standings : Standings
        What was last told of each claim of this course, retracted ones included.
    claims : sequence of Claim
        What the rules find now.

    Returns
    -------
    list of Change
        Empty where there is nothing to tell.
    """
    changes = []
    for claim in claims:
        key = (claim.kind, claim.anchor)
        before = standings.get(key)
        if before is None:
            changes.append(Change(key, 1, claim.state, None, claim))
        elif before.state is not MilestoneState.DISMISSED and before.fingerprint != claim.fingerprint():
            changes.append(Change(key, before.version + 1, claim.state, before.state, claim))
    if standings:
        held = {(claim.kind, claim.anchor) for claim in claims}
        gone = [key for key, one in standings.items() if key not in held and one.state not in _LEFT_ALONE]
        # In one order, wherever the standings were read from: a long course has them in its head and its pages.
        for key in sorted(gone):
            before = standings[key]
            changes.append(Change(key, before.version + 1, MilestoneState.RETRACTED, before.state, None))
    return changes


def standings_after(standings: Standings, changes: Sequence[Change]) -> dict[ClaimKey, Standing]:
    """Note what is told now.

    Parameters
    ----------
    standings : Standings
    changes : sequence of Change

    Returns
    -------
    dict
        Standings to keep with the course.
    """
    told = dict(standings)
    for change in changes:
        fingerprint = change.claim.fingerprint() if change.claim else _NOTHING
        told[change.key] = Standing(change.version, change.state, fingerprint)
    return told
