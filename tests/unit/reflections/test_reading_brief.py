"""The brief as its two readers get it."""

from kernel.envelope import Event
from reflections.application.project_highlight import project_highlight
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, Service
from unit.reflections.fakes import FakeCaptures, FakeJourneys

LONG = "I went to the market, stayed until the noise was only noise, " * 6


def _brief(service: Service, who: Person, journey: str, **query: str) -> Answer:
    return service.get(who, f"/journeys/{journey}/brief", **query)


def _after_a_minute(service: Service) -> None:
    """Forget what a function may remember of a journey for so long."""
    journeys = service.stores.journeys
    assert isinstance(journeys, FakeJourneys)
    journeys.remembered.clear()


def _found(service: Service, journey: str, number: int, state: str, *, setback: bool = False) -> None:
    captures = service.stores.captures
    assert isinstance(captures, FakeCaptures)
    name = "setback" if setback else "milestone"
    event = Event(
        id=f"e{number}",
        source="/quietcheer/milestones",
        type=f"{name}.detected.v1",
        subject=journey,
        time="2026-06-01T10:00:00.000Z",
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data={
            name: f"{journey}.{number:016x}",
            "version": 1,
            "kind": "sudden_loss" if setback else "sudden_gain",
            "state": state,
            "instrument": "PHQ-9",
            "occurred_at": "2026-06-01T09:30:00.000Z",
        },
    )
    project_highlight(captures)(event)


def test_two_wins_one_struggle_one_provisional_gain_three_ideas(service: Service) -> None:
    """Acceptance example 10."""
    journey = service.joined()
    at = f"/journeys/{journey}"
    service.clock.passes(hours=1)
    for kind, text in (("win", "Took the train"), ("win", LONG), ("struggle", "Panic on trains")):
        service.post(CLIENT, f"{at}/entries", {"kind": kind, "text": text, "shared": True})
    for text in ("Read the poem", "A longer walk", "Invite the sister"):
        assert service.post(THERAPIST, f"{at}/ideas", {"text": text}).status == 201
    _found(service, journey, 1, "provisional")
    brief = _brief(service, THERAPIST, journey).body
    lines = [(line["topic"], line["text"] or line["fact"]) for line in brief["lines"]]
    assert lines[0] == ("milestone", "Sudden gain in PHQ-9, provisional")
    assert sorted(lines[1:3])[1] == ("win", "Took the train")
    assert lines[3] == ("struggle", "Panic on trains")
    assert {text for topic, text in lines[4:]} == {"Read the poem", "A longer walk", "Invite the sister"}
    assert (len(lines), brief["more"], brief["nothing_new"], brief["complete"]) == (7, 0, False, True)
    assert brief["headline"] == "Since the journey began on 1 June"
    for line in brief["lines"]:
        if line["source"]["service"] == "reflections":
            assert service.get(THERAPIST, line["source"]["path"]).status == 200
    (cut,) = [text for _, text in lines if text.endswith("…")]
    assert len(cut) <= 140
    assert LONG.startswith(cut[:-1])


def test_nothing_new(service: Service) -> None:
    journey = service.joined()
    service.goal(journey)
    for who in (THERAPIST, CLIENT):
        brief = _brief(service, who, journey).body
        assert (brief["headline"], brief["lines"], brief["nothing_new"]) == ("Nothing new since 1 June", [], True)
    told = _brief(service, CLIENT, journey, language="ja", offset="+14:00").body["headline"]
    assert told == "6月1日以降、新しいことはありません"
    assert _brief(service, CLIENT, journey, offset="-10:00").body["headline"] == "Nothing new since 31 May"


def test_a_clients_brief_is_gentler_and_the_same_whatever_the_therapist_keeps(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}"
    service.clock.passes(minutes=20)
    service.goal(journey)
    service.post(THERAPIST, f"{at}/sessions", {"held": True})
    service.clock.passes(minutes=40)
    _after_a_minute(service)
    service.post(CLIENT, f"{at}/entries", {"kind": "effort", "text": "I called", "shared": True})
    service.post(CLIENT, f"{at}/measures", {"instrument": "PHQ-9", "items": [1] * 9})
    _found(service, journey, 1, "confirmed")
    before = _brief(service, CLIENT, journey)
    assert [line["topic"] for line in before.body["lines"]] == ["milestone", "effort"]
    service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": "The radio piece"})
    service.post(THERAPIST, f"{at}/ideas", {"text": "Read the poem"})
    service.post(THERAPIST, f"{at}/entries", {"kind": "win", "text": "She called", "shared": False})
    _found(service, journey, 2, "provisional")
    _found(service, journey, 3, "confirmed", setback=True)
    assert _brief(service, CLIENT, journey).raw == before.raw
    topics = [line["topic"] for line in _brief(service, THERAPIST, journey).body["lines"]]
    assert topics == ["alert", "alert", "milestone", "milestone", "win", "effort", "idea", "goal"]


def test_a_brief_quotes_no_reflection(service: Service) -> None:
    journey = service.joined()
    service.clock.passes(hours=1)
    service.post(THERAPIST, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": "CANARY-11"})
    answer = _brief(service, THERAPIST, journey)
    assert "CANARY-11" not in answer.raw
    assert answer.body["lines"] == []


def test_a_goal_that_somebody_spoke_of_is_not_untouched(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}"
    service.clock.passes(hours=1)
    rated, untouched = service.goal(journey), service.goal(journey)
    reached = service.goal(journey)
    service.post(THERAPIST, f"{at}/sessions", {"held": True})
    service.clock.passes(days=1)
    _after_a_minute(service)
    service.post(CLIENT, f"{at}/goals/{rated}/ratings", {"value": 4})
    service.call(CLIENT, "PUT", f"{at}/goals/{reached}/reached")
    _after_a_minute(service)
    lines = _brief(service, THERAPIST, journey).body["lines"]
    fact = ("goal", "Go to the group", "Nothing said about this goal")
    assert [(line["topic"], line["text"], line["fact"]) for line in lines] == [fact]
    assert service.call(CLIENT, "PATCH", f"{at}/goals/{untouched}", {"outcome": "let_go"}, version=1).status == 200
    service.goal(journey)
    _after_a_minute(service)
    assert _brief(service, THERAPIST, journey).body["lines"] == []
    assert not [line for line in service.lines if "RF001" in line]


def test_it_begins_with_the_last_session_that_was_held(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}"
    win = {"kind": "win", "shared": True}
    service.post(CLIENT, f"{at}/entries", {**win, "text": "before", "occurred_at": "2026-06-01T08:00:00Z"})
    service.clock.passes(days=2)
    service.post(THERAPIST, f"{at}/sessions/planned", {"planned_at": "2026-06-10T10:00:00Z"})
    assert service.post(THERAPIST, f"{at}/sessions", {"held": True, "number": 6}).status == 201
    _after_a_minute(service)
    for who in (THERAPIST, CLIENT):
        brief = _brief(service, who, journey).body
        assert (brief["headline"], brief["lines"], brief["session"]) == ("Nothing new since 3 June", [], 6)
    service.clock.passes(days=1)
    service.post(CLIENT, f"{at}/entries", {**win, "text": "after"})
    late = {**win, "text": "offline", "occurred_at": "2026-06-02T20:00:00Z"}
    service.post(CLIENT, f"{at}/entries", late)
    service.post(THERAPIST, f"{at}/sessions", {"held": False})
    _after_a_minute(service)
    brief = _brief(service, THERAPIST, journey).body
    assert (brief["headline"], brief["since"]) == ("Since session 6 on 3 June", "2026-06-03T09:00:00.000Z")
    assert [line["text"] for line in brief["lines"]] == ["after", "offline"]
    service.post(THERAPIST, f"{at}/sessions", {"held": True})
    service.clock.passes(hours=1)
    _after_a_minute(service)
    assert _brief(service, THERAPIST, journey).body["headline"] == "Nothing new since 4 June"
