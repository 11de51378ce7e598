"""I6: events repeated, in any order, with a crash around any write, lead to the same end as without all that."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.celebration import Milestone
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.lifecycle import MilestoneState, State, Step
from notifications.domain.preferences import Preferences
from notifications.domain.risk import Administration, Risk
from properties.notifications_world import Happening, World
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST

NUMBERS = MappingProxyType({"before": 18.0, "after": 11.0})


def milestone(version: int, state: MilestoneState) -> Milestone:
    return Milestone("sudden_gain", state, version, NUMBERS)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Happening], list[Happening], Step, bool]:
    """Draw what happens before and after the therapist's decision, the decision, and whether it is night."""
    before: list[Happening] = [
        JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST),
        JourneyFact(JourneyChange.JOINED, 2, client=CLIENT),
        JourneyFact(JourneyChange.CONSENT, 3, client=CLIENT, granted=draw(st.sampled_from([True, True, False]))),
        milestone(1, MilestoneState.PROVISIONAL),
    ]
    step = draw(st.sampled_from([Step.APPROVE, Step.HOLD]))
    if step is Step.APPROVE:
        before.append(milestone(2, MilestoneState.CONFIRMED))
    risks = st.sampled_from([Risk.NEGATIVE, Risk.NEGATIVE, Risk.POSITIVE, Risk.NOT_APPLICABLE])
    before += [
        Administration(f"m{number}", version, "PHQ-9", NOON - timedelta(days=number), draw(risks))
        for number in range(draw(st.integers(0, 3)))
        for version in (1, 2)
    ]
    last = draw(st.sampled_from([MilestoneState.CONFIRMED, MilestoneState.CONFIRMED, MilestoneState.REVERSED]))
    after: list[Happening] = [milestone(3, last)] if draw(st.booleans()) else []
    if draw(st.sampled_from([False, False, True])):
        after.append(JourneyFact(JourneyChange.CONSENT, 4, client=CLIENT, granted=False))
    return before, after, step, draw(st.booleans())


def begin(*, night: bool) -> World:
    world = World()
    wishes = Preferences("Asia/Tokyo" if night else "UTC", email_notices=True, email="c@example.org")
    world.prefer(wishes)
    return world


def end_of(world: World) -> Any:  # noqa: ANN401 - whatever is compared
    """All that matters in the end; times and the e-mail's outcome may differ, how many were sent is checked apart."""
    memory = world.desk.memory
    celebration = memory.celebrations[ID]
    return (
        celebration.state,
        celebration.reason,
        celebration.milestone,
        celebration.text,
        [(message.client, message.therapist, message.text) for message in memory.messages.values()],
        [(event.type, {**event.data, "sent_at": None}) for event in memory.events],
        memory.journeys[JOURNEY].risk(),
        memory.journeys[JOURNEY].consent,
    )


def until_taken_in(world: World, happenings: list[Happening]) -> None:
    """Bring again what was not taken in, as a queue does."""
    left = list(happenings)
    while left:
        left = [happening for happening in left if not world.take_in(happening)]


@given(history=histories(), data=st.data())
def test_the_end_is_the_same(history: tuple[list[Happening], list[Happening], Step, bool], data: st.DataObject) -> None:
    before, after, step, night = history
    straight = begin(night=night)
    until_taken_in(straight, before)
    assert straight.decide(step) is None
    until_taken_in(straight, after)
    straight.settle()

    world = begin(night=night)

    def trouble() -> None:
        world.crash_at = data.draw(st.none() | st.integers(0, 12))

    def disorder(happenings: list[Happening]) -> list[Happening]:
        repeated = data.draw(st.lists(st.sampled_from(before), max_size=4))
        return data.draw(st.permutations([*happenings, *repeated]))

    trouble()
    until_taken_in(world, disorder(before))
    trouble()
    assert world.decide(step) is None
    trouble()
    until_taken_in(world, disorder(after))
    for _ in range(3):
        trouble()
        for place in data.draw(st.lists(st.integers(0, 9), max_size=3)):
            world.show(place)
    world.settle(stream_lost=data.draw(st.booleans()))

    assert end_of(world) == end_of(straight)
    assert len(world.desk.mailer.left) <= len(straight.desk.mailer.left) <= 1
    assert world.desk.memory.celebrations[ID].state is not State.APPROVED


def test_a_crash_around_every_single_write_of_a_sending_leaves_one_message_and_at_most_one_mail() -> None:
    crashes = 0
    for crash_at in range(40):
        world = begin(night=False)
        happenings: list[Happening] = [
            JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST),
            JourneyFact(JourneyChange.CONSENT, 3, client=CLIENT, granted=True),
            milestone(1, MilestoneState.CONFIRMED),
        ]
        world.crash_at = crash_at
        until_taken_in(world, happenings)
        assert world.decide(Step.APPROVE) is None
        world.show(len(world.desk.memory.stream) - 1)
        crashes += world.crash_at is None
        world.settle()
        world.check()
        assert world.desk.memory.celebrations[ID].state is State.SENT
        assert len(world.desk.memory.messages) == 1
    assert crashes >= 10
