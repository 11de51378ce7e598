"""In whatever order things happen: a supervisor sees a mirror while it is shown to that supervisor, and no longer."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from unit.reflections.calling import CLIENT, OTHER_THERAPIST, SUPERVISOR, THERAPIST, Person, on_fakes
from unit.reflections.fakes import FakeJourneys

SUPERVISORS = (SUPERVISOR, Person("supervisor-2", "supervisor"))
THERAPISTS = (THERAPIST, OTHER_THERAPIST)


class Shares(RuleBasedStateMachine):
    """Two therapists hand a journey to each other, and show mirrors of it to two supervisors."""

    @initialize()
    def opens(self) -> None:
        """Begin with a journey that nobody shows."""
        self.service = on_fakes()
        self.journey = self.service.joined()
        self.path = f"/journeys/{self.journey}/blind-spots/shared"
        self.leads = 0
        self.shown: tuple[int, int, datetime] | None = None
        self.erased = False

    @rule(by=st.integers(0, 1), to=st.integers(0, 1), days=st.integers(1, 3))
    def shows(self, by: int, to: int, days: int) -> None:
        """One of the therapists shows it; only who leads the journey can."""
        body = {"supervisor": SUPERVISORS[to].sub, "days": days}
        status = self.service.call(THERAPISTS[by], "PUT", self.path, body).status
        allowed = by == self.leads and not self.erased
        assert status == (200 if allowed else 404)
        if allowed:
            self.shown = by, to, self.service.clock.now() + timedelta(days=days)

    @rule(by=st.integers(0, 1))
    def takes_back(self, by: int) -> None:
        """One of them takes it back."""
        status = self.service.call(THERAPISTS[by], "DELETE", self.path).status
        allowed = by == self.leads and not self.erased
        assert status == (204 if allowed else 404)
        if allowed:
            self.shown = None

    @rule()
    def hands_over(self) -> None:
        """The one who leads it hands it to the other, which ends what is shown for good."""
        self.service.clock.passes(seconds=1)
        body = {"therapist": THERAPISTS[1 - self.leads].sub}
        answer = self.service.post(THERAPISTS[self.leads], f"/journeys/{self.journey}/handover", body)
        if not self.erased and answer.status == 201:
            self.leads, self.shown = 1 - self.leads, None
        self._forgets()

    @rule(hours=st.integers(1, 40))
    def waits(self, hours: int) -> None:
        """Time goes by."""
        self.service.clock.passes(hours=hours)
        self._forgets()

    @rule(really=st.integers(0, 9))
    def erases(self, really: int) -> None:
        """Now and then the client erases it."""
        if really or self.erased:
            return
        answer = self.service.post(CLIENT, f"/journeys/{self.journey}/erasure", {"irrevocable": True})
        assert answer.status == 202
        self.erased = True

    @invariant()
    def is_seen_by_whom_it_is_shown_to(self) -> None:
        """Each supervisor's list is what the model says, and so is each therapist's."""
        by, to, until = self.shown or (-1, -1, self.service.clock.now())
        stands = self.service.clock.now() < until and not self.erased
        for number, supervisor in enumerate(SUPERVISORS):
            assert self._sees(supervisor) == int(stands and number == to)
        for number, therapist in enumerate(THERAPISTS):
            assert self._sees(therapist) == int(stands and number == by)

    def _sees(self, who: Person) -> int:
        return len(self.service.get(who, "/blind-spots/shared").body["items"])

    def _forgets(self) -> None:
        journeys = self.service.stores.journeys
        assert isinstance(journeys, FakeJourneys)
        journeys.remembered.clear()


TestShares = Shares.TestCase
TestShares.settings = settings(max_examples=25, stateful_step_count=20)
