"""What becomes of the alerts of a course when its concerns are not what they were, or when the therapist acts.

Whether an alert is open is a function of the course and of the therapist's last act, which names the anchor that she
saw: so it ends the same whatever the order, repetition or lateness of events (invariant I6). What may differ with the
order is the way there: versions, and how often it was raised.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from milestones.domain.alert import AlertKind, AlertState, ClearedBy, Concern
from milestones.domain.older import OlderNeededError


@dataclass(frozen=True, slots=True)
class AlertStanding:
    """What was last told of one alert of a course.

    Parameters
    ----------
    version : int
        Of the alert, from 1.
    raising : int
        How often it was raised.
    state : AlertState
    anchor : str
        Of the concern that it was last told of.
    fingerprint : bytes
        Of that concern.
    acted : AlertState or None
        The therapist's last act: acknowledged or cleared; None while there is none.
    acted_on : str or None
        The anchor that she acted on: what has another one is new.
    """

    version: int
    raising: int
    state: AlertState
    anchor: str
    fingerprint: bytes
    acted: AlertState | None = None
    acted_on: str | None = None


AlertStandings = Mapping[AlertKind, AlertStanding]


@dataclass(frozen=True, slots=True)
class AlertChange:
    """One thing to tell of an alert.

    Parameters
    ----------
    kind : AlertKind
    standing : AlertStanding
        As it is with this change.
    concern : Concern or None
        What it rests on; None where it is cleared, or the therapist acted.
    cleared_by : ClearedBy or None
        Where it is cleared.
    """

    kind: AlertKind
    standing: AlertStanding
    concern: Concern | None = None
    cleared_by: ClearedBy | None = None


def alert_changes(standings: AlertStandings, concerns: Iterable[Concern]) -> list[AlertChange]:
    """Compare the concerns that there are with what was told.

    Parameters
    ----------
    standings : AlertStandings
        All alerts of the course.
    concerns : iterable of Concern
        At most one of each kind.

    Returns
    -------
    list of AlertChange
        Empty where there is nothing to tell. An alert that is open already is not raised again; one that the therapist
        has seen or set aside is raised again by what has another anchor, and by nothing else.

    Raises
    ------
    OlderNeededError
        Where a concern began before what is at hand, and no alert stands that it could be the one of.
    """
    present = {concern.kind: concern for concern in concerns}
    changes = [change for concern in present.values() if (change := _of(standings.get(concern.kind), concern))]
    return changes + [
        AlertChange(kind, _next(standing, state=AlertState.CLEARED), cleared_by=ClearedBy.DATA)
        for kind, standing in standings.items()
        if kind not in present and standing.state is not AlertState.CLEARED
    ]


def _of(before: AlertStanding | None, concern: Concern) -> AlertChange | None:
    if concern.anchor is None:
        if before is None or (before.state is AlertState.CLEARED and before.acted is not AlertState.CLEARED):
            raise OlderNeededError
        return None
    print_ = concern.fingerprint()
    if before is None:
        return AlertChange(concern.kind, AlertStanding(1, 1, AlertState.OPEN, concern.anchor, print_), concern)
    state = AlertState.OPEN if before.acted is None or before.acted_on != concern.anchor else before.acted
    if state is AlertState.CLEARED:
        # The therapist set this very thing aside. What stood meanwhile on other data stands no more.
        if before.state is AlertState.CLEARED:
            return None
        after = _next(before, state=state, anchor=concern.anchor, fingerprint=print_)
        return AlertChange(concern.kind, after, cleared_by=ClearedBy.THERAPIST)
    if (before.state, before.anchor, before.fingerprint) == (state, concern.anchor, print_):
        return None
    again = state is AlertState.OPEN and before.state is not AlertState.OPEN
    after = _next(before, state=state, anchor=concern.anchor, fingerprint=print_)
    return AlertChange(concern.kind, replace(after, raising=before.raising + again), concern)


def acted_upon(kind: AlertKind, standing: AlertStanding, act: AlertState) -> AlertChange | None:
    """Let the therapist acknowledge an alert, or set it aside.

    Parameters
    ----------
    kind : AlertKind
    standing : AlertStanding
    act : AlertState
        Acknowledged or cleared.

    Returns
    -------
    AlertChange or None
        None where that changes nothing: the alert stands so already, or is cleared.
    """
    if standing.state in {act, AlertState.CLEARED}:
        return None
    after = _next(standing, state=act, acted=act, acted_on=standing.anchor)
    return AlertChange(kind, after, cleared_by=ClearedBy.THERAPIST if act is AlertState.CLEARED else None)


def alerts_after(standings: AlertStandings, changes: Iterable[AlertChange]) -> dict[AlertKind, AlertStanding]:
    """Note what is told now.

    Parameters
    ----------
    standings : AlertStandings
    changes : iterable of AlertChange

    Returns
    -------
    dict
        Standings to keep with the course.
    """
    return {**standings, **{change.kind: change.standing for change in changes}}


def _next(standing: AlertStanding, **changed: object) -> AlertStanding:
    return replace(standing, version=standing.version + 1, **changed)  # type: ignore[arg-type]
