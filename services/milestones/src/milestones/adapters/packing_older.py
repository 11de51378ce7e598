"""What a course's head knows of its older points, as bytes: some forty, and for each point that it keeps 42 more."""

from datetime import UTC, datetime, timedelta
from struct import Struct
from types import MappingProxyType

from milestones.adapters.packing import UnknownFormError, pack_points, unpack_points, uuid_of
from milestones.domain.older import Older

_FORM = b"\x01"
_HEAD = Struct(">IIIq16s??iHH")
_PLACE, _MARK = Struct(">I"), Struct(">I")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_SESSION = -1


def pack_older(older: Older) -> bytes:
    """Pack it.

    Parameters
    ----------
    older : Older

    Returns
    -------
    bytes
    """
    last, id_ = older.last
    head = _HEAD.pack(
        older.pages,
        older.writes,
        older.count,
        (last - _EPOCH) // _MICROSECOND,
        bytes.fromhex(id_.replace("-", "")),
        older.sessions_rise,
        older.full,
        _NO_SESSION if older.last_session is None else older.last_session,
        len(older.kept),
        len(older.changed),
    )
    places = b"".join([_PLACE.pack(place) for place in older.kept])
    marks = b"".join([_MARK.pack(mark) for mark in sorted(older.changed)])
    return _FORM + head + places + marks + pack_points(older.kept.values())


def unpack_older(packed: bytes) -> Older:
    """Unpack it.

    Parameters
    ----------
    packed : bytes
        As `pack_older` gave it.

    Returns
    -------
    Older

    Raises
    ------
    UnknownFormError
        Where another form packed it.
    """
    if packed[:1] != _FORM:
        raise UnknownFormError
    pages, writes, count, last, id_, rise, full, session, kept, changed = _HEAD.unpack_from(packed, 1)
    at = 1 + _HEAD.size
    marks_at, points_at = at + kept * _PLACE.size, at + kept * _PLACE.size + changed * _MARK.size
    places = [place for (place,) in _PLACE.iter_unpack(packed[at:marks_at])]
    points = unpack_points(packed[points_at:])
    return Older(
        pages=pages,
        writes=writes,
        count=count,
        last=(_EPOCH + timedelta(microseconds=last), uuid_of(id_)),
        sessions_rise=rise,
        last_session=None if session == _NO_SESSION else session,
        kept=MappingProxyType(dict(zip(places, points, strict=True))),
        full=full,
        changed=frozenset(mark for (mark,) in _MARK.iter_unpack(packed[marks_at:points_at])),
    )
