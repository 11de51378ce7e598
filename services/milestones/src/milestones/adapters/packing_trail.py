"""Records of a trail as bytes: an entry takes 30, and 16 more for each goal or struggle that it names.

A stretch of a course takes 39 and the name of its course, what was told of a claim 30. The first byte names the form.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from struct import Struct

from kernel.items import Item
from milestones.adapters.packing import UnknownFormError, pack_standings, unpack_standings, uuid_of
from milestones.domain.known_trail import Records, Stretch
from milestones.domain.score import exact, plain
from milestones.domain.trail import Mark, Run, Sort

_FORM = b"\x01"
_MARK = Struct(">16sqibB")
_RUN = Struct(">16sqibbdB")
_ID_BYTES = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# Codes, never reused for another meaning; beside them, two bits for what a mark names.
_SORTS = {Sort.WIN: 1, Sort.STRUGGLE: 2, Sort.EFFORT: 3, Sort.GOAL: 4, Sort.LEVEL: 5}
_SORT_OF = {code: sort for sort, code in _SORTS.items()}
_NAMES_GOAL, _NAMES_STRUGGLE, _SORT_BITS = 0x80, 0x40, 0x3F
_CASES = {None: -1, False: 0, True: 1}
_CASE_OF = {code: case for case, code in _CASES.items()}


def attributes_of(records: Records) -> Item:
    """Give the attributes that hold records.

    Parameters
    ----------
    records : Records

    Returns
    -------
    dict
        Nothing for what there is none of.
    """
    item: Item = {}
    if records.marks:
        item["marks"] = _FORM + b"".join(map(_pack_mark, records.marks.values()))
    if records.stretches:
        item["stretches"] = _FORM + b"".join(map(_pack_stretch, records.stretches.values()))
    if records.standings:
        item["claims"] = pack_standings(records.standings)
    return item


def records_of(item: Item) -> Records:
    """Read them.

    Parameters
    ----------
    item : dict
        Plain Python.

    Returns
    -------
    Records

    Raises
    ------
    UnknownFormError
        Where another form packed them.
    """
    marks = {mark.id: mark for mark in _unpack_marks(_body(item.get("marks", _FORM)))}
    stretches = {(one.subject, one.run.id): one for one in _unpack_stretches(_body(item.get("stretches", _FORM)))}
    return Records(marks, stretches, unpack_standings(item["claims"]) if "claims" in item else {})


def _body(packed: bytes) -> bytes:
    if packed[:1] != _FORM:
        raise UnknownFormError
    return packed[1:]


def _bytes_of(id_: str) -> bytes:
    return bytes.fromhex(id_.replace("-", ""))


def _instant(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _signed(version: int, *, retracted: bool) -> int:
    return -version if retracted else version


def _pack_mark(mark: Mark) -> bytes:
    names = [one for one in (mark.goal, mark.struggle) if one is not None]
    code = _SORTS[mark.sort]
    code |= 0 if mark.goal is None else _NAMES_GOAL
    code |= 0 if mark.struggle is None else _NAMES_STRUGGLE
    version = _signed(mark.version, retracted=mark.retracted)
    head = _MARK.pack(_bytes_of(mark.id), _instant(mark.occurred_at), version, mark.value, code)
    return head + b"".join(map(_bytes_of, names))


def _unpack_marks(packed: bytes) -> Iterator[Mark]:
    at = 0
    while at < len(packed):
        id_, instant, version, value, code = _MARK.unpack_from(packed, at)
        at += _MARK.size
        named: list[str | None] = []
        for bit in (_NAMES_GOAL, _NAMES_STRUGGLE):
            named.append(uuid_of(packed[at : at + _ID_BYTES]) if code & bit else None)
            at += _ID_BYTES if code & bit else 0
        yield Mark(
            _EPOCH + instant * _MICROSECOND,
            uuid_of(id_),
            abs(version),
            _SORT_OF[code & _SORT_BITS],
            named[0],
            named[1],
            value,
            version < 0,
        )


def _pack_stretch(stretch: Stretch) -> bytes:
    run, subject = stretch.run, stretch.subject.encode()
    version = _signed(stretch.version, retracted=stretch.retracted)
    score = float(plain(run.score))
    return (
        _RUN.pack(_bytes_of(run.id), _instant(run.since), version, run.change, _CASES[run.case], score, len(subject))
        + subject
    )


def _unpack_stretches(packed: bytes) -> Iterator[Stretch]:
    at = 0
    while at < len(packed):
        id_, instant, version, change, case, score, length = _RUN.unpack_from(packed, at)
        at += _RUN.size
        subject = packed[at : at + length].decode()
        at += length
        run = Run(_EPOCH + instant * _MICROSECOND, uuid_of(id_), change, _CASE_OF[case], exact(score))
        yield Stretch(subject, run, abs(version), version < 0)
