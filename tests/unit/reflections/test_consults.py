"""Consults over HTTP: preview, ask, queue, packet, answers, and what is taken up."""

from dataclasses import replace
from typing import Any

import pytest

from reflections.domain.consent import Consent
from unit.reflections.asking import INSIDE, OUTSIDE, QUESTION, ask, confirmed, consult, preview
from unit.reflections.calling import CLIENT, OTHER_THERAPIST, SUPERVISOR, THERAPIST, Person, Service, refused

SAID = {"text": "Ask about the brother.", "minutes": 25, "ideas": ["a letter to the brother", "an empty chair"]}
ELSEWHERE = Person(SUPERVISOR.sub, "supervisor", practice="practice-2")
OTHER_SUPERVISOR = Person("supervisor-2", "supervisor")
ADMIN = Person("admin-1", "admin")


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def _held(service: Service, journey: str, days_ago: int) -> None:
    at = f"2026-05-{31 - days_ago:02d}T10:00:00Z"
    path = f"/journeys/{journey}/sessions"
    assert service.post(THERAPIST, path, {"held": True, "occurred_at": at}).status == 201


def _events(service: Service) -> list[Any]:
    consults: Any = service.stores.consults
    return [(event.type, event.data) for event in consults.events]


def _supervised(service: Service, journey: str) -> str:
    path = consult(service, journey)
    assert service.post(SUPERVISOR, f"{path}/answer", SAID).status == 201
    return path


def test_the_whole_way_from_a_question_to_an_idea(service: Service, journey: str) -> None:
    path = consult(service, journey, urgency="soon", topics=["stuckness", "alliance"])
    [line] = service.get(SUPERVISOR, "/consults").body["items"]
    assert (line["question"], line["state"], line["urgency"]) == (
        "[client] is stuck. What do I not see?",
        "asked",
        "soon",
    )
    answered = service.post(SUPERVISOR, f"{path}/answer", SAID)
    assert (answered.status, answered.body["number"], answered.body["ideas"]) == (201, 1, 2)
    thread = service.get(THERAPIST, path).body
    assert (thread["state"], thread["answers"][0]["text"]) == ("answered", SAID["text"])
    closed = service.post(THERAPIST, f"{path}/close", {"accepts": [{"answer": 1, "idea": 2, "state": "bring"}]})
    assert closed.status == 201, closed.raw
    [idea] = service.get(THERAPIST, f"/journeys/{journey}/ideas").body["items"]
    assert (idea["id"], idea["text"]) == (closed.body["ideas"][0], "an empty chair")
    assert (idea["source"], idea["consult"], idea["state"]) == ("supervision", path.split("/")[2], "bring")
    onward = f"/journeys/{journey}/ideas/{idea['id']}"
    assert service.call(THERAPIST, "PATCH", onward, {"state": "shared"}, version=1).status == 200
    over = service.get(SUPERVISOR, path).body
    assert (over["state"], [one["accepted"] for one in over["answers"][0]["ideas"]]) == ("closed", [False, True])
    assert service.get(SUPERVISOR, "/consults").body["items"] == []
    assert len(service.get(SUPERVISOR, "/consults", state="all").body["items"]) == 1


def test_a_packet_has_numbers_by_session_and_never_a_date(service: Service, journey: str) -> None:
    goal = service.goal(journey)
    for days_ago in (21, 14, 7):
        _held(service, journey, days_ago)
    path = f"/journeys/{journey}"
    for total, day in ((16, "10"), (17, "18"), (16, "25")):
        at = f"2026-05-{day}T11:00:00Z"
        service.post(THERAPIST, f"{path}/measures", {"instrument": "PHQ-9", "total": total, "occurred_at": at})
    service.post(CLIENT, f"{path}/goals/{goal}/ratings", {"value": 3, "occurred_at": "2026-05-18T10:00:00Z"})
    idea = service.post(THERAPIST, f"{path}/ideas", {"text": "a diary for Emma"}).body["id"]
    for version, state in enumerate(("shared", "tried"), start=1):
        body = {"state": state, "session": 2}
        assert service.call(THERAPIST, "PATCH", f"{path}/ideas/{idea}", body, version=version).status == 200
    thought = {"kind": "came_to_mind", "text": "Emma again, on 10 May", "occurred_at": "2026-05-25T10:00:00Z"}
    reflection = service.post(THERAPIST, f"{path}/reflections", thought).body["id"]
    opened = consult(service, journey, reflections=[reflection])
    packet = service.get(SUPERVISOR, opened).body["packet"]
    assert packet["goals"] == [
        {"text": "Go to the group", "target": 7, "ratings": [{"session": 2, "value": 3, "by": "client"}]}
    ]
    [course] = packet["course"]
    assert [(point["session"], point["total"]) for point in course["points"]] == [(1, 16), (2, 17), (3, 16)]
    assert (course["minimum"], course["maximum"], course["higher_is_better"]) == (0, 27, False)
    assert packet["tried"] == [{"text": "a diary for [client]", "state": "tried", "session": 2}]
    [sent] = packet["reflections"]
    assert (sent["text"], sent["session"]) == ("[client] again, on session 1", 3)
    assert packet["last_session"] == 3
    assert "2026-05" not in service.get(SUPERVISOR, opened).raw


def test_unsure_without_any_score(service: Service, journey: str) -> None:
    stuck = service.post(THERAPIST, f"/journeys/{journey}/stuckness", {}).body["id"]
    path = consult(service, journey, stuckness=stuck)
    packet = service.get(SUPERVISOR, path).body["packet"]
    assert (packet["course"], packet["goals"], packet["findings"], packet["reflections"]) == ([], [], [], [])
    [(kind, data)] = _events(service)
    assert (kind, data["door"], data["stuckness"]) == ("consult.requested.v1", "declared", stuck)


def test_a_preview_shows_each_replacement_and_stores_nothing(service: Service, journey: str) -> None:
    shown = preview(service, journey, names={"client": ["stuck"]}).body
    [text] = shown["texts"]
    assert text["original"] == QUESTION["question"]
    assert [(one["index"], one["original"], one["replacement"]) for one in text["replacements"]] == [
        (0, "Emma", "[client]"),
        (1, "stuck", "[client]"),
    ]
    assert text["reads"] == shown["packet"]["question"] == "[client] is [client]. What do I not see?"
    assert not len(service.stores.consults)  # type: ignore[arg-type]


def test_each_replacement_is_confirmed_or_undone(service: Service, journey: str) -> None:
    shown = preview(service, journey).body
    path, body = f"/journeys/{journey}/consults", {**QUESTION, **confirmed(shown)}
    for decisions in (
        [],
        [{"text": "question", "confirmed": [0], "undone": [0]}],
        [{"text": "question", "undone": [1]}],
    ):
        answer = service.post(THERAPIST, path, {**body, "decisions": decisions})
        assert refused(answer, 422, "invalid"), answer.raw
        assert answer.fields[0].startswith("/decisions")
    nowhere = [{"text": "goals/0"}]
    assert service.post(THERAPIST, path, {**body, "decisions": nowhere}).fields == ["/decisions/0/text"]


def test_she_undoes_and_takes_out_more(service: Service, journey: str) -> None:
    shown = preview(service, journey).body
    decision = {"text": "question", "undone": [0], "removed": [{"start": 8, "end": 13}]}
    body = {**QUESTION, "digest": shown["digest"], "decisions": [decision]}
    made = service.post(THERAPIST, f"/journeys/{journey}/consults", body)
    assert (made.status, made.body["fully_deidentified"]) == (201, False)
    [line] = service.get(SUPERVISOR, "/consults").body["items"]
    assert line["question"] == "Emma is […]. What do I not see?"
    beyond = {**decision, "removed": [{"start": 30, "end": 99}]}
    answer = service.post(THERAPIST, f"/journeys/{journey}/consults", {**body, "decisions": [beyond]})
    assert answer.fields == ["/decisions/0/removed/0"]


def test_what_has_changed_since_the_preview_is_previewed_again(service: Service, journey: str) -> None:
    shown = preview(service, journey).body
    service.post(THERAPIST, f"/journeys/{journey}/measures", {"instrument": "PHQ-9", "total": 9})
    answer = service.post(THERAPIST, f"/journeys/{journey}/consults", {**QUESTION, **confirmed(shown)})
    assert refused(answer, 409, "packet-changed")
    assert not len(service.stores.consults)  # type: ignore[arg-type]


def test_outside_without_consent_goes_only_what_is_fully_deidentified(service: Service, journey: str) -> None:
    answer = ask(service, journey, supervisor=OUTSIDE, undone={"question": [0]})
    assert refused(answer, 409, "consent-missing")
    assert "supervision_outside" in answer.body["detail"]
    assert preview(service, journey, supervisor=OUTSIDE).body["missing"] == "supervision_outside"
    assert ask(service, journey, supervisor=OUTSIDE).status == 201
    assert ask(service, journey, undone={"question": [0]}).status == 201


def test_what_one_outside_has_said_the_therapist_notes(service: Service, journey: str) -> None:
    path = consult(service, journey, supervisor=OUTSIDE)
    assert service.get(SUPERVISOR, "/consults").body["items"] == []
    assert service.post(THERAPIST, f"{path}/answer", SAID).status == 201
    inside = consult(service, journey)
    assert refused(service.post(THERAPIST, f"{inside}/answer", SAID), 409, "supervisor-answers")


def test_repeated_it_is_done_once(service: Service, journey: str) -> None:
    first, again = (ask(service, journey, key="k1") for _ in range(2))
    assert (first.status, first.raw) == (again.status, again.raw)
    path = f"/consults/{first.body['id']}"
    answers = [service.post(SUPERVISOR, f"{path}/answer", SAID, key="k2") for _ in range(2)]
    assert answers[0].raw == answers[1].raw
    body = {"accepts": [{"answer": 1, "idea": 1}]}
    closings = [service.post(THERAPIST, f"{path}/close", body, key="k3") for _ in range(2)]
    assert closings[0].raw == closings[1].raw
    assert len(service.get(THERAPIST, f"/journeys/{journey}/ideas").body["items"]) == 1
    assert [kind for kind, _ in _events(service)] == ["consult.requested.v1", "consult.answered.v1"]
    service.clock.passes(hours=1)
    service.post(THERAPIST, f"/journeys/{journey}/measures", {"instrument": "PHQ-9", "total": 9})
    shown = preview(service, journey).body
    other = service.post(THERAPIST, f"/journeys/{journey}/consults", {**QUESTION, **confirmed(shown)}, key="k1")
    assert refused(other, 422, "key-reused")
    for who, route, key, said in ((SUPERVISOR, "answer", "k2", {**SAID, "minutes": 5}), (THERAPIST, "close", "k3", {})):
        assert refused(service.post(who, f"{path}/{route}", said, key=key), 422, "key-reused")


def test_a_lost_race_is_run_again(service: Service, journey: str) -> None:
    consults: Any = service.stores.consults
    consults.lose_next = 1
    path = consult(service, journey)
    consults.lose_next = 2
    assert service.post(SUPERVISOR, f"{path}/answer", SAID).status == 201
    consults.lose_next = 4
    assert refused(service.post(SUPERVISOR, f"{path}/answer", SAID), 503, "busy")


@pytest.mark.parametrize("who", [CLIENT, OTHER_THERAPIST, OTHER_SUPERVISOR, ELSEWHERE])
def test_nobody_else_holds_it(service: Service, journey: str, who: Person) -> None:
    path = _supervised(service, journey)
    requests: list[tuple[str, str, Any]] = [("GET", "", None), ("POST", "/answer", SAID), ("POST", "/close", {})]
    for method, rest, body in requests:
        there, nowhere = (service.call(who, method, one + rest, body) for one in (path, f"{path[:-1]}x"))
        assert there.status in {403, 404}
        assert (there.status, there.raw) == (nowhere.status, nowhere.raw)
    for listing in ("/consults", "/supervision-log"):
        assert service.get(who, listing).body.get("items", []) == []


def test_a_supervisor_reaches_nothing_of_the_record(service: Service, journey: str) -> None:
    consult(service, journey)
    for rest in ("", "/timeline", "/goals", "/reflections", "/ideas", "/brief", "/access-log"):
        assert service.get(SUPERVISOR, f"/journeys/{journey}{rest}").status in {403, 404}


def test_what_is_chosen_must_be_hers(service: Service, journey: str) -> None:
    idea = service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a walk"}).body["id"]
    chosen: tuple[tuple[str, Any], ...] = (("reflections", [idea]), ("ideas", [journey]), ("stuckness", idea))
    for field, value in chosen:
        answer = preview(service, journey, THERAPIST, **{field: value})
        assert refused(answer, 422, "invalid"), (field, answer.raw)
        assert answer.fields[0].startswith(f"/{field}")
    for asked, field in (
        ({"supervisor": {"where": "inside"}}, "/supervisor/person"),
        ({"supervisor": {"where": "outside", "person": "x"}}, "/supervisor/person"),
        ({"supervisor": {"where": "inside", "person": CLIENT.sub}}, "/supervisor/person"),
        ({"supervisor": {"where": "inside", "person": THERAPIST.sub}}, "/supervisor/person"),
        ({"door": "detected"}, "/alert"),
        ({"alert": f"{journey}.0123456789abcdef"}, "/alert"),
        ({"door": "detected", "alert": f"{idea}.0123456789abcdef"}, "/alert"),
    ):
        assert preview(service, journey, **asked).fields == [field]


def test_the_queue_begins_with_what_waits_and_is_urgent(service: Service, journey: str) -> None:
    names = {}
    for urgency in ("routine", "urgent", "soon", "urgent"):
        names[consult(service, journey, urgency=urgency, question=f"{urgency}?")] = urgency
        service.clock.passes(hours=2)
    first = list(names)[1]
    service.post(SUPERVISOR, f"{first}/answer", SAID)
    items = service.get(SUPERVISOR, "/consults").body["items"]
    assert [item["question"] for item in items] == ["urgent?", "soon?", "routine?", "urgent?"]
    assert [item["age_hours"] for item in items] == [2, 4, 8, 6]
    assert service.get(THERAPIST, "/consults").body["items"][0]["state"] == "answered"
    for state, wanted in (("open", items), ("all", service.get(SUPERVISOR, "/consults", state="all").body["items"])):
        found, query = [], {"limit": "1", "state": state}
        while True:
            page = service.get(SUPERVISOR, "/consults", **query).body
            found += page["items"]
            if page["next"] is None:
                break
            query["cursor"] = page["next"]
        assert found == wanted
    assert service.get(SUPERVISOR, "/consults", cursor="zz").fields == ["cursor"]


def test_a_closed_consult_is_read_and_no_more(service: Service, journey: str) -> None:
    path = _supervised(service, journey)
    for accepts in ([{"answer": 2, "idea": 1}], [{"answer": 1, "idea": 3}], [{"answer": 1, "idea": 1}] * 2):
        answer = service.post(THERAPIST, f"{path}/close", {"accepts": accepts})
        assert answer.fields[0].startswith("/accepts/")
    assert service.post(THERAPIST, f"{path}/close", {}).body["ideas"] == []
    for who, rest, body in ((THERAPIST, "close", {}), (SUPERVISOR, "answer", SAID)):
        assert refused(service.post(who, f"{path}/{rest}", body), 409, "consult-closed")
    assert service.get(THERAPIST, f"{path}").body["closed_at"] is not None


def test_a_hand_over_moves_a_consult_to_nobody(service: Service, journey: str) -> None:
    path = _supervised(service, journey)
    body = {"therapist": OTHER_THERAPIST.sub, "pass_on_reflections": True}
    assert service.post(THERAPIST, f"/journeys/{journey}/handover", body).status == 201
    assert service.get(THERAPIST, path).body["answers"][0]["text"] == SAID["text"]
    assert service.get(OTHER_THERAPIST, path).status == 404
    taken = service.post(THERAPIST, f"{path}/close", {"accepts": [{"answer": 1, "idea": 1}]})
    assert refused(taken, 404, "not-found")
    assert service.post(THERAPIST, f"{path}/close", {}).status == 201


def test_the_log_has_minutes_and_topics_and_no_words(service: Service, journey: str) -> None:
    path = consult(service, journey, topics=["stuckness", "alliance"])
    for minutes in (25, 10):
        service.post(SUPERVISOR, f"{path}/answer", {**SAID, "minutes": minutes})
    for who in (THERAPIST, SUPERVISOR):
        log = service.get(who, "/supervision-log").body
        assert (log["minutes"], [line["role"] for line in log["items"]]) == (35, [who.role] * 2)
    csv = service.get(SUPERVISOR, "/supervision-log", format="csv")
    head, first, *_ = csv.raw.splitlines()
    assert head == "date,minutes,topics,role,where,door,urgency,consult,answer"
    assert first.startswith("2026-06-01,25,stuckness;alliance,supervisor,inside,declared,routine,")
    assert not any(word in csv.raw for word in ("brother", "client", "Emma"))


def test_no_words_in_events_and_no_hint_for_the_client(service: Service, journey: str) -> None:
    before = service.get(CLIENT, f"/journeys/{journey}/timeline").raw, service.get(CLIENT, f"/journeys/{journey}").raw
    thought = service.post(THERAPIST, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": "Emma"})
    path = consult(service, journey, reflections=[thought.body["id"]])
    service.post(SUPERVISOR, f"{path}/answer", SAID)
    service.post(THERAPIST, f"{path}/close", {"accepts": [{"answer": 1, "idea": 1}]})
    told = repr(_events(service)) + "".join(service.lines)
    assert not any(word in told for word in ("Emma", "stuck", "brother", "chair", thought.body["id"]))
    after = service.get(CLIENT, f"/journeys/{journey}/timeline").raw, service.get(CLIENT, f"/journeys/{journey}").raw
    assert before == after
    lines = service.get(CLIENT, f"/journeys/{journey}/brief").body["lines"]
    assert lines == []


def test_a_question_inside_asks_no_consent_unless_the_client_said_no(service: Service, journey: str) -> None:
    journeys: Any = service.stores.journeys
    place = ("practice-1", journey)
    no = Consent(granted=False, at="2026-06-01T09:00:00.000Z")
    journeys.stored[place] = replace(journeys.stored[place], consents={"supervision": no})
    assert refused(ask(service, journey, undone={"question": [0]}), 409, "consent-missing")
    assert ask(service, journey, supervisor=INSIDE).status == 201


@pytest.mark.parametrize(
    ("language", "heading", "third"), [("en", "Question:", "session 3"), ("ja", "相談したいこと:", "第3回")]
)
def test_a_packet_is_handed_on_as_text(service: Service, journey: str, language: str, heading: str, third: str) -> None:
    goal = service.goal(journey)
    for days_ago in (21, 14, 7):
        _held(service, journey, days_ago)
    path = f"/journeys/{journey}"
    early = {"value": 2, "occurred_at": "2026-05-01T10:00:00Z"}
    for rating in (early, {"value": 4}):
        service.post(CLIENT, f"{path}/goals/{goal}/ratings", rating)
    service.post(THERAPIST, f"{path}/measures", {"instrument": "WHO-5", "total": 40})
    thought = {"kind": "after_session", "worked": "silence with Emma", "did_not_work": "advice"}
    reflection = service.post(THERAPIST, f"{path}/reflections", thought).body["id"]
    opened = consult(service, journey, supervisor=OUTSIDE, reflections=[reflection])
    answer = service.get(THERAPIST, opened, format="text", language=language)
    assert "text/plain" in str(answer.headers["content-type"])
    head, question, *_ = answer.raw.splitlines()
    assert (head, question) == (heading, "[client] is stuck. What do I not see?")
    for line in (f"{third}: silence with [client]", f"{third}: advice", f"  {third}: 40"):
        assert line in answer.raw.splitlines()
    assert "Emma" not in answer.raw
    assert "2026" not in answer.raw


@pytest.mark.parametrize(
    ("inside", "word", "refused_by"),
    [
        ("unless_refused", "", None),
        ("unless_refused", "no", "supervision"),
        ("unless_refused", "yes", None),
        ("with_consent", "", "supervision"),
        ("with_consent", "no", "supervision"),
        ("with_consent", "yes", None),
        ("deidentified", "yes", "deidentification"),
    ],
)
def test_what_goes_inside_is_the_practices_rule_and_never_against_the_client(
    service: Service, journey: str, inside: str, word: str, refused_by: str | None
) -> None:
    assert service.call(ADMIN, "PUT", "/supervision-rule", {"inside": inside}, version=0).status == 200
    if word:
        said = {"granted": True, "wording": 1, "language": "en"} if word == "yes" else {"granted": False}
        assert service.call(CLIENT, "PUT", f"/journeys/{journey}/consents/supervision", said, version=1).status == 200
    assert preview(service, journey).body["missing"] == refused_by
    answer = ask(service, journey, undone={"question": [0]})
    assert answer.status == (201 if refused_by is None else 409)
    assert ask(service, journey).status == 201


def test_the_rule_is_the_admins_to_set_and_everybodys_to_read(service: Service) -> None:
    body = {"inside": "with_consent"}
    assert service.get(THERAPIST, "/supervision-rule").body == {"inside": "unless_refused", "version": 0}
    assert service.call(THERAPIST, "PUT", "/supervision-rule", body, version=0).status == 403
    assert service.call(ADMIN, "PUT", "/supervision-rule", body, version=0).body == {**body, "version": 1}
    assert refused(service.call(ADMIN, "PUT", "/supervision-rule", body, version=0), 412, "stale-version")
    assert service.get(CLIENT, "/supervision-rule").body == {**body, "version": 1}
    elsewhere = Person(ADMIN.sub, "admin", practice="practice-2")
    assert service.get(elsewhere, "/supervision-rule").body["version"] == 0
