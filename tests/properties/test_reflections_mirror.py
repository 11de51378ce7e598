"""The blind-spot mirror: no score and no word changes it, it ranks nobody, and no client's answer depends on it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.envelope import Event
from reflections.application.blind_spot_views import MirrorLine
from reflections.application.project_approval import project_approval
from reflections.application.project_highlight import project_highlight
from reflections.domain.blind_spot import BlindSpot
from unit.reflections.calling import CLIENT, OTHER_CLIENT, THERAPIST, Person, Service, on_fakes
from unit.reflections.fakes import FakeCaptures, FakeJourneys

Act = tuple[str, int, int]
"""What is done, on which of two journeys, and the score or words that go with it: nothing that may show."""

_ACTS = ("session", "measure", "rating", "win", "mind", "negative", "positive", "idea", "tried", "found", "approved")
ACTS = st.lists(st.tuples(st.sampled_from(_ACTS), st.integers(0, 1), st.integers(0, 10)), max_size=25)
_NUMBERS = {
    *("goals", "active", "sessions", "weeks", "thoughts", "after_session", "did_not_work", "worked", "ideas"),
    "milestones",
}


def _bodies(value: int, goal: str) -> dict[str, tuple[Person | None, str, dict[str, Any]]]:
    """Give what each act sends; None for whoever is the client there."""
    return {
        "session": (THERAPIST, "sessions", {"held": True}),
        "measure": (None, "measures", {"instrument": "PHQ-9", "total": 2 * value, "risk_items": {"9": value % 2}}),
        "rating": (None, f"goals/{goal}/ratings", {"value": value}),
        "win": (None, "entries", {"kind": "win", "text": f"win {value}", "shared": True}),
        "mind": (THERAPIST, "reflections", {"kind": "came_to_mind", "text": f"thought {value}"}),
        "negative": (THERAPIST, "reflections", {"kind": "after_session", "did_not_work": f"word {value}"}),
        "positive": (THERAPIST, "reflections", {"kind": "after_session", "worked": f"word {value}"}),
        "idea": (THERAPIST, "ideas", {"text": f"idea {value}"}),
    }


class _Play:
    """Two journeys, on which the acts are done three days apart."""

    def __init__(self) -> None:
        self.service = on_fakes()
        self.clients = (CLIENT, OTHER_CLIENT)
        self.journeys = [self._joined(client, number) for number, client in enumerate(self.clients)]
        self.ideas: list[str] = []
        self.milestones: list[tuple[str, str]] = []

    def _joined(self, client: Person, number: int) -> str:
        service = self.service
        journey = str(service.post(THERAPIST, "/journeys", {"code": f"C-00{number}"}, key=f"o{number}").body["id"])
        code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key=f"i{number}").body["code"]
        consent = {"code": code, "celebrations_consent": True}
        assert service.post(client, "/invitations/redemption", consent, key=f"j{number}").status == 201
        goal = {"text": "Go to the group", "target": 7}
        self.goal = service.post(client, f"/journeys/{journey}/goals", goal, key=f"g{number}").body["id"]
        return journey

    def play(self, acts: list[Act], *, mirroring: bool = True, shift: int = 0) -> None:
        """Do them; ``shift`` changes each score and word."""
        for place, (what, on, value) in enumerate(acts):
            self._do(what, on, (value + shift) % 11, f"k{place}")
            self.service.clock.passes(days=3)
            journeys = self.service.stores.journeys
            assert isinstance(journeys, FakeJourneys)
            journeys.remembered.clear()
            if mirroring:
                self.mirror()

    def _do(self, what: str, on: int, value: int, key: str) -> None:
        journey, captures = self.journeys[on], self.service.stores.captures
        assert isinstance(captures, FakeCaptures)
        goals = self.service.get(THERAPIST, f"/journeys/{journey}/goals").body["items"]
        bodies = _bodies(value, goals[0]["id"])
        if what in bodies:
            who, path, body = bodies[what]
            answer = self.service.post(who or self.clients[on], f"/journeys/{journey}/{path}", body, key=key)
            assert answer.status == 201, answer.raw
            self.ideas += [f"/journeys/{journey}/ideas/{answer.body['id']}"] if what == "idea" else []
        elif what == "tried" and self.ideas:
            idea = self.ideas.pop()
            for version, state in enumerate(("shared", "tried"), 1):
                self.service.call(THERAPIST, "PATCH", idea, {"state": state}, version=version)
        elif what == "found":
            self.milestones.append((journey, f"{journey}.{len(self.milestones):016x}"))
            project_highlight(captures)(self._told(*self.milestones[-1], "milestone.detected.v1"))
        elif what == "approved" and self.milestones:
            project_approval(captures)(self._told(*self.milestones[-1], "celebration.sent.v1"))

    def _told(self, journey: str, milestone: str, kind: str) -> Event:
        now = self.service.clock.now().isoformat()
        data = {
            "milestone": milestone,
            "celebration": milestone,
            "version": 1,
            "kind": "sudden_gain",
            "state": "confirmed",
            "instrument": "PHQ-9",
            "occurred_at": now,
        }
        return Event(
            id=f"{kind}{milestone}",
            source="/quietcheer/elsewhere",
            type=kind,
            subject=journey,
            time=now,
            practice="practice-1",
            correlationid="c",
            causationid="c",
            data=data,
        )

    def mirror(self) -> dict[str, Any]:
        """Look into it, over spans short enough to show something."""
        answer = self.service.get(THERAPIST, "/blind-spots", sessions="2", weeks="2")
        assert answer.status == 200, answer.raw
        return dict(answer.body)


def _clients_view(service: Service, play: _Play) -> list[str]:
    paths = ("", "/timeline", "/brief", "/goals", "/sessions/planned", "/access-log")
    return [
        service.get(client, f"/journeys/{journey}{path}").raw
        for client, journey in zip(play.clients, play.journeys, strict=True)
        for path in paths
    ]


@settings(max_examples=25)
@given(ACTS, st.integers(1, 10))
def test_no_score_and_no_word_changes_a_line(acts: list[Act], shift: int) -> None:
    plays = [_Play(), _Play()]
    plays[0].play(acts)
    plays[1].play(acts, shift=shift)
    assert plays[0].mirror() == plays[1].mirror()


@settings(max_examples=25)
@given(ACTS)
def test_it_ranks_nobody(acts: list[Act]) -> None:
    """Journeys stand by their identifiers, lines by their topics, whatever the counts; a line has no place for more."""
    play = _Play()
    play.play(acts, mirroring=False)
    lines = play.mirror()["items"]
    topics = [topic.value for topic in BlindSpot]
    places = [(line["journey"], topics.index(line["topic"])) for line in lines]
    assert places == sorted(set(places))
    for line in lines:
        assert set(line) == set(MirrorLine.model_fields)
        assert set(line["numbers"]) <= _NUMBERS
        assert line["numbers"].keys() & {"sessions", "weeks"}


@settings(max_examples=15)
@given(ACTS)
def test_a_client_gets_the_same_whether_anybody_looks_into_it_or_not(acts: list[Act]) -> None:
    views = []
    for mirroring in (True, False):
        play = _Play()
        play.play(acts, mirroring=mirroring)
        views.append(_clients_view(play.service, play))
    assert views[0] == views[1]


@settings(max_examples=25)
@given(st.permutations(["found", "approved"]), st.booleans())
def test_what_is_approved_is_in_no_line_in_whatever_order_it_is_told(order: list[str], again: bool) -> None:  # noqa: FBT001
    play = _Play()
    play.milestones.append((play.journeys[0], f"{play.journeys[0]}.{1:016x}"))
    captures = play.service.stores.captures
    assert isinstance(captures, FakeCaptures)
    told = {
        "found": lambda: project_highlight(captures)(play._told(*play.milestones[-1], "milestone.detected.v1")),
        "approved": lambda: project_approval(captures)(play._told(*play.milestones[-1], "celebration.sent.v1")),
    }
    for what in [*order, *(order if again else [])]:
        told[what]()
    play.service.clock.passes(days=20)
    topics = [line["topic"] for line in play.mirror()["items"]]
    assert "celebration_never_approved" not in topics
