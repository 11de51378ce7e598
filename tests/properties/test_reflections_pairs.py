"""Journeys in any order of opening, joining, pausing, resuming, handing over and closing.

One active journey for each pair; and whoever handed a journey over reads what she kept, and nobody else does.
"""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from unit.reflections.calling import Answer, Person, on_fakes

THERAPISTS = tuple(Person(f"therapist-{number}", "therapist") for number in range(3))
CLIENTS = tuple(Person(f"client-{number}", "client") for number in range(2))
WHICH, THERAPIST, CLIENT = st.integers(0, 3), st.sampled_from(THERAPISTS), st.sampled_from(CLIENTS)


class Pairs(RuleBasedStateMachine):
    """Two clients, three therapists, up to four journeys; the model knows who leads what and who kept what."""

    def __init__(self) -> None:
        super().__init__()
        self.service = on_fakes()
        self.journeys: list[str] = []
        self.leads: dict[str, Person] = {}
        self.joined: dict[str, Person] = {}
        self.state: dict[str, str] = {}
        self.readers: dict[str, dict[str, Person]] = {}

    def _which(self, which: int) -> str | None:
        return self.journeys[which % len(self.journeys)] if self.journeys else None

    def _active(self, therapist: Person, client: Person | None, but: str) -> bool:
        return client is not None and any(
            self.state[one] == "open" and self.leads[one] == therapist and self.joined.get(one) == client
            for one in self.journeys
            if one != but
        )

    @rule(therapist=THERAPIST)
    def opens(self, therapist: Person) -> None:
        if len(self.journeys) < 4:
            journey = self.service.opened(therapist)
            self.journeys.append(journey)
            self.leads[journey], self.state[journey], self.readers[journey] = therapist, "open", {}

    @rule(which=WHICH, client=CLIENT)
    def joins(self, which: int, client: Person) -> None:
        journey = self._which(which)
        if journey is None or journey in self.joined or self.state[journey] == "closed":
            return
        code = self.service.post(self.leads[journey], f"/journeys/{journey}/invitation", {}).body["code"]
        body = {"code": code, "celebrations_consent": True}
        answer = self.service.post(client, "/invitations/redemption", body)
        taken = self.state[journey] == "open" and self._active(self.leads[journey], client, journey)
        self._answered(answer, refused=taken)
        if not taken:
            self.joined[journey] = client

    @rule(which=WHICH, state=st.sampled_from(["open", "paused", "closed"]))
    def changes(self, which: int, state: str) -> None:
        journey = self._which(which)
        if journey is None or self.state[journey] in {state, "closed"}:
            return
        therapist = self.leads[journey]
        at = f"/journeys/{journey}"
        version = self.service.get(therapist, at).body["version"]
        answer = self.service.call(therapist, "PATCH", at, {"state": state}, version=version)
        taken = state == "open" and self._active(therapist, self.joined.get(journey), journey)
        self._answered(answer, refused=taken)
        if not taken:
            self.state[journey] = state

    @rule(which=WHICH, to=THERAPIST, pass_on=st.booleans())
    def hands_over(self, which: int, to: Person, *, pass_on: bool) -> None:
        journey = self._which(which)
        if journey is None or self.leads[journey] == to or self.state[journey] == "closed":
            return
        therapist = self.leads[journey]
        body: dict[str, Any] = {"therapist": to.sub, "pass_on_reflections": pass_on}
        answer = self.service.post(therapist, f"/journeys/{journey}/handover", body)
        taken = self.state[journey] == "open" and self._active(to, self.joined.get(journey), journey)
        self._answered(answer, refused=taken)
        if taken:
            return
        self.leads[journey] = to
        if pass_on:
            kept = self.readers[journey]
            # What she writes or was passed on goes along; what stayed hers from an earlier time stays.
            for text in self._present(journey, therapist):
                kept[text] = to

    def _present(self, journey: str, therapist: Person) -> list[str]:
        """Tell what a therapist had before her as hers when she handed over: all that is hers and not laid aside."""
        aside = self._texts(therapist, journey, "kept")
        return [text for text, reader in self.readers[journey].items() if reader == therapist and text not in aside]

    @rule(which=WHICH)
    def reflects(self, which: int) -> None:
        journey = self._which(which)
        if journey is None or self.state[journey] == "closed":
            return
        self.service.clock.passes(seconds=1)
        text = f"thought {sum(map(len, self.readers.values()))}"
        body = {"kind": "came_to_mind", "text": text}
        answer = self.service.post(self.leads[journey], f"/journeys/{journey}/reflections", body)
        assert answer.status == 201, answer.raw
        self.readers[journey][text] = self.leads[journey]

    def _answered(self, answer: Answer, *, refused: bool) -> None:
        if refused:
            assert (answer.status, answer.kind) == (409, "another-active-journey")
        else:
            assert answer.status in {200, 201}, answer.raw

    def _texts(self, who: Person, journey: str, where: str) -> set[str]:
        answer = self.service.get(who, f"/journeys/{journey}/{where}", limit="100")
        return {item["text"] for item in answer.body["items"]} if answer.status == 200 else set()

    @invariant()
    def a_pair_has_one_active_journey(self) -> None:
        stored = self.service.stores.journeys.stored.values()  # type: ignore[attr-defined]
        pairs = [journey.pair for journey in stored if journey.pair is not None]
        assert len(pairs) == len(set(pairs))

    @invariant()
    def each_reflection_has_one_reader(self) -> None:
        for journey in self.journeys:
            for who in THERAPISTS:
                seen = self._texts(who, journey, "timeline") | self._texts(who, journey, "kept")
                assert seen == {text for text, reader in self.readers[journey].items() if reader == who}
            for who in CLIENTS:
                assert self._texts(who, journey, "timeline") == set()


Pairs.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestPairs = Pairs.TestCase
