"""I1, I2 and I6 under any order of events, repetitions, crashes, decisions, wishes and clocks."""

from datetime import time, timedelta
from types import MappingProxyType

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from notifications.domain.celebration import Milestone
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.lifecycle import MilestoneState, State, Step
from notifications.domain.notice import Outcome
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Administration, Risk
from notifications.domain.sending import KEEPS
from notifications.domain.session import Session
from properties.notifications_world import Happening, World
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST

PREFERENCES = st.builds(
    Preferences,
    time_zone=st.sampled_from(["UTC", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"]),
    quiet_from=st.sampled_from([time(21), time(0), time(13, 30)]),
    quiet_to=st.sampled_from([time(8), time(0), time(14)]),
    # Mostly on, so that machines get to send at all.
    celebrations=st.sampled_from([True, True, True, False]),
    email_notices=st.booleans(),
    email=st.just("c@example.org"),
)


class NeverSendsWrongly(RuleBasedStateMachine):
    """A journey, one milestone, two people, and everything that can go wrong between them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.happened: list[Happening] = []
        self.versions = {"journey": 0, "milestone": 0}
        self.stream_lost = False

    def _next(self, aggregate: str) -> int:
        self.versions[aggregate] += 1
        return self.versions[aggregate]

    def _happens(self, happening: Happening) -> None:
        self.happened.append(happening)

    @initialize(known=st.sampled_from([True, True, False]), stands=st.booleans(), preferences=PREFERENCES)
    def begins(self, *, known: bool, stands: bool, preferences: Preferences) -> None:
        """Open a journey, whose events are known here already, or are still under way."""
        self._happens(JourneyFact(JourneyChange.OPENED, self._next("journey"), therapist=THERAPIST))
        self._happens(JourneyFact(JourneyChange.JOINED, self._next("journey"), client=CLIENT))
        self._happens(JourneyFact(JourneyChange.CONSENT, self._next("journey"), client=CLIENT, granted=True))
        self.milestone_becomes(MilestoneState.CONFIRMED if known else MilestoneState.PROVISIONAL)
        if known:
            *journey, milestone = self.happened
            for happening in journey:
                self.world.take_in(happening)
            if stands:
                self.world.give_standing()
            self.world.take_in(milestone)
            self.world.prefer(preferences)

    # --- what happens elsewhere -------------------------------------------------------------------------------

    @rule(state=st.sampled_from([*MilestoneState, MilestoneState.CONFIRMED]))
    def milestone_becomes(self, state: MilestoneState) -> None:
        numbers = MappingProxyType({"before": 18.0, "after": 11.0})
        self._happens(Milestone("sudden_gain", state, self._next("milestone"), numbers))

    @rule(
        granted=st.booleans(),
        hours=st.sampled_from([None, None, 1, 20]),
        channel=st.sampled_from([None, Channel.PUSH, Channel.EMAIL]),
    )
    def consent_changes(self, *, granted: bool, hours: int | None, channel: Channel | None) -> None:
        version = self._next("journey")
        until = self.world.desk.clock.now() + timedelta(hours=hours) if granted and hours else None
        self._happens(JourneyFact(JourneyChange.CONSENT, version, None, CLIENT, granted, until, channel))

    @rule(really=st.integers(0, 4), to=st.sampled_from([THERAPIST, THERAPIST, "therapist-2"]))
    def journey_is_handed_over(self, *, really: int, to: str) -> None:
        if really == 4:
            self._happens(JourneyFact(JourneyChange.HANDED_OVER, self._next("journey"), therapist=to))

    @rule(change=st.sampled_from([JourneyChange.PAUSED, JourneyChange.RESUMED, JourneyChange.RESUMED]))
    def journey_pauses_or_resumes(self, change: JourneyChange) -> None:
        self._happens(JourneyFact(change, self._next("journey")))

    @rule(really=st.integers(0, 9))
    def journey_closes(self, *, really: int) -> None:
        if really == 9:
            self._happens(JourneyFact(JourneyChange.CLOSED, self._next("journey")))

    @rule(
        measure=st.integers(0, 3),
        day=st.integers(0, 3),
        risk=st.sampled_from([Risk.NEGATIVE, Risk.NEGATIVE, Risk.POSITIVE, Risk.MISSING, Risk.NOT_APPLICABLE]),
        retracted=st.sampled_from([False, False, True]),
    )
    def measure_is_scored_or_corrected(self, *, measure: int, day: int, risk: Risk, retracted: bool) -> None:
        name = f"m{measure}"
        version = self._next(name) if name in self.versions else self.versions.setdefault(name, 1)
        at = NOON + timedelta(days=day)
        self._happens(Administration(name, version, f"I-{measure % 2}", at, risk, retracted=retracted))

    @rule(which=st.integers(0, 1), minutes=st.integers(-200, 3000), meets=st.sampled_from([True, True, False]))
    def session_is_planned_or_held_or_not(self, *, which: int, minutes: int, meets: bool) -> None:
        name = f"s{which}"
        version = self._next(name) if name in self.versions else self.versions.setdefault(name, 1)
        begins = self.world.desk.clock.now() + timedelta(minutes=minutes)
        self._happens(Session(name, version, begins, meets))

    @rule(
        which=st.integers(0, 1),
        reason=st.sampled_from([Reason.RED_ALERT, Reason.DETERIORATION]),
        lasts=st.sampled_from([True, False, False]),
        acknowledged=st.booleans(),
    )
    def concern_comes_or_goes(self, *, which: int, reason: Reason, lasts: bool, acknowledged: bool) -> None:
        name = f"a{which}"
        version = self._next(name) if name in self.versions else self.versions.setdefault(name, 1)
        raising = version if reason is Reason.RED_ALERT else 0
        # Acknowledged it is open all the same, and forbids as before.
        self._happens(Concern(name, version, reason, lasts, raising, acknowledged))

    @rule(minutes=st.sampled_from([0, 1, 31]))
    def therapist_or_second_is_told_of_red_alerts(self, minutes: int) -> None:
        self.world.desk.clock.forward(timedelta(minutes=minutes))
        self.world.surviving(lambda: self.world.desk.alarm(JOURNEY))

    # --- how it gets here ---------------------------------------------------------------------------------------

    @rule(which=st.integers(0, 50))
    def an_event_arrives(self, which: int) -> None:
        self.world.take_in(self.happened[which % len(self.happened)])

    @rule()
    def the_latest_events_arrive(self) -> None:
        for happening in self.happened[-3:]:
            self.world.take_in(happening)

    @rule(after=st.integers(0, 9))
    def the_process_is_going_to_die(self, after: int) -> None:
        self.world.crash_at = after

    @rule(outcome=st.sampled_from([each for each in Outcome if each is not Outcome.GONE]))
    def the_mail_provider_is_going_to_answer(self, outcome: Outcome) -> None:
        self.world.desk.mailer.outcomes.append(outcome)

    @rule(outcome=st.sampled_from(list(Outcome)))
    def the_push_service_is_going_to_answer(self, outcome: Outcome) -> None:
        self.world.desk.pusher.outcomes.append(outcome)

    @rule(device=st.integers(0, 2))
    def client_registers_a_device(self, device: int) -> None:
        self.world.register(device)

    # --- what people do -------------------------------------------------------------------------------------------

    @rule(step=st.sampled_from([Step.APPROVE, Step.APPROVE, Step.HOLD, Step.DISMISS]))
    def therapist_decides(self, step: Step) -> None:
        self.world.decide(step)

    @rule(step=st.sampled_from([Step.APPROVE, Step.HOLD]), version=st.integers(1, 4), key=st.integers(1, 9))
    def therapist_repeats_or_comes_late(self, step: Step, version: int, key: int) -> None:
        self.world.decide(step, version, f"key-{key}")

    @rule()
    def therapist_gives_a_standing_cheer(self) -> None:
        self.world.give_standing()

    @rule(really=st.integers(0, 2))
    def therapist_takes_the_standing_cheer_back(self, *, really: int) -> None:
        if really == 2:
            self.world.end_standing()

    @rule(preferences=PREFERENCES)
    def client_wishes(self, preferences: Preferences) -> None:
        self.world.prefer(preferences)

    @rule(preferences=PREFERENCES, minutes=st.integers(3, 900))
    def client_wishes_while_a_sending_waits(self, preferences: Preferences, minutes: int) -> None:
        self.world.decide(Step.APPROVE)
        self.world.desk.clock.forward(timedelta(minutes=minutes))
        self.world.prefer(preferences)
        self.what_is_overdue_is_swept()

    # --- what time brings -------------------------------------------------------------------------------------------

    @rule(minutes=st.integers(1, 900))
    def time_passes(self, minutes: int) -> None:
        self.world.desk.clock.forward(timedelta(minutes=minutes))

    @rule(minutes=st.integers(3, 900))
    def a_while_later_everything_runs(self, minutes: int) -> None:
        self.world.desk.clock.forward(timedelta(minutes=minutes))
        self.the_stream_shows_the_latest_image()
        self.schedules_fire()
        self.what_is_overdue_is_swept()

    @rule(place=st.integers(0, 30))
    def the_stream_shows_any_image(self, place: int) -> None:
        self.world.show(place)

    @rule()
    def the_stream_shows_the_latest_image(self) -> None:
        self.world.show(len(self.world.desk.memory.stream) - 1)

    @rule()
    def schedules_fire(self) -> None:
        self.world.wake()

    @rule()
    def what_is_overdue_is_swept(self) -> None:
        self.world.surviving(self.world.sweep)

    @rule()
    def the_stream_gets_lost_in_the_end(self) -> None:
        self.stream_lost = True

    # --- what must hold -----------------------------------------------------------------------------------------------

    @invariant()
    def one_message_and_none_without_approval(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        """Let everything come to rest: what was approved has ended, one way or the other."""
        self.world.crash_at = None
        for happening in self.happened * 2:
            self.world.take_in(happening)
        waiting = self._may_be_sent()
        self.world.settle(stream_lost=self.stream_lost)
        self.world.check()
        for celebration in self.world.desk.memory.celebrations.values():
            assert celebration.state is not State.APPROVED
            assert celebration.send_at is None
            assert celebration.state is State.SENT or not waiting

    def _may_be_sent(self) -> bool:
        """Tell whether it is approved, nothing speaks against it but the hour, and its week is long enough for that."""
        now = self.world.desk.clock.now()
        card = self.world.desk.memory.celebrations.get(ID)
        if card is None or card.state is not State.APPROVED or self.world.lasting_objection() is not None:
            return False
        ends = [fact for fact in self.happened if isinstance(fact, JourneyFact) and fact.until is not None]
        if any(fact.channel is None for fact in ends):
            # It may end before the hour comes.
            return False
        begins = [session.begins for session in self.happened if isinstance(session, Session)]
        return card.approved_at is not None and max([now, *begins]) + timedelta(days=2) < card.approved_at + KEEPS


TestNeverSendsWrongly = NeverSendsWrongly.TestCase
TestNeverSendsWrongly.settings = settings(max_examples=max(200, settings().max_examples))
