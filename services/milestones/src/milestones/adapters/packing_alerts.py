"""How the alerts of a course stand, as bytes in its item: 51 each, and none where there never was one."""

from collections.abc import Mapping
from struct import Struct

from milestones.adapters.packing import UnknownFormError, uuid_of
from milestones.domain.alert import AlertKind, AlertState
from milestones.domain.alert_changes import AlertStanding, AlertStandings

_FORM = b"\x01"
_ALERT = Struct(">BBBII16s8s16s")
_NOTHING = bytes(16)

# Codes, never reused for another meaning.
_KINDS: Mapping[AlertKind, int] = {
    AlertKind.RISK_ITEM_POSITIVE: 1,
    AlertKind.CRISIS_LANGUAGE: 2,
    AlertKind.RELIABLE_DETERIORATION: 3,
    AlertKind.SUDDEN_LOSS: 4,
    AlertKind.NO_RELIABLE_IMPROVEMENT: 5,
    AlertKind.ABOVE_EXPECTED_SCORE: 6,
    AlertKind.GAIN_REVERSED: 7,
    AlertKind.SCORES_UNMOVED: 8,
    AlertKind.GOAL_UNMOVED: 9,
    AlertKind.STUCKNESS_DECLARED: 10,
    AlertKind.SILENCE: 11,
}
_STATES: Mapping[AlertState | None, int] = {
    None: 0,
    AlertState.OPEN: 1,
    AlertState.ACKNOWLEDGED: 2,
    AlertState.CLEARED: 3,
}
_KIND_OF = {code: kind for kind, code in _KINDS.items()}
_STATE_OF = {code: state for state, code in _STATES.items()}


def pack_alerts(standings: AlertStandings) -> bytes:
    """Pack how alerts stand.

    Parameters
    ----------
    standings : AlertStandings

    Returns
    -------
    bytes
    """
    return _FORM + b"".join(
        [
            _ALERT.pack(
                _KINDS[kind],
                _STATES[one.state],
                _STATES[one.acted],
                one.version,
                one.raising,
                _bytes_of(one.anchor),
                one.fingerprint,
                _NOTHING if one.acted_on is None else _bytes_of(one.acted_on),
            )
            for kind, one in standings.items()
        ]
    )


def unpack_alerts(packed: bytes) -> dict[AlertKind, AlertStanding]:
    """Unpack how alerts stand.

    Parameters
    ----------
    packed : bytes
        As `pack_alerts` gave them.

    Returns
    -------
    dict

    Raises
    ------
    UnknownFormError
        Where another form packed them.
    """
    if packed[:1] != _FORM:
        raise UnknownFormError
    return {
        _KIND_OF[kind]: AlertStanding(
            version,
            raising,
            _STATE_OF[state] or AlertState.OPEN,
            uuid_of(anchor),
            fingerprint,
            _STATE_OF[acted],
            None if acted_on == _NOTHING else uuid_of(acted_on),
        )
        for kind, state, acted, version, raising, anchor, fingerprint, acted_on in _ALERT.iter_unpack(packed[1:])
    }


def _bytes_of(id_: str) -> bytes:
    return bytes.fromhex(id_.replace("-", ""))
