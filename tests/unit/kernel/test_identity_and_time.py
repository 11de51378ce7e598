"""Identifiers and instants: the same from the same, ordered, and never ambiguous."""

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.ids import command_id, derived, event_id, uuid7
from kernel.instants import from_text, to_text

_INSTANTS = st.integers(946_684_800_000_000, 7_258_118_400_000_000).map(
    lambda microseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)


@given(_INSTANTS, _INSTANTS, st.binary(min_size=10, max_size=10))
def test_uuid7_is_of_version_7_and_ordered_by_time(one: datetime, other: datetime, noise: bytes) -> None:
    first, second = uuid7(one, lambda _: noise), uuid7(other, lambda _: noise)
    assert uuid.UUID(first).version == 7
    assert uuid.UUID(first).variant == uuid.RFC_4122
    if (other - one) >= timedelta(milliseconds=1):
        assert first < second


def test_uuid7_agrees_with_the_example_of_rfc_9562() -> None:
    # RFC 9562, appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    noise = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    made = uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC), lambda _: noise)
    assert made == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_derived_ids_are_equal_only_for_equal_parts(one: list[str], other: list[str]) -> None:
    assert (derived(*one) == derived(*other)) == (one == other)


def test_two_callers_with_one_key_make_two_commands() -> None:
    assert command_id("p", "ann", "k1") != command_id("p", "ben", "k1")
    assert command_id("p", "ann", "k1") == command_id("p", "ann", "k1")
    assert command_id("p", "ann", "k1") != command_id("q", "ann", "k1")


def test_each_attempt_to_publish_has_the_same_event_id_and_each_version_another() -> None:
    assert event_id("m", 1, "measure.scored.v1") == event_id("m", 1, "measure.scored.v1")
    assert event_id("m", 1, "measure.scored.v1") != event_id("m", 2, "measure.scored.v1")
    assert uuid.UUID(event_id("m", 1, "measure.scored.v1")).version == 8


@given(_INSTANTS, _INSTANTS)
def test_instants_as_text_sort_as_instants(one: datetime, other: datetime) -> None:
    first, second = to_text(one), to_text(other)
    assert len(first) == 24
    assert (first <= second) == (from_text(first) <= from_text(second))
    assert abs(from_text(first) - one) < timedelta(milliseconds=1)


def test_another_offset_is_the_same_instant() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert to_text(datetime(2026, 6, 1, 21, tzinfo=tokyo)) == "2026-06-01T12:00:00.000Z"


def test_a_time_without_offset_is_refused_both_ways() -> None:
    with pytest.raises(ValueError, match="offset"):
        to_text(datetime(2026, 6, 1, 12))  # noqa: DTZ001 - the naive one is the point
    with pytest.raises(ValueError, match="offset"):
        from_text("2026-06-01T12:00:00")
