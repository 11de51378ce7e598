"""The blind-spot mirror as its therapist sees it."""

from typing import Any

import pytest

from kernel.envelope import Event
from reflections.application.project_approval import project_approval
from reflections.application.project_highlight import project_highlight
from unit.reflections.calling import CLIENT, OTHER_THERAPIST, SUPERVISOR, THERAPIST, Answer, Person, Service
from unit.reflections.fakes import FakeCaptures, FakeJourneys


def _mirror(service: Service, who: Person = THERAPIST, query: dict[str, str] | None = None) -> Answer:
    return service.get(who, "/blind-spots", **(query or {}))


def _topics(service: Service, **query: str) -> list[str]:
    answer = _mirror(service, query=query)
    assert answer.status == 200, answer.raw
    return [line["topic"] for line in answer.body["items"]]


def _line(service: Service, topic: str, **query: str) -> dict[str, Any]:
    (line,) = [line for line in _mirror(service, query=query).body["items"] if line["topic"] == topic]
    return dict(line)


def _days(service: Service, days: float) -> None:
    service.clock.passes(days=days)
    journeys = service.stores.journeys
    assert isinstance(journeys, FakeJourneys)
    journeys.remembered.clear()


def _weeks(service: Service, journey: str, weeks: int, *, thought: bool = False, reflection: Any = None) -> None:  # noqa: ANN401
    """Let so many weeks go by with a session each, and what is recorded of each."""
    at = f"/journeys/{journey}"
    for _ in range(weeks):
        assert service.post(THERAPIST, f"{at}/sessions", {"held": True}).status == 201
        _days(service, 1)
        if reflection:
            body = {"kind": "after_session", **reflection}
            assert service.post(THERAPIST, f"{at}/reflections", body).status == 201
        if thought:
            assert service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": "radio"}).status == 201
        _days(service, 6)


def _event(journey: str, kind: str, at: str, data: dict[str, Any]) -> Event:
    return Event(
        id=f"{kind}-{at}",
        source="/quietcheer/elsewhere",
        type=kind,
        subject=journey,
        time=at,
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data=data,
    )


def _found(service: Service, journey: str, number: int = 1, state: str = "confirmed") -> str:
    """Let the milestones service find a milestone now."""
    captures = service.stores.captures
    assert isinstance(captures, FakeCaptures)
    milestone, now = f"{journey}.{number:016x}", service.clock.now().isoformat()
    facts = {"version": 1, "kind": "sudden_gain", "state": state, "instrument": "PHQ-9", "occurred_at": now}
    project_highlight(captures)(_event(journey, "milestone.detected.v1", now, {"milestone": milestone, **facts}))
    return milestone


def _decided(service: Service, journey: str, milestone: str, reason: str | None = None) -> None:
    captures = service.stores.captures
    assert isinstance(captures, FakeCaptures)
    kind = "celebration.sent.v1" if reason is None else "celebration.not_done.v1"
    told = {"milestone": milestone, "celebration": milestone} | ({} if reason is None else {"reason": reason})
    project_approval(captures)(_event(journey, kind, service.clock.now().isoformat(), told))


def test_nothing_stands_out_on_a_caseload_that_is_new_or_well_kept(service: Service) -> None:
    new = _mirror(service).body
    assert (new["items"], new["looked_at"], new["next"]) == ([], 0, None)
    journey = service.joined()
    goal = service.goal(journey)
    _weeks(service, journey, 6, thought=True, reflection={"worked": "silence", "did_not_work": "homework"})
    service.post(CLIENT, f"/journeys/{journey}/goals/{goal}/ratings", {"value": 4})
    kept = _mirror(service).body
    assert (kept["items"], kept["looked_at"], kept["incomplete"]) == ([], 1, 0)
    assert kept["headline"] == "Nothing stands out in what was looked at"
    assert "about your own practice" in kept["note"]


def test_goals_that_neither_of_the_two_has_touched(service: Service) -> None:
    journey = service.joined()
    left, rated = service.goal(journey), service.goal(journey)
    _weeks(service, journey, 4, thought=True)
    assert "goal_untouched" not in _topics(service)
    _weeks(service, journey, 2, thought=True)
    service.post(CLIENT, f"/journeys/{journey}/goals/{rated}/ratings", {"value": 4})
    line = _line(service, "goal_untouched")
    assert line["numbers"] == {"goals": 1, "active": 2, "sessions": 5}
    assert line["fact"] == "Goals that neither of you has touched over the last 5 sessions: 1 of 2"
    assert line["sources"] == [{"service": "reflections", "path": f"/journeys/{journey}/goals/{left}/history"}]
    assert service.get(THERAPIST, line["sources"][0]["path"]).status == 200
    assert _topics(service, sessions="7") == []
    service.call(CLIENT, "PUT", f"/journeys/{journey}/goals/{left}/reached")
    assert "goal_untouched" not in _topics(service)


def test_a_goal_that_her_own_private_entry_names_is_not_untouched(service: Service) -> None:
    journey = service.joined()
    goal = service.goal(journey)
    _weeks(service, journey, 6, thought=True)
    assert "goal_untouched" in _topics(service)
    entry = {"kind": "effort", "text": "rang twice", "goal": goal}
    assert service.post(THERAPIST, f"/journeys/{journey}/entries", entry).status == 201
    assert "goal_untouched" not in _topics(service)


def test_a_client_who_never_comes_to_mind(service: Service) -> None:
    journey = service.joined()
    _weeks(service, journey, 5, reflection={"worked": "silence"})
    line = _line(service, "never_in_mind")
    assert line["numbers"] == {"weeks": 4, "thoughts": 0, "after_session": 4}
    assert line["fact"].endswith("over the last 4 weeks: 0; reflections after sessions: 4")
    assert line["sources"] == [{"service": "reflections", "path": f"/journeys/{journey}/reflections"}]
    assert "never_in_mind" not in _topics(service, weeks="6"), "it has not been open for so long"
    assert service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a letter"}).status == 201
    assert "never_in_mind" not in _topics(service)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"did_not_work": "homework"}, True),
        ({"did_not_work": "homework", "might_work_next": "less of it"}, True),
        ({"did_not_work": "homework", "worked": "silence"}, False),
        ({"might_work_next": "less of it"}, False),
    ],
)
def test_only_what_did_not_work(service: Service, parts: dict[str, str], *, shown: bool) -> None:
    journey = service.joined()
    _weeks(service, journey, 6, thought=True, reflection=parts)
    assert ("only_what_did_not_work" in _topics(service)) is shown
    if shown:
        line = _line(service, "only_what_did_not_work")
        assert line["numbers"] == {"did_not_work": 5, "worked": 0, "sessions": 5}
        assert {service.get(THERAPIST, source["path"]).status for source in line["sources"]} == {200}
        assert "homework" not in str(line)


def test_ideas_that_wait(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}/ideas"
    waits, let_go, tried = (service.post(THERAPIST, at, {"text": text}).body for text in ("a", "b", "c"))
    steps = ((let_go, ("let_go",)), (tried, ("shared", "tried")), (waits, ("shared",)))
    for idea, states in steps:
        for version, state in enumerate(states, 1):
            path = f"{at}/{idea['id']}"
            assert service.call(THERAPIST, "PATCH", path, {"state": state}, version=version).status == 200
    _weeks(service, journey, 5, thought=True)
    new = service.post(THERAPIST, at, {"text": "d"})
    line = _line(service, "idea_never_tried")
    assert (line["numbers"], new.status) == ({"ideas": 1, "sessions": 5}, 201)
    assert line["sources"] == [{"service": "reflections", "path": f"{at}/{waits['id']}"}]
    assert service.get(THERAPIST, line["sources"][0]["path"]).body["text"] == "a"


@pytest.mark.parametrize("first", ["found", "decided"])
@pytest.mark.parametrize(("reason", "waits"), [(None, False), ("no_moment", False), ("not_approved", True)])
def test_milestones_for_which_no_message_was_approved(
    service: Service, first: str, reason: str | None, *, waits: bool
) -> None:
    """In whichever order the two services tell of them."""
    journey = service.joined()
    waiting = _found(service, journey)
    decided = f"{journey}.{2:016x}"
    if first == "decided":
        _decided(service, journey, decided, reason)
    assert _found(service, journey, 2) == decided
    _found(service, journey, 3, "provisional")
    if first == "found":
        _decided(service, journey, decided, reason)
    assert "celebration_never_approved" not in _topics(service), "they are new"
    _days(service, 29)
    line = _line(service, "celebration_never_approved")
    shown = {source["path"] for source in line["sources"]}
    assert shown == {f"/celebrations/{one}" for one in (waiting, *([decided] if waits else []))}
    assert line["numbers"] == {"milestones": len(shown), "weeks": 4}
    assert {source["service"] for source in line["sources"]} == {"notifications"}
    _days(service, 27 * 7)
    assert "celebration_never_approved" not in _topics(service), "it is history"


@pytest.mark.parametrize("consent", [True, False])
def test_where_the_client_wants_no_celebrations_none_is_missed(service: Service, *, consent: bool) -> None:
    journey = service.joined(consent=consent)
    _found(service, journey)
    _days(service, 40)
    assert ("celebration_never_approved" in _topics(service)) is consent


def test_what_was_before_she_took_over_is_not_hers(service: Service) -> None:
    journey = service.joined()
    service.goal(journey)
    _found(service, journey)
    service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a letter"})
    _weeks(service, journey, 6, reflection={"did_not_work": "homework"})
    assert len(_topics(service)) == 5
    passed_on = {"therapist": OTHER_THERAPIST.sub, "pass_on_reflections": True}
    assert service.post(THERAPIST, f"/journeys/{journey}/handover", passed_on).status == 201
    _days(service, 0.1)
    assert (_topics(service), _mirror(service, OTHER_THERAPIST).body["items"]) == ([], [])


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_journey_that_rests_is_left_in_peace(service: Service, state: str) -> None:
    journey = service.joined()
    _weeks(service, journey, 5)
    assert _topics(service) == ["never_in_mind"]
    version = service.get(THERAPIST, f"/journeys/{journey}").body["version"]
    assert service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": state}, version=version).status == 200
    answer = _mirror(service).body
    assert (answer["items"], answer["looked_at"]) == ([], 0)


def test_in_doubt_it_is_silent_and_says_so(service: Service) -> None:
    journey = service.joined()
    service.goal(journey)
    _weeks(service, journey, 6)
    assert _topics(service) == ["goal_untouched", "never_in_mind"]
    for number in range(102):
        service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "effort", "text": f"call {number}"})
    answer = _mirror(service).body
    assert ([line["topic"] for line in answer["items"]], answer["incomplete"]) == ([], 1)


def test_it_goes_page_by_page_in_an_order_that_says_nothing(service: Service) -> None:
    journeys = sorted(service.opened() for _ in range(5))
    _days(service, 40)
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        page = _mirror(service, query=query).body
        assert page["looked_at"] <= 2
        seen += [line["journey"] for line in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == journeys


def test_in_japanese(service: Service) -> None:
    journey = service.joined()
    service.goal(journey)
    _found(service, journey)
    service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a letter"})
    _weeks(service, journey, 6, reflection={"did_not_work": "homework"})
    english, japanese = (_mirror(service, query={"language": language}).body for language in ("en", "ja"))
    assert [line["topic"] for line in japanese["items"]] == [line["topic"] for line in english["items"]]
    assert len(japanese["items"]) == 5
    assert japanese["items"][0]["fact"] == "最近5回の面接で、お二人のどちらも触れていない目標：1件中1件"
    for ja, en in zip(japanese["items"], english["items"], strict=True):
        assert (ja["numbers"], ja["sources"]) == (en["numbers"], en["sources"])
        assert not {ja["fact"], ja["question"]} & {en["fact"], en["question"]}


def test_nobody_else_looks_into_it(service: Service) -> None:
    journey = service.joined()
    _weeks(service, journey, 5)
    assert [_mirror(service, who).status for who in (CLIENT, SUPERVISOR)] == [403, 403]
    assert _mirror(service, OTHER_THERAPIST).body["items"] == []


def test_an_approval_tells_the_client_nothing(service: Service) -> None:
    journey = service.joined()
    milestone = _found(service, journey)
    paths = [f"/journeys/{journey}/timeline", f"/journeys/{journey}/brief"]
    before = [service.get(CLIENT, path).raw for path in paths]
    _decided(service, journey, milestone)
    assert [service.get(CLIENT, path).raw for path in paths] == before
