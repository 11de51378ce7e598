"""Alerts: the same end in any order, explained, at most one open of a kind in a course, and none for a good course."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.domain.alert import RED, AlertKind, AlertState, Concern
from milestones.domain.alert_changes import AlertStandings, acted_upon, alert_changes, alerts_after
from milestones.domain.alert_rulebook import ALERT_RULES
from milestones.domain.alerting import concerns_of_course
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import Direction, Instrument, Threshold
from milestones.domain.ports import Place
from unit.milestones.courses import JOURNEY, MONDAY, PHQ9, course, point, uuid
from unit.milestones.events import PRACTICE, goal_set, rated, retracted, scored
from unit.milestones.fakes import Service

PLACE = Place(PRACTICE, JOURNEY, "PHQ-9")
_LOWER = Instrument(
    "OWN", 0, 27, Direction.LOWER_IS_BETTER, reliable_change=Threshold(6, "made up"), caseness=Threshold(10, "made up")
)
_HIGHER = Instrument(
    "OWN", 0, 27, Direction.HIGHER_IS_BETTER, reliable_change=Threshold(6, "made up"), caseness=Threshold(17, "made up")
)
_TOTALS = st.sampled_from([3, 9, 10, 16, 17, 17, 18, 18, 23, 24])


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw a course with risk items, corrections and retractions, and ratings of a goal."""
    events = []
    for week in range(draw(st.integers(0, 16))):
        risk = draw(st.sampled_from(["negative", "negative", "missing", "positive"]))
        events.append(scored(week, draw(_TOTALS), session=week + 1, risk=risk))
        if not draw(st.integers(0, 5)):
            events.append(scored(week, draw(_TOTALS), 2, session=week + 1, risk="negative"))
        if not draw(st.integers(0, 9)):
            events.append(retracted(week, 3))
    ratings = [rated(week, draw(st.sampled_from([3, 3, 4, 7]))) for week in range(draw(st.integers(0, 8)))]
    return [*events, goal_set(8), *ratings]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """Draw a history, and one way in which a queue might bring it."""
    history = draw(histories())
    repeated = draw(st.lists(st.sampled_from(history), max_size=5))
    return history, draw(st.permutations(history + repeated))


def _end(service: Service) -> dict[str, tuple[object, ...]]:
    return {
        key: (one.kind, one.occurred_at, dict(one.numbers), dict(one.thresholds))
        for key, one in service.milestones.alerts.found.items()
        if one.state is not AlertState.CLEARED
    }


@given(deliveries())
def test_any_order_and_repetition_ends_in_the_same_alerts(drawn: tuple[list[Event], list[Event]]) -> None:
    history, delivered = drawn
    one, other = Service(), Service()
    one.take_in(*history)
    other.take_in(*delivered)
    assert _end(one) == _end(other)
    told = len(other.milestones.alerts.events)
    other.take_in(*delivered)
    assert len(other.milestones.alerts.events) == told, "a redelivery tells nothing"


@given(deliveries())
def test_the_highest_version_tells_whether_it_is_open_and_its_numbers_find_it_again(
    drawn: tuple[list[Event], list[Event]],
) -> None:
    service = Service()
    service.take_in(*drawn[1])
    told = defaultdict(list)
    for event in service.milestones.alerts.events:
        told[event.data["alert"]].append(event)
        if event.type == "alert.raised.v1":
            rule = ALERT_RULES[AlertKind(event.data["kind"])]
            assert rule.rerun(event.data["numbers"], event.data["thresholds"])
            assert rule.version == event.data["rule_version"]
            assert event.data["level"] == ("red" if AlertKind(event.data["kind"]) in RED else "amber")
    for alert, events in told.items():
        assert [event.data["version"] for event in events] == list(range(1, len(events) + 1))
        is_open = service.milestones.alerts.found[alert].state is not AlertState.CLEARED
        assert (events[-1].type == "alert.raised.v1") is is_open
        raisings = [event.data["raising"] for event in events]
        assert raisings == sorted(raisings)
        for before, after in pairwise(events):
            grew = after.data["raising"] > before.data["raising"]
            assert not grew or before.type == "alert.cleared.v1", "what is open and unseen is not raised again"


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_a_course_that_stays_below_caseness_and_swings_little_never_alerts(totals: list[int]) -> None:
    level = [min(totals) + total % 4 for total in totals if min(totals) + total % 4 < 9]
    service = Service()
    service.take_in(*(scored(week, total, session=week + 1) for week, total in enumerate(level)))
    assert not service.milestones.alerts.found


@given(st.lists(st.integers(0, 27), max_size=20))
def test_the_mirrored_course_raises_the_same_alerts(totals: list[int]) -> None:
    """Turn the scale over, and every score with it: what the rules find must be the same."""
    found = []
    for instrument, scores in ((_LOWER, totals), (_HIGHER, [27 - total for total in totals])):
        made = course(scores)
        concerns = concerns_of_course(made, claims_of_course(made, instrument), instrument)
        found.append({(concern.kind, concern.anchor) for concern in concerns})
    assert found[0] == found[1]


@given(st.lists(_TOTALS, min_size=1, max_size=90), st.integers(0, 3))
def test_the_head_of_a_long_course_finds_what_the_whole_course_shows(totals: list[int], gap: int) -> None:
    service = Service()
    for week, total in enumerate(totals):
        service.take_in(
            scored(week * (gap + 1), total, session=week + 1, risk="positive" if total > 23 else "negative")
        )
    made = Course(
        tuple(point(week * (gap + 1), total, week + 1)._replace(risk=total > 23) for week, total in enumerate(totals))
    )
    concerns = concerns_of_course(made, claims_of_course(made, PHQ9), PHQ9)
    found = service.courses.kept[PLACE].alerts
    standing = {kind: one.anchor for kind, one in found.items() if one.state is not AlertState.CLEARED}
    assert standing == {concern.kind: concern.anchor for concern in concerns}


def _concern(anchor: int) -> Concern:
    return Concern(AlertKind.GAIN_REVERSED, uuid(anchor), 1, MONDAY, {"gain": anchor}, {})


@given(
    st.lists(st.none() | st.integers(1, 3) | st.sampled_from([AlertState.ACKNOWLEDGED, AlertState.CLEARED]), max_size=9)
)
def test_what_the_therapist_has_seen_or_set_aside_comes_back_only_with_new_data(
    steps: list[int | AlertState | None],
) -> None:
    """A number: a concern with that anchor; None: none; an act: the therapist's."""
    standings: AlertStandings = {}
    data: int | None = None
    for step in steps:
        if isinstance(step, AlertState):
            before = standings.get(AlertKind.GAIN_REVERSED)
            change = None if before is None else acted_upon(AlertKind.GAIN_REVERSED, before, step)
            changes = [] if change is None else [change]
        else:
            data = step
            changes = alert_changes(standings, [] if step is None else [_concern(step)])
        standings = alerts_after(standings, changes)
        again = [] if data is None else [_concern(data)]
        assert not alert_changes(standings, again), "the same data tells nothing new"
        stands = standings.get(AlertKind.GAIN_REVERSED)
        assert stands is None or (stands.state is AlertState.CLEARED or data is not None)
        if stands is not None and data is not None:
            seen = stands.acted if stands.acted_on == uuid(data) else AlertState.OPEN
            assert stands.state is seen, "a function of the data and of the last act"
