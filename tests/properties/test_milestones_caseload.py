"""Invariant I6 for the caseload: any order and repetition of events ends in the same lines, on the same caseloads."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.milestones.tables import KEYS, TABLE, a_table
from kernel.envelope import Event
from kernel.log import Log
from milestones.adapters.caseload import DynamoCaseloads
from milestones.handlers.detect import observers
from properties.test_milestones_order import histories
from unit.kernel.fakes import FixedClock
from unit.milestones.courses import JOURNEY
from unit.milestones.events import PRACTICE, closed, handed_over, opened, shared, withdrawn

THERAPISTS = ("therapist-1", "therapist-2", "therapist-3")


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[tuple[Event, bool]]]:
    """Draw a history, and one way in which a queue brings it, with a refresh after some of its events."""
    history = [*draw(histories()), opened()]
    history += [handed_over(THERAPISTS[1], 5)] if draw(st.booleans()) else []
    history += [handed_over(THERAPISTS[2], 6)] if draw(st.booleans()) else []
    history += [closed()] if draw(st.integers(0, 3)) == 0 else []
    history += [shared(60, 0x901)] if draw(st.booleans()) else []
    history += [withdrawn(60, 0x901)] if draw(st.booleans()) else []
    repeated = draw(st.lists(st.sampled_from(history), max_size=4))
    delivered = draw(st.permutations(history + repeated))
    return history, [(event, draw(st.booleans())) for event in delivered]


def end_of(delivered: list[tuple[Event, bool]]) -> dict[str, Any]:
    """Take everything in; what was written last is always brought to the function."""
    with a_table() as dynamodb:
        use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), Log("milestones", lambda _: None))
        caseloads = DynamoCaseloads(dynamodb, TABLE)
        for event, refresh in delivered:
            use_cases[event.type](event)
            if refresh:
                caseloads.refresh(PRACTICE, JOURNEY)
        caseloads.refresh(PRACTICE, JOURNEY)
        pages = {one: caseloads.page(PRACTICE, one, None, 10) for one in THERAPISTS}
        return {one: (list(page.items), page.next) for one, page in pages.items()}


def therapist_of(history: list[Event]) -> str | None:
    """Tell whose caseload a journey belongs on at last, from the events alone."""
    if any(event.type == "journey.closed.v1" for event in history):
        return None
    said = [event.data for event in history if "therapist" in event.data]
    therapist: str = max(said, key=lambda data: data["version"])["therapist"]
    return therapist


def live_of(history: list[Event]) -> dict[str, Event]:
    """Keep of each measure the highest version, and none that was taken back."""
    last: dict[str, Event] = {}
    for event in history:
        measure = event.data.get("measure")
        if measure and (measure not in last or last[measure].data["version"] < event.data["version"]):
            last[measure] = event
    return {measure: event for measure, event in last.items() if event.type != "measure.retracted.v1"}


@settings(max_examples=6)
@given(deliveries())
def test_any_order_and_repetition_ends_in_the_same_caseloads(
    drawn: tuple[list[Event], list[tuple[Event, bool]]],
) -> None:
    history, delivered = drawn
    found = end_of(delivered)
    assert found == end_of([(event, False) for event in history])
    therapist = therapist_of(history)
    assert [one for one, (lines, _) in found.items() if lines] == ([] if therapist is None else [therapist])
    if therapist is None:
        return
    [line] = found[therapist][0]
    live = sorted(live_of(history).values(), key=lambda event: (event.data["occurred_at"], event.data["measure"]))
    told = [one for one in line["courses"] if one.get("instrument")]
    assert [(one["first"]["value"], one["latest"]["value"]) for one in told] == (
        [(live[0].data["total"], live[-1].data["total"])] if live else []
    )
