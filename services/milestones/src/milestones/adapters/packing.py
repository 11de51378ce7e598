"""Courses as bytes: a course of twenty scores with its keys and claims is about one kilobyte, so one write unit.

A point takes 38 bytes: id, instant in microseconds since 1970, score, version (negative where retracted), and in one
number session and risk item. A
claim takes 30: kind, anchor, state, version, fingerprint. The first byte names the form; claims of form 1, which does
not tell settled ones, are still read.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from struct import Struct

from milestones.domain.changes import ClaimKey, Standing, Standings
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.course import Point
from milestones.domain.score import exact, plain

_FORM = b"\x02"
_FIRST_FORM = b"\x01"
"""Of points whose risk item nobody kept; their session is signed, -1 for none."""
_CLAIMS_FORM = b"\x02"
_SETTLED = 0x80
"""Set in the byte of a claim's state."""
_POINT = Struct(">16sqdiH")
_FIRST_POINT = Struct(">16sqdih")
_CLAIM = Struct(">B16sBI8s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_SESSION = -1
_SESSION_BITS = 14
_RISKS: Mapping[bool | None, int] = {None: 0, False: 1, True: 2}
_RISK_OF = {code: risk for risk, code in _RISKS.items()}

# Codes, never reused for another meaning.
_KINDS: Mapping[MilestoneKind, int] = {
    MilestoneKind.SUDDEN_GAIN: 1,
    MilestoneKind.RELIABLE_IMPROVEMENT: 2,
    MilestoneKind.GOAL_ATTAINED: 3,
    MilestoneKind.CLINICALLY_SIGNIFICANT_CHANGE: 4,
    MilestoneKind.COMEBACK: 5,
    MilestoneKind.NHS_RELIABLE_IMPROVEMENT: 6,
    MilestoneKind.NHS_RECOVERY: 7,
    MilestoneKind.NHS_RELIABLE_RECOVERY: 8,
    MilestoneKind.GOAL_RELIABLY_IMPROVED: 9,
    MilestoneKind.GOAL_ATTAINMENT_SCALING: 10,
    MilestoneKind.EFFORT_AGAINST_THE_ODDS: 11,
    MilestoneKind.FIRST_STEP: 12,
    MilestoneKind.SUDDEN_LOSS: 13,
    MilestoneKind.RELIABLE_DETERIORATION: 14,
    MilestoneKind.NHS_RELIABLE_DETERIORATION: 15,
}
_STATES: Mapping[MilestoneState, int] = {
    MilestoneState.PROVISIONAL: 1,
    MilestoneState.CONFIRMED: 2,
    MilestoneState.REVERSED: 3,
    MilestoneState.UNSTABLE: 4,
    MilestoneState.RETRACTED: 5,
    MilestoneState.DISMISSED: 6,
}
_KIND_OF = {code: kind for kind, code in _KINDS.items()}
_STATE_OF = {code: state for state, code in _STATES.items()}


class UnknownFormError(Exception):
    """The bytes were packed by a form of this code that is not this one."""


def pack_points(points: Iterable[Point]) -> bytes:
    """Pack points.

    Parameters
    ----------
    points : iterable of Point
        In the order of the course, which is kept.

    Returns
    -------
    bytes
    """
    return _FORM + b"".join(
        [
            _POINT.pack(
                bytes.fromhex(point.id.replace("-", "")),
                (point.occurred_at - _EPOCH) // _MICROSECOND,
                float(plain(point.total)),
                -point.version if point.retracted else point.version,
                _RISKS[point.risk] << _SESSION_BITS | (0 if point.session is None else point.session + 1),
            )
            for point in points
        ]
    )


def unpack_points(packed: bytes) -> tuple[Point, ...]:
    """Unpack points.

    Parameters
    ----------
    packed : bytes
        As `pack_points` gave them.

    Returns
    -------
    tuple of Point

    Raises
    ------
    UnknownFormError
        Where another form packed them.
    """
    first = packed[:1] == _FIRST_FORM
    rows = (_FIRST_POINT if first else _POINT).iter_unpack(_body(packed, _FORM, _FIRST_FORM))
    return tuple(
        [
            Point(
                _EPOCH + timedelta(microseconds=microseconds),
                uuid_of(id_),
                abs(version),
                _session_of(last, first=first),
                exact(total),
                version < 0,
                None if first else _RISK_OF[last >> _SESSION_BITS],
            )
            for id_, microseconds, total, version, last in rows
        ]
    )


def _session_of(packed: int, *, first: bool) -> int | None:
    session = packed if first else (packed & (1 << _SESSION_BITS) - 1) - 1
    return None if session == _NO_SESSION else session


def pack_standings(standings: Standings) -> bytes:
    """Pack what was told of each claim.

    Parameters
    ----------
    standings : Standings

    Returns
    -------
    bytes
    """
    return _CLAIMS_FORM + b"".join(
        [
            _CLAIM.pack(
                _KINDS[kind],
                bytes.fromhex(anchor.replace("-", "")),
                _STATES[standing.state] | (_SETTLED if standing.settled else 0),
                standing.version,
                standing.fingerprint,
            )
            for (kind, anchor), standing in standings.items()
        ]
    )


def unpack_standings(packed: bytes) -> dict[ClaimKey, Standing]:
    """Unpack what was told of each claim.

    Parameters
    ----------
    packed : bytes
        As `pack_standings` gave them.

    Returns
    -------
    dict

    Raises
    ------
    UnknownFormError
        Where another form packed them.
    """
    return {
        (_KIND_OF[kind], uuid_of(anchor)): Standing(
            version, _STATE_OF[state & ~_SETTLED], fingerprint, bool(state & _SETTLED)
        )
        for kind, anchor, state, version, fingerprint in _CLAIM.iter_unpack(_body(packed, _CLAIMS_FORM, _FORM))
    }


def _body(packed: bytes, *forms: bytes) -> bytes:
    if packed[:1] not in forms:
        raise UnknownFormError
    return packed[1:]


def uuid_of(id_: bytes) -> str:
    """Write sixteen bytes as a UUID is written."""
    digits = id_.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
