"""Two people edit, share, take back and delete: each sees exactly what they may, and the latest events say so."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, Service, on_fakes

_PEOPLE = (THERAPIST, CLIENT)
_ENTRIES = 3
ACT = st.tuples(
    st.integers(0, _ENTRIES - 1),
    st.sampled_from(_PEOPLE),
    st.sampled_from(["keep", "share", "unshare", "reword", "move", "delete"]),
    st.booleans(),
    st.sampled_from([0, 0, 0, 1]),
)
"""Which entry, who, what, whether it is sent twice (its answer got lost), and how many versions behind."""


@dataclass
class Expected:
    """What an entry should be."""

    author: Person
    id: str
    shared: bool
    text: str = "first words"
    day: int = 1
    version: int = 1
    deleted: bool = False
    told: bool = field(init=False)

    def __post_init__(self) -> None:
        self.told = self.shared

    def changed(self, act: str) -> dict[str, Any] | None:
        """Change it as its author does; give the body to send, None for a deletion."""
        self.version += 1
        body: dict[str, Any] | None = None
        match act:
            case "share" | "unshare":
                self.shared = act == "share"
                body = {"shared": self.shared}
            case "reword":
                self.text = f"words {self.version}"
                body = {"text": self.text}
            case "move":
                self.day = self.version % 28 + 1
                body = {"occurred_at": _day(self.day)}
            case _:
                self.deleted = True
        self.told = self.told or (self.shared and not self.deleted)
        return body


def _day(day: int) -> str:
    return f"2026-05-{day:02d}T09:00:00.000Z"


class Story:
    """A journey, and what should be on it."""

    def __init__(self) -> None:
        self.service: Service = on_fakes()
        self.at = f"/journeys/{self.service.joined()}"
        self.entries: dict[int, Expected] = {}
        self.first: dict[int, bool] = {}

    def play(self, place: int, who: Person, act: str, twice: bool, behind: int) -> None:  # noqa: FBT001 - drawn
        """Do one thing, or try to."""
        if place not in self.entries or act == "keep":
            self._keep(place, who, shared=act == "share", twice=twice)
            return
        entry = self.entries[place]
        if who is not entry.author or entry.deleted:
            answer = self._send(who, entry, "DELETE" if act == "delete" else "PATCH", {"text": "x"}, entry.version)
            assert answer.status == 404, answer.raw
        elif behind and entry.version > 1:
            stale = self._send(who, entry, "PATCH", {"text": "stale words"}, entry.version - behind)
            assert stale.status == 412, stale.raw
        else:
            self._change(who, entry, act, twice=twice)

    def _change(self, who: Person, entry: Expected, act: str, *, twice: bool) -> None:
        upon, body = entry.version, entry.changed(act)
        method = "DELETE" if body is None else "PATCH"
        answers = [self._send(who, entry, method, body, upon) for _ in range(2 if twice else 1)]
        assert {answer.status for answer in answers} == {204 if body is None else 200}
        assert len({answer.raw for answer in answers}) == 1

    def _keep(self, place: int, who: Person, *, shared: bool, twice: bool) -> None:
        author = self.entries[place].author if place in self.entries else who
        body = {"kind": "effort", "text": "first words", "occurred_at": _day(1), "shared": shared}
        if place in self.entries:
            body["shared"] = self.first[place]
        sent = [
            self.service.post(author, f"{self.at}/entries", body, key=f"entry-{place}")
            for _ in range(2 if twice else 1)
        ]
        assert {answer.status for answer in sent} == {201}
        if place not in self.entries:
            self.entries[place] = Expected(author, sent[0].body["id"], shared)
            self.first[place] = shared
        assert all(answer.body["id"] == self.entries[place].id for answer in sent)

    def _send(self, who: Person, entry: Expected, method: str, body: Any, version: int) -> Answer:  # noqa: ANN401
        sent = None if method == "DELETE" else body
        return self.service.call(who, method, f"{self.at}/entries/{entry.id}", sent, version=version)

    def holds(self) -> None:
        """Each sees their own and what is shared, in these words; the latest event of each entry says the same."""
        for who in _PEOPLE:
            seen = self.service.get(who, f"{self.at}/timeline").body["items"]
            found = sorted((one["id"], one["text"], one["occurred_at"], one["version"]) for one in seen)
            assert found == sorted(
                (one.id, one.text, _day(one.day), one.version)
                for one in self.entries.values()
                if not one.deleted and (one.author is who or one.shared)
            )
        captures: Any = self.service.stores.captures
        for entry in self.entries.values():
            told = [event for event in captures.events if event.data["entry"] == entry.id]
            by_version = {event.data["version"]: event for event in told}
            assert len({event.id for event in told}) == len(by_version)
            assert bool(told) == entry.told
            if told:
                latest = by_version[max(by_version)]
                shared = entry.shared and not entry.deleted
                assert latest.type == ("entry.shared.v1" if shared else "entry.withdrawn.v1")
                assert not shared or latest.data["occurred_at"] == _day(entry.day)


@settings(max_examples=120)
@given(st.lists(ACT, max_size=25))
def test_each_sees_what_they_may_and_the_latest_events_tell_the_truth(acts: list[Any]) -> None:
    story = Story()
    for act in acts:
        story.play(*act)
        story.holds()
