"""Who sees what, and how two voices are merged into pages."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.domain.capture import (
    ENTRIES,
    REFLECTIONS,
    Audience,
    Capture,
    Kind,
    Position,
    Voice,
    audience_of,
    seen_by,
)
from reflections.domain.timeline import Row, Slice, merged
from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_CLIENT,
    OTHER_THERAPIST,
    THERAPIST,
    Service,
    on_fakes,
    refused,
)


def _capture(minute: int, number: int) -> Capture:
    return Capture(
        practice="p",
        journey="j",
        id=f"{number:04}",
        kind=Kind.MEASURE,
        author="a",
        by=Voice.CLIENT,
        recorded_at="2026-06-01T09:00:00.000Z",
        facts={"occurred_at": f"2026-06-01T09:{minute:02}:00.000Z"},
        fingerprint=b"",
    )


@pytest.mark.parametrize(("kind", "by", "shared"), list(product(Kind, Voice, (True, False))))
def test_no_reflection_is_ever_for_the_client(kind: Kind, by: Voice, shared: bool) -> None:  # noqa: FBT001 - a case
    audience = audience_of(kind, by, shared=shared)
    if kind in REFLECTIONS | {Kind.IDEA} or (kind, by) == (Kind.STUCKNESS, Voice.THERAPIST):
        assert audience is Audience.THERAPIST
    elif kind in ENTRIES:
        assert audience is (Audience.BOTH if shared else Audience(by))
    else:
        assert audience is Audience.BOTH
    heard = {Audience.BOTH, seen_by(Audience.CLIENT, 1)}
    assert (seen_by(audience, 1) in heard) == (audience is not Audience.THERAPIST)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 999), st.booleans()), unique_by=lambda one: one[1]),
    st.integers(1, 7),
    st.integers(1, 9),
)
def test_pages_are_the_whole_in_order_however_early_the_store_ends(
    made: list[tuple[int, int, bool]], limit: int, given_at_once: int
) -> None:
    """The store gives at most so many a call, whatever was asked for."""
    parts = [[_capture(minute, number) for minute, number, left in made if left is side] for side in (True, False)]

    def read(part: Sequence[Row], place: Position | None) -> Slice:
        older = sorted((one for one in part if place is None or one.position < place), key=lambda one: one.position)
        older.reverse()
        most = min(limit + 1, given_at_once)
        return Slice(older[:most], more=len(older) > most)

    shown: list[Row] = []
    place: Position | None = None
    for _ in range(len(made) + 1):
        page, place = merged([read(part, place) for part in parts], limit)
        assert len(page) <= limit
        shown += page
        if place is None:
            break
        assert page, "a page that is not the last shows something"
    assert place is None
    assert [one.position for one in shown] == sorted((one.position for part in parts for one in part), reverse=True)


def test_a_correction_keeps_what_was_first_said() -> None:
    first = _capture(1, 1)
    once = first.corrected({"occurred_at": "2026-06-02T09:00:00.000Z"})
    twice = once.corrected({"occurred_at": "2026-06-03T09:00:00.000Z"})
    gone = twice.taken_back()
    assert (once.version, twice.version, gone.version) == (2, 3, 4)
    for later in (first, once, twice, gone):
        assert later.as_first() == first


def test_a_cursor_of_the_other_leads_into_ones_own_view_and_nowhere_else(service: Service) -> None:
    """A cursor names an instant and an identifier: whoever brings it reads their own, older than that."""
    journey = service.joined()
    at = f"/journeys/{journey}"
    for minute in range(6):
        service.clock.passes(minutes=1)
        for who, path, body in (
            (THERAPIST, "reflections", {"kind": "came_to_mind", "text": f"hers {minute}"}),
            (CLIENT, "entries", {"kind": "win", "text": f"his own {minute}"}),
            (CLIENT, "entries", {"kind": "win", "text": f"both {minute}", "shared": True}),
        ):
            assert service.post(who, f"{at}/{path}", body).status == 201
    whole = {who: service.get(who, f"{at}/timeline", limit="100").body["items"] for who in (THERAPIST, CLIENT)}
    cursor = service.get(THERAPIST, f"{at}/timeline", limit="5").body["next"]
    last = whole[THERAPIST][4]
    place = last["occurred_at"], last["id"]
    page = service.get(CLIENT, f"{at}/timeline", limit="100", cursor=cursor).body
    assert page["items"] == [one for one in whole[CLIENT] if (one["occurred_at"], one["id"]) < place]
    assert not any("hers" in (one.get("text") or "") for one in page["items"])
    for who in (OTHER_THERAPIST, OTHER_CLIENT, ELSEWHERE):
        assert refused(service.get(who, f"{at}/timeline", cursor=cursor), 404, "not-found")


@given(st.data())
def test_a_cursor_that_was_tampered_with_is_refused_or_a_place(data: st.DataObject) -> None:
    """No sign changed, added or left out leads to an error of ours, or to anything that is not the reader's."""
    service = on_fakes()
    at = f"/journeys/{service.joined()}"
    for minute in range(3):
        service.clock.passes(minutes=1)
        service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": f"hers {minute}"})
        service.post(CLIENT, f"{at}/entries", {"kind": "win", "text": f"his {minute}"})
    cursor = str(service.get(CLIENT, f"{at}/timeline", limit="1").body["next"])
    place = data.draw(st.integers(0, len(cursor) - 1))
    sign = data.draw(st.sampled_from([*"AZaz09-_=+/ ", "", "é", "\u0000"]))
    answer = service.get(CLIENT, f"{at}/timeline", cursor=f"{cursor[:place]}{sign}{cursor[place + 1 :]}")
    assert answer.status in {200, 422}
    if answer.status == 422:
        assert answer.fields == ["cursor"]
    else:
        assert all(one["by"] == "client" for one in answer.body["items"])
