from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.journey import KEPT, Journey, JourneyChange, JourneyFact
from notifications.domain.risk import Administration, Risk
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, JOURNEY, THERAPIST, administered

FACTS = (
    JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST),
    JourneyFact(JourneyChange.JOINED, 2, client=CLIENT),
    JourneyFact(JourneyChange.CONSENT, 3, client=CLIENT, granted=True),
    JourneyFact(JourneyChange.CONSENT, 4, client=CLIENT, granted=False),
    JourneyFact(JourneyChange.CLOSED, 5),
)
HAND_OVERS = (
    JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST),
    JourneyFact(JourneyChange.PAUSED, 2),
    JourneyFact(JourneyChange.HANDED_OVER, 3, therapist="therapist-2"),
    JourneyFact(JourneyChange.RESUMED, 4),
    JourneyFact(JourneyChange.HANDED_OVER, 5, therapist="therapist-3"),
    JourneyFact(JourneyChange.PAUSED, 6),
)
RISKS = st.sampled_from([Risk.POSITIVE, Risk.NEGATIVE, Risk.MISSING, Risk.NOT_APPLICABLE])
POINTS = st.lists(
    st.builds(
        lambda measure, version, day, risk, retracted: Administration(
            f"m{measure}", version, f"I-{measure % 2}", NOON + timedelta(days=day), risk, retracted=retracted
        ),
        st.integers(0, 5),
        st.integers(1, 4),
        st.integers(0, 5),
        RISKS,
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda point: (point.measure, point.version),
)


def taken_in(points: list[Administration]) -> Journey:
    journey = Journey(JOURNEY)
    for point in points:
        journey = journey.with_administration(point)
    return journey


def test_facts_in_any_order_and_repeated_lead_to_the_same() -> None:
    ends = []
    for order in permutations(FACTS):
        journey = Journey(JOURNEY)
        for fact in (*order, *order):
            journey = journey.with_fact(fact)
        ends.append(journey)
    assert all(end == ends[0] for end in ends)
    assert (ends[0].therapist, ends[0].client, ends[0].closed) == (THERAPIST, CLIENT, True)
    assert ends[0].consent is not None
    assert not ends[0].consent.granted


def test_hand_overs_and_pauses_in_any_order_lead_to_the_latest() -> None:
    for order in permutations(HAND_OVERS):
        journey = Journey(JOURNEY)
        for fact in (*order, *order[:3]):
            journey = journey.with_fact(fact)
        assert (journey.therapist, journey.paused) == ("therapist-3", True)


@given(points=POINTS, data=st.data())
def test_administrations_in_any_order_and_repeated_lead_to_the_same(
    points: list[Administration], data: st.DataObject
) -> None:
    end = taken_in(points)
    shuffled = data.draw(st.permutations(points + points[: len(points) // 2]))
    assert taken_in(shuffled) == end
    again = end
    for point in points:
        again = again.with_administration(point)
    assert again == end


@given(points=POINTS)
def test_the_risk_is_that_of_the_latest_highest_version_of_each_instrument(points: list[Administration]) -> None:
    newest = {
        measure: max((point for point in points if point.measure == measure), key=lambda point: point.version)
        for measure in {point.measure for point in points}
    }
    found = set()
    for instrument in ("I-0", "I-1"):
        counting = [
            point
            for point in newest.values()
            if point.instrument == instrument and not point.retracted and point.risk is not Risk.NOT_APPLICABLE
        ]
        last = max((point.occurred_at for point in counting), default=None)
        found |= {point.risk for point in counting if point.occurred_at == last}
    order = (Risk.POSITIVE, Risk.MISSING, Risk.NEGATIVE)
    assert taken_in(points).risk() is next((risk for risk in order if risk in found), Risk.NOT_APPLICABLE)


def test_no_administration_at_all_has_nothing_to_object() -> None:
    assert Journey(JOURNEY).risk() is Risk.NOT_APPLICABLE


def test_of_two_at_the_same_instant_the_graver_counts() -> None:
    points = [administered("m1"), administered("m2", risk=Risk.MISSING)]
    assert taken_in(points).risk() is Risk.MISSING
    assert taken_in(points[::-1]).risk() is Risk.MISSING


def test_the_row_stays_small_and_the_latest_are_kept() -> None:
    points = [administered(f"m{day}", NOON + timedelta(days=day)) for day in range(KEPT * 3)]
    journey = taken_in(points)
    assert len(journey.administrations) == KEPT
    assert journey.dropped == {"PHQ-9": NOON + timedelta(days=KEPT * 2 - 1)}
    assert journey.risk() is Risk.NEGATIVE
    assert journey.with_administration(points[0]) == journey


def test_many_of_one_instrument_do_not_drive_out_another() -> None:
    positive = administered("m0", NOON, Risk.POSITIVE)
    others = [
        administered(f"g{day}", NOON + timedelta(days=day), Risk.NOT_APPLICABLE, "GAD-7") for day in range(KEPT * 3)
    ]
    assert taken_in([positive, *others]).risk() is Risk.POSITIVE
    assert taken_in([administered("m0"), *others]).risk() is Risk.NEGATIVE


def test_where_one_that_was_dropped_could_be_the_latest_again_the_risk_is_unknown() -> None:
    points = [administered(f"m{day}", NOON + timedelta(days=day)) for day in range(KEPT + 1)]
    journey = taken_in(points)
    for day in range(1, KEPT + 1):
        journey = journey.with_administration(
            Administration(f"m{day}", 2, "PHQ-9", NOON, Risk.NOT_APPLICABLE, retracted=True)
        )
    assert journey.risk() is Risk.UNKNOWN
