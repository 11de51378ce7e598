"""Laws of the rules on scores: scaling, shifting, mirroring, flat courses, and the edges that states may move along."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import Direction, Instrument, Norm, Threshold
from milestones.domain.score import Score, exact
from unit.milestones.courses import course

Totals = list[float | None]
_SCORES = st.lists(st.none() | st.sampled_from([4, 5, 6, 9, 10, 11, 16, 17, 18, 19, 24]), min_size=1, max_size=14)
_UP, _DOWN = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
State = MilestoneState
OPPOSITE = {
    MilestoneKind.SUDDEN_GAIN: MilestoneKind.SUDDEN_LOSS,
    MilestoneKind.RELIABLE_IMPROVEMENT: MilestoneKind.RELIABLE_DETERIORATION,
}


def threshold(value: Score) -> Threshold:
    return Threshold(value, "made up")


def by_points(direction: Direction = _DOWN) -> Instrument:
    """Judge by points; the share is so small that criterion 2, which is no law of shifts, never decides."""
    return Instrument(
        "LAWS",
        0,
        100,
        direction,
        sudden_gain_cutoff=threshold(6),
        reliable_change=threshold(6),
        caseness=threshold(10),
        share=Fraction(1, 1000),
    )


def by_norms(direction: Direction = _DOWN) -> Instrument:
    return replace(
        by_points(direction),
        reliable_change=None,
        caseness=None,
        clinical=Norm(16, 5, "made up"),
        functional=Norm(6, 4, "made up"),
        reliability=threshold(Fraction(4, 5)),
    )


INSTRUMENTS = st.sampled_from([by_points(), by_points(_UP), by_norms(), by_norms(_UP)])
Told = tuple[MilestoneKind, MilestoneState, str]


def told(totals: Totals, instrument: Instrument) -> list[Told]:
    return [(one.kind, one.state, one.anchor) for one in claims_of_course(course(totals), instrument)]


def moved(instrument: Instrument, change: Callable[[Score], Score], scale: Score = 1) -> Instrument:
    """Measure with another unit or zero: places are changed, distances scaled."""

    def place(one: Threshold | None) -> Threshold | None:
        return one and threshold(change(one.value))

    def distance(one: Threshold | None) -> Threshold | None:
        return one and threshold(one.value * scale)

    def norm(one: Norm | None) -> Norm | None:
        return one and Norm(change(one.mean), one.sd * scale, one.source)

    return replace(
        instrument,
        sudden_gain_cutoff=distance(instrument.sudden_gain_cutoff),
        reliable_change=distance(instrument.reliable_change),
        caseness=place(instrument.caseness),
        clinical=norm(instrument.clinical),
        functional=norm(instrument.functional),
    )


def scores(totals: Totals, change: Callable[[Score], Score]) -> Totals:
    return [None if total is None else float(change(exact(total))) for total in totals]


@given(_SCORES, INSTRUMENTS, st.sampled_from([2, 3, Fraction(1, 2), 10]))
def test_another_unit_changes_nothing(totals: Totals, instrument: Instrument, unit: Score) -> None:
    scaled = moved(instrument, lambda score: score * unit, unit)
    assert told(scores(totals, lambda score: score * unit), scaled) == told(totals, instrument)


@given(_SCORES, INSTRUMENTS, st.integers(0, 40))
def test_another_zero_changes_nothing_but_what_is_a_share(totals: Totals, instrument: Instrument, zero: int) -> None:
    shifted = moved(instrument, lambda score: score + zero)
    assert told(scores(totals, lambda score: score + zero), shifted) == told(totals, instrument)


@given(_SCORES, INSTRUMENTS)
def test_a_mirrored_series_on_a_mirrored_instrument_gives_the_same(totals: Totals, instrument: Instrument) -> None:
    there = moved(replace(instrument, direction=Direction(-instrument.direction)), lambda score: 100 - score)
    assert told(scores(totals, lambda score: 100 - score), there) == told(totals, instrument)


@given(_SCORES, st.sampled_from([by_points(), by_points(_UP), by_norms(), by_norms(_UP)]))
def test_what_is_better_one_way_is_worse_the_other(totals: Totals, instrument: Instrument) -> None:
    found = told(totals, instrument)
    other = told(totals, replace(instrument, direction=Direction(-instrument.direction)))
    for good, bad in OPPOSITE.items():
        assert [one[1:] for one in found if one[0] is good] == [one[1:] for one in other if one[0] is bad]
        assert [one[1:] for one in found if one[0] is bad] == [one[1:] for one in other if one[0] is good]


@given(st.lists(st.none() | st.just(0), min_size=1, max_size=30), st.integers(0, 63), INSTRUMENTS)
def test_a_flat_course_never_gives_anything(missing: list[int | None], score: int, instrument: Instrument) -> None:
    flat: Totals = [None if one is None else score for one in missing]
    assert told(flat, instrument) == []
    assert told(flat, replace(instrument, sudden_gain_cutoff=threshold(Fraction(1, 100)))) == []


# A score more may move a claim along these edges alone; a claim that is not there yet may be first seen in any state.
STEPS = frozenset(
    {
        (State.PROVISIONAL, State.CONFIRMED),
        (State.PROVISIONAL, State.UNSTABLE),
        (State.PROVISIONAL, State.REVERSED),
        (State.CONFIRMED, State.UNSTABLE),
        (State.CONFIRMED, State.REVERSED),
        (State.UNSTABLE, State.CONFIRMED),
        (State.UNSTABLE, State.REVERSED),
        # While its window is open, a step that was taken back is judged anew with each score.
        (State.REVERSED, State.UNSTABLE),
    }
)
HELD = frozenset({(State.CONFIRMED, State.REVERSED), (State.REVERSED, State.CONFIRMED)})
ON_STEPS = frozenset({MilestoneKind.SUDDEN_GAIN, MilestoneKind.SUDDEN_LOSS})


@given(_SCORES, INSTRUMENTS)
@example([14, 15, 14, 8, 15, 8, 9], by_points())
def test_states_only_move_along_allowed_edges(totals: Totals, instrument: Instrument) -> None:
    before: dict[tuple[MilestoneKind, str], Claim] = {}
    for length in range(1, len(totals) + 1):
        now = {(one.kind, one.anchor): one for one in claims_of_course(course(totals[:length]), instrument)}
        for key, claim in now.items():
            known = before.get(key)
            if known is not None and known.state is not claim.state:
                edges = STEPS if claim.kind in ON_STEPS else HELD
                assert (known.state, claim.state) in edges, (claim.kind, totals[:length])
        gone = {kind for kind, _ in before.keys() - now.keys()}
        # Only what rests on another claim goes without a correction: a comeback, where its loss turns out unstable.
        assert gone <= {MilestoneKind.COMEBACK}, totals[:length]
        before = now
