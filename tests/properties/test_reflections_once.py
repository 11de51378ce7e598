"""A command takes effect once and is answered alike for ever, in whatever order commands and changes come."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, on_fakes, refused

BODIES: list[tuple[str, dict[str, Any]]] = [
    ("entries", {"kind": "win", "text": "one"}),
    ("entries", {"kind": "win", "text": "two", "shared": True}),
    ("measures", {"instrument": "GAD-7", "total": 4}),
    ("measures", {"instrument": "PHQ-9", "items": [1] * 9}),
    ("goals", {"text": "The group", "target": 7}),
]
PERSON = st.sampled_from([THERAPIST, CLIENT])


def _key(command: tuple[str, dict[str, Any]], key: str) -> str:
    """Keep the keys of goals apart: a goal lies in the journey's own item, and knows nothing of captures' keys."""
    return f"goal-{key}" if command[0] == "goals" else key


class Commands(RuleBasedStateMachine):
    """Two people, one journey, and few enough keys that they meet."""

    @initialize()
    def start(self) -> None:
        """Open a journey with a client."""
        self.service = on_fakes()
        self.journey = self.service.joined()
        self.answered: dict[tuple[Person, str], tuple[tuple[str, dict[str, Any]], Answer]] = {}
        self.versions: dict[str, int] = {}
        self.changes = 0

    def _send(self, who: Person, key: str, command: tuple[str, dict[str, Any]]) -> Answer:
        path, body = command
        return self.service.post(who, f"/journeys/{self.journey}/{path}", body, key=key)

    @rule(who=PERSON, key=st.sampled_from("abcdef"), command=st.sampled_from(BODIES))
    def command(self, who: Person, key: str, command: tuple[str, dict[str, Any]]) -> None:
        """Send a command, perhaps under a key that was used."""
        key = _key(command, key)
        answer = self._send(who, key, command)
        before = self.answered.get((who, key))
        if before is None:
            if answer.status == 409:
                assert command[0] == "goals"
                assert answer.kind == "too-many-goals"
                return
            assert answer.status == 201, answer.raw
            self.answered[who, key] = command, answer
            if command[0] == "measures":
                self.versions[answer.body["id"]] = 1
        elif before[0] == command:
            assert (answer.status, answer.raw, answer.tag) == (201, before[1].raw, before[1].tag)
        else:
            assert refused(answer, 422, "key-reused")

    @precondition(lambda self: self.versions)
    @rule(data=st.data(), total=st.integers(0, 21))
    def correct(self, data: st.DataObject, total: int) -> None:
        """Correct a measure, or try to."""
        made = data.draw(st.sampled_from(sorted(self.versions)))
        version = self.versions[made]
        stored = self.service.stores.captures.read("practice-1", self.journey, made)
        assert stored is not None
        body = {"instrument": stored.facts["instrument"], "total": total}
        answer = self.service.call(THERAPIST, "PUT", f"/journeys/{self.journey}/measures/{made}", body, version=version)
        if stored.retracted:
            assert refused(answer, 409, "retracted")
        else:
            assert answer.body["version"] == version + 1
            self.versions[made] += 1
            self.changes += 1

    @precondition(lambda self: self.versions)
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        """Take a measure back, or try to."""
        made = data.draw(st.sampled_from(sorted(self.versions)))
        at = f"/journeys/{self.journey}/measures/{made}"
        answer = self.service.call(THERAPIST, "DELETE", at, version=self.versions[made])
        if answer.status == 204:
            self.versions[made] += 1
            self.changes += 1
        else:
            assert refused(answer, 409, "retracted")

    @rule(hours=st.integers(1, 100))
    def wait(self, hours: int) -> None:
        """Let time pass, and every memory fade."""
        self.service.clock.passes(hours=hours)
        self.service.stores.journeys.remembered.clear()  # type: ignore[attr-defined]

    @invariant()
    def each_command_made_one_thing(self) -> None:
        """As many captures as commands that made one, and one event for each that is told."""
        captures = [command for command, _ in self.answered.values() if command[0] != "goals"]
        told = [command for command in captures if command[0] == "measures" or command[1].get("shared")]
        events = self.service.stores.captures.events  # type: ignore[attr-defined]
        assert len(self.service.stores.captures) == len(captures)  # type: ignore[arg-type]
        assert len(events) == len(told) + self.changes
        assert len({event.id for event in events}) == len(events)


Commands.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestCommands = Commands.TestCase
