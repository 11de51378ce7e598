"""The acceptance examples, as bodies that run in this process and on the emulator alike."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from acceptance.driver import Driver
from acceptance.steps import NOBODY, opened
from kernel.instants import from_text

GROUP = "You kept going to the group even on the weeks it felt pointless."
THOUGHT = {"kind": "came_to_mind", "text": "radio piece on leaving home"}


class Capture:
    """Example 1: a repeated request is one thing, another body under the same key is refused."""

    def test_a_thought_is_captured_once(self, driver: Driver) -> None:
        journey = opened(driver)
        path, therapist = journey.path("/reflections"), journey.therapist
        first = driver.ask(therapist, "POST", path, THOUGHT, key="k1")
        again = driver.ask(therapist, "POST", path, THOUGHT, key="k1")
        other = driver.ask(therapist, "POST", path, THOUGHT | {"text": "something else"}, key="k1")
        without = driver.ask(therapist, "POST", path, THOUGHT, key="")
        assert (first.status, again.status, other.status, without.status) == (201, 201, 422, 400)
        assert again.body == first.body
        assert [item["id"] for item in journey.timeline(therapist)] == [first.body["id"]]

    def test_a_repeated_score_is_one_event(self, driver: Driver) -> None:
        journey = opened(driver)
        scores = [journey.measure(total, week) for week, total in enumerate([18, 19, 18, 11], start=1)]

        def sent() -> list[str]:
            path = journey.path("/measures")
            answers = [driver.ask(journey.therapist, "POST", path, body, key=f"w{body['session']}") for body in scores]
            assert {answer.status for answer in answers} == {201}
            return [answer.body["id"] for answer in answers]

        first = sent()
        journey.gain("provisional")
        driver.settle()
        found = journey.gain("provisional")
        assert sent() == sent() == first
        driver.settle()
        assert journey.gain("provisional") == found


class Sync:
    """Example 2: what was captured offline comes as a batch; each item is answered by itself."""

    def test_one_stored_before_one_invalid_one_new(self, driver: Driver) -> None:
        journey = opened(driver)
        early = driver.now - timedelta(days=2)
        thought = THOUGHT | {"occurred_at": early.isoformat(timespec="milliseconds")}
        before = driver.ask(journey.therapist, "POST", journey.path("/reflections"), thought, key="k1")
        items: list[dict[str, Any]] = [
            {"id": "k1", "type": "reflection", "journey": journey.id, "body": thought},
            {"id": "k2", "type": "reflection", "journey": journey.id, "body": thought | {"text": " "}},
            {"id": "k3", "type": "measure", "journey": journey.id, "body": journey.measure(9, 3)},
        ]
        first, second = self._sent(journey, items), self._sent(journey, items[::-1])
        assert [one["status"] for one in first["items"]] == ["duplicate", "rejected", "created"]
        assert [one["status"] for one in second["items"]] == ["duplicate", "rejected", "duplicate"]
        duplicate, rejected, created = first["items"]
        assert duplicate["capture"] == before.body
        assert [error["field"] for error in rejected["problem"]["errors"]] == ["/body/text"]
        assert from_text(created["capture"]["occurred_at"]) == from_text(items[2]["body"]["occurred_at"])
        assert created["capture"]["recorded_at"] > created["capture"]["occurred_at"]
        assert [one["capture"] for one in second["items"]] == [one["capture"] for one in first["items"][::-1]]
        assert {one["id"] for one in journey.timeline(journey.therapist)} == {
            before.body["id"],
            created["capture"]["id"],
        }

    def test_scores_from_a_device_whose_clock_is_wrong_make_a_course(self, driver: Driver) -> None:
        journey = opened(driver)
        ahead = timedelta(hours=31)
        items = []
        for week, total in enumerate([18, 19, 18, 11], start=1):
            body = journey.measure(total, week)
            told = from_text(body["occurred_at"]) + ahead
            body["occurred_at"] = told.isoformat(timespec="seconds")
            items.append({"id": f"w{week}", "type": "measure", "journey": journey.id, "body": body})
        answer = self._sent(journey, items[::-1], ahead=ahead)
        assert abs(answer["clock_offset"] - ahead.total_seconds()) < 60
        assert {one["status"] for one in answer["items"]} == {"created"}
        assert {one["capture"]["clock_offset"] for one in answer["items"]} == {answer["clock_offset"]}
        journey.gain("provisional")

    def _sent(self, journey: Any, items: list[Any], *, ahead: timedelta = timedelta(0)) -> Any:  # noqa: ANN401 - JSON
        sent_at = (journey.driver.now + ahead).isoformat(timespec="milliseconds")
        body = {"sent_at": sent_at, "captures": items}
        return journey.tells(journey.therapist, "POST", "/sync", body).body


class OwnInstrument:
    """An instrument is data: a practice defines one, both people fill it in, its risk item counts."""

    def test_it_is_defined_filled_in_and_taken_back(self, driver: Driver) -> None:
        practice = f"practice-{uuid.uuid4().hex[:8]}"
        journey = opened(driver, practice)
        admin = driver.newcomer("admin", practice)
        own = {
            "direction": "higher_is_better",
            "minimum": 0,
            "maximum": 12,
            "items": 3,
            "item_minimum": 0,
            "item_maximum": 4,
            "by_items": True,
            "risk_items": [{"number": 3, "positive_from": 3}],
        }
        filled = {"instrument": "MOOD-3", "items": [4, 2, 3], "occurred_at": driver.now.isoformat(timespec="seconds")}
        before = driver.ask(journey.client, "POST", journey.path("/measures"), filled)
        assert (before.status, before.body["errors"][0]["field"]) == (422, "/instrument")
        journey.tells(admin, "PUT", "/instruments/MOOD-3", own, version='"0"')

        def listed() -> bool | None:
            items = journey.tells(journey.client, "GET", "/instruments").body["items"]
            return "MOOD-3" in [item["name"] for item in items] or None

        driver.soon(listed, "the instrument to be known")
        made = journey.tells(journey.client, "POST", journey.path("/measures"), filled).body
        assert (made["total"], made["risk"]) == (9, "positive")
        offline = {"id": "m1", "type": "measure", "journey": journey.id, "body": filled | {"items": [4, 4, 2]}}
        sent = {"sent_at": driver.now.isoformat(timespec="milliseconds"), "captures": [offline]}
        (item,) = journey.tells(journey.client, "POST", "/sync", sent).body["items"]
        assert (item["status"], item["capture"]["total"], item["capture"]["risk"]) == ("created", 10, "negative")
        version = journey.tells(admin, "GET", "/instruments/MOOD-3").version or ""
        journey.tells(admin, "DELETE", "/instruments/MOOD-3", version=version)
        driver.soon(lambda: None if listed() else True, "the instrument to be unknown again")


class Visibility:
    """Example 3: what the client must not see leaves no trace, and an unshared entry is the client's alone."""

    def test_reflections_leave_no_trace_on_the_clients_side(self, driver: Driver) -> None:
        journey = opened(driver)
        therapist, client = journey.therapist, journey.client
        entries = journey.path("/entries")
        own = journey.tells(client, "POST", entries, {"kind": "effort", "text": "mine alone"}).body["id"]
        shared = journey.tells(client, "POST", entries, {"kind": "win", "text": "for both", "shared": True}).body["id"]
        before = [driver.ask(client, "GET", journey.path(f"/timeline?limit={limit}")) for limit in (1, 2, 50)]
        reflections = [
            journey.tells(therapist, "POST", journey.path("/reflections"), body).body["id"]
            for body in (THOUGHT, {"kind": "after_session", "worked": "silence", "session": 3})
        ]
        after = [driver.ask(client, "GET", journey.path(f"/timeline?limit={limit}")) for limit in (1, 2, 50)]
        assert after == before
        assert {item["id"] for item in journey.timeline(client)} == {shared, own}
        assert {item["id"] for item in journey.timeline(therapist)} == {shared, *reflections}

    def test_a_client_cannot_write_or_name_a_reflection(self, driver: Driver) -> None:
        journey = opened(driver)
        path = journey.path("/reflections")
        refused = driver.ask(journey.client, "POST", path, THOUGHT)
        assert refused.status in {403, 404}
        hidden = journey.tells(journey.therapist, "POST", path, THOUGHT).body["id"]
        named = {"kind": "effort", "text": "x", "struggle": hidden}
        unknown = {"kind": "effort", "text": "x", "struggle": NOBODY}
        answers = [driver.ask(journey.client, "POST", journey.path("/entries"), body) for body in (named, unknown)]
        assert answers[0].status == answers[1].status
        assert set(answers[0].body) == set(answers[1].body)

    def test_a_stranger_gets_the_same_nothing_as_for_what_does_not_exist(self, driver: Driver) -> None:
        journey = opened(driver)
        nowhere = [f"/journeys/{NOBODY}", f"/journeys/{NOBODY}/timeline", f"/journeys/{NOBODY}/milestones"]
        for stranger in (
            driver.newcomer("therapist"),
            driver.newcomer("client"),
            driver.newcomer("therapist", "elsewhere"),
        ):
            for path in nowhere:
                theirs = driver.ask(stranger, "GET", path.replace(NOBODY, journey.id))
                assert theirs.status == 404
                assert theirs == driver.ask(stranger, "GET", path)


COURSES: list[tuple[list[int], list[str]]] = [
    ([18, 19, 18, 11], ["provisional"]),
    ([18, 19, 18, 11, 10], ["confirmed"]),
    ([18, 19, 18, 11, 10, 15], ["reversed"]),
    ([18, 12, 19, 12, 18, 11], ["unstable", "provisional"]),
    ([14, 15, 14, 8, 15], ["reversed"]),
    ([8, 9, 8, 3], []),
    ([10, 11, 10, 4, 5, 4], ["confirmed"]),
    ([10, 11, 10, 17, 16, 17], []),
]


class Brief:
    """Example 10: what is new since the last session, each line with its source; or that nothing is."""

    def test_two_wins_one_struggle_one_provisional_gain_three_ideas(self, driver: Driver) -> None:
        journey = opened(driver)
        when = driver.now - timedelta(minutes=1)
        session = {"held": True, "occurred_at": when.isoformat(timespec="seconds")}
        journey.tells(journey.therapist, "POST", journey.path("/sessions"), session)
        since = f"{when.day} {when:%B}{'' if when.year == driver.now.year else f' {when.year}'}"
        for person in (journey.therapist, journey.client):
            brief = journey.tells(person, "GET", journey.path("/brief")).body
            assert (brief["headline"], brief["lines"], brief["session"]) == (f"Nothing new since {since}", [], 1)
        said = (("win", "took the train"), ("win", "stayed for the whole hour"), ("struggle", "panic on trains"))
        for kind, text in said:
            entry = {"kind": kind, "text": text, "shared": True}
            journey.tells(journey.client, "POST", journey.path("/entries"), entry)
        ideas = ("read the poem", "a longer walk", "invite the sister")
        for text in ideas:
            journey.tells(journey.therapist, "POST", journey.path("/ideas"), {"text": text})
        journey.tells(journey.therapist, "POST", journey.path("/reflections"), THOUGHT)
        journey.course([18, 19, 18, 11])
        journey.gain("provisional")
        gain = ("milestone", "Sudden gain in PHQ-9, provisional")

        def told() -> dict[str, Any] | None:
            body: dict[str, Any] = journey.tells(journey.therapist, "GET", journey.path("/brief")).body
            return body if gain in [(line["topic"], line["fact"]) for line in body["lines"]] else None

        brief = driver.soon(told, "the gain to be in the brief")
        assert (brief["headline"], len(brief["lines"]) <= 12) == (f"Since session 1 on {since}", True)
        words = {(line["topic"], line["text"]) for line in brief["lines"] if line["text"]}
        assert words == {*said, *(("idea", text) for text in ideas)}
        assert {line["topic"] for line in brief["lines"]} == {"milestone", "win", "struggle", "idea"}
        for line in brief["lines"]:
            found = journey.tells(journey.therapist, "GET", line["source"]["path"]).body
            assert line["text"] in {None, found.get("text")}
        hers = journey.tells(journey.client, "GET", journey.path("/brief")).body
        assert {(line["topic"], line["text"]) for line in hers["lines"]} == set(said)

    def test_an_alert_is_in_the_therapists_brief_and_timeline_alone(self, driver: Driver) -> None:
        journey = opened(driver)
        session = {"held": True, "occurred_at": (driver.now - timedelta(minutes=1)).isoformat(timespec="seconds")}
        journey.tells(journey.therapist, "POST", journey.path("/sessions"), session)
        filled = {"instrument": "PHQ-9", "total": 9, "risk_items": {"9": 1}}
        journey.tells(journey.client, "POST", journey.path("/measures"), filled)

        def alarmed() -> list[dict[str, Any]] | None:
            items = journey.tells(journey.therapist, "GET", journey.path("/timeline")).body["items"]
            return [one for one in items if one["kind"] == "alert"] or None

        (alert,) = driver.soon(alarmed, "the alert to be in the timeline")
        assert (alert["found"], alert["level"], alert["state"]) == ("risk_item_positive", "red", "open")
        brief = journey.tells(journey.therapist, "GET", journey.path("/brief")).body
        fact = "Risk item answered positively in PHQ-9, alert open"
        assert [(line["topic"], line["fact"]) for line in brief["lines"]] == [("alert", fact)]
        hers = [journey.tells(journey.client, "GET", journey.path(path)).body for path in ("/timeline", "/brief")]
        assert [one["kind"] for one in hers[0]["items"]] == ["measure", "session"]
        assert hers[1]["lines"] == []


class Courses:
    """Example 4: the table of SCIENCE, through HTTP; late and corrected scores recompute the course."""

    def test_the_table_of_courses(self, driver: Driver) -> None:
        journeys = [opened(driver) for _ in COURSES]
        for journey, (totals, _) in zip(journeys, COURSES, strict=True):
            journey.course(totals)
        for journey, (_, states) in zip(journeys, COURSES, strict=True):
            if states:
                assert journey.gain(states[0])["explanation"]
        driver.settle()
        found = [[each["state"] for each in journey.gains()] for journey in journeys]
        assert found == [states for _, states in COURSES]

    def test_a_late_score_in_the_middle_recomputes(self, driver: Driver) -> None:
        journey = opened(driver)
        for week, total in ((1, 18), (2, 19), (3, 18), (5, 10)):
            journey.scored(total, week)
        driver.settle()
        assert journey.gains() == []
        journey.scored(11, 4)
        found = journey.gain("confirmed")
        assert found["numbers"]["n_plus_1"] == 11

    def test_a_corrected_score_turns_a_gain_back_and_its_history_is_kept(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        milestone = journey.gain("confirmed")["id"]
        corrected = journey.measures[3]
        body = {name: corrected[name] for name in ("instrument", "session", "occurred_at")}
        body |= {"total": 17, "risk_items": {"9": 0}}
        journey.tells(journey.therapist, "PUT", journey.path(f"/measures/{corrected['id']}"), body, version='"1"')

        def look() -> dict[str, Any] | None:
            found: dict[str, Any] = journey.tells(journey.therapist, "GET", f"/milestones/{milestone}").body
            return found if found["state"] == "retracted" else None

        found = driver.soon(look, "the gain to be taken back")
        assert [entry["state"] for entry in found["history"]][-2:] == ["confirmed", "retracted"]
        assert found["version"] == len(found["history"])

    def test_a_client_sees_what_is_confirmed_and_nothing_else(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11])
        provisional = journey.gain("provisional")["id"]
        assert {each["state"] for each in journey.milestones(journey.client)} <= {"confirmed"}
        assert "sudden_gain" not in {each["kind"] for each in journey.milestones(journey.client)}
        hidden = driver.ask(journey.client, "GET", f"/milestones/{provisional}")
        assert hidden == driver.ask(journey.client, "GET", f"/milestones/{NOBODY}.0123456789abcdef")
        journey.scored(10, 5)
        journey.gain("confirmed")
        assert "sudden_gain" in {each["kind"] for each in journey.milestones(journey.client)}

    def test_what_its_therapist_sets_aside_stays_so(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11])
        milestone = journey.gain("provisional")["id"]
        path = f"/milestones/{milestone}/dismiss"
        assert driver.ask(journey.client, "POST", path).status == 403
        first, again = (journey.tells(journey.therapist, "POST", path).body for _ in range(2))
        assert (first["state"], again) == ("dismissed", first)
        journey.course([10, 15], first_week=5)
        driver.settle()
        found = journey.tells(journey.therapist, "GET", f"/milestones/{milestone}").body
        *before, last = [line["state"] for line in found["history"]]
        assert ({*before}, last, found["state"]) == ({"provisional"}, "dismissed", "dismissed")

    def test_a_plot_has_all_that_it_needs(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        milestone = journey.gain("confirmed")["id"]
        body = journey.tells(journey.therapist, "GET", journey.path("/course/PHQ-9")).body
        assert [point["value"] for point in body["points"]] == [18, 19, 18, 11, 10]
        (mark,) = [mark for mark in body["marks"] if mark["milestone"] == milestone]
        assert (mark["point"], mark["state"]) == (body["points"][3]["id"], "confirmed")
        assert (body["caseness"]["value"], body["bands"][-1]["name"]) == (10, "severe")


class Effort:
    """Example 11: efforts against a struggle while no score improves are a milestone that claims no improvement."""

    def test_four_efforts_while_scores_stay(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([17, 17, 16], first_week=26)

        def entry(days_ago: int, kind: str, **named: str) -> str:
            at = (driver.now - timedelta(days=days_ago)).isoformat(timespec="seconds")
            body = {"kind": kind, "text": "panic on trains", "shared": True, "occurred_at": at, **named}
            told: str = journey.tells(journey.client, "POST", journey.path("/entries"), body).body["id"]
            return told

        struggle = entry(20, "struggle")
        for days_ago in (12, 9, 6, 3):
            entry(days_ago, "effort", struggle=struggle)

        def look() -> dict[str, Any] | None:
            found = [one for one in journey.milestones() if one["kind"] == "effort_against_the_odds"]
            return found[0] if found else None

        found = driver.soon(look, "the efforts to be seen")
        assert (found["state"], found["struggle"]) == ("confirmed", struggle)
        assert found["numbers"]["improvements"] == 0
        assert "panic on trains" not in str(found)
        kinds = {one["kind"] for one in journey.milestones()}
        assert not {"reliable_improvement", "sudden_gain", "nhs_reliable_improvement"} & kinds


class Silence:
    """Example 5: without an approval nothing is ever sent; one card, however often the event comes."""

    def test_a_gain_makes_one_card_and_no_message(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        milestone = journey.gain("confirmed")["id"]
        journey.card(milestone, "drafted")
        driver.settle()
        assert len([card for card in journey.cards() if card["milestone"]["id"] == milestone]) == 1
        assert journey.inbox() == []
        assert driver.subjects(journey.client) == []
        assert driver.subjects(journey.therapist) == []


class Approval:
    """Example 6: approved is sent, once; what praises the person, or quotes a score, is named in a warning."""

    def test_approved_words_arrive_with_a_neutral_notice(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        assert journey.approves(card, GROUP).status == 200
        sent = journey.card(card["milestone"]["id"], "sent")
        assert sent["text"] == GROUP
        driver.settle()
        assert journey.inbox() == [GROUP]
        assert driver.subjects(journey.client) == ["You have a new message"]

    @pytest.mark.parametrize(
        ("draft", "named"),
        [
            ("I am so proud of you for keeping at it.", "so proud of you"),
            ("That was amazing.", "amazing"),
            ("Your PHQ-9 is down by 7 points.", "PHQ-9"),
            ("本当に偉いですね。", "偉い"),
        ],
    )
    def test_praise_and_scores_are_named_until_mended_or_overruled(
        self, driver: Driver, draft: str, named: str
    ) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        refused = journey.approves(card, draft)
        assert (refused.status, refused.body["type"]) == (409, "urn:quietcheer:problem:cheer-check")
        assert any(f'{named}"' in error["detail"] for error in refused.body["errors"]), refused
        driver.settle()
        assert journey.inbox() == []
        found = journey.card(card["milestone"]["id"], "drafted")["findings"]
        checked = journey.tells(journey.therapist, "POST", "/cheer-check", {"text": draft}).body["findings"]
        assert found == checked
        assert all(each["why"] and each["source"] and each["rewrite"] for each in found)
        overruled = [each["id"] for each in found]
        approved = journey.approves(card, overrule=overruled)
        assert (approved.status, approved.body["overruled"]) == (200, overruled)
        assert journey.card(card["milestone"]["id"], "sent")["text"] == draft
        assert journey.inbox() == [draft]

    def test_the_therapist_sees_what_came_of_it(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        journey.approves(card, GROUP)
        journey.card(card["milestone"]["id"], "sent")
        driver.settle()
        (message,) = journey.tells(journey.client, "GET", "/inbox").body["items"]
        journey.tells(journey.client, "POST", f"/inbox/{message['id']}/read", {})
        path = f"/celebrations/{message['celebrations'][0]['id']}"
        journey.tells(journey.client, "POST", f"{path}/answer", {"answer": "landed"})
        journey.tells(journey.therapist, "PUT", f"{path}/joy", {"text": "I thought of it all evening."})
        shown = journey.tells(journey.therapist, "GET", path).body
        assert (shown["state"], shown["answer"], shown["joy"]) == ("sent", "landed", "I thought of it all evening.")
        assert shown["sent_at"] <= shown["seen_at"] <= shown["answered_at"]
        steps = [step["event"] for step in shown["history"] if step["event"] not in {"milestone_changed", "scheduled"}]
        assert steps == ["drafted", "edited", "approved", "sent", "seen", "answered"]
        (message,) = journey.tells(journey.client, "GET", "/inbox").body["items"]
        assert message["celebrations"][0]["answer"] == "landed"
        assert "evening" not in repr((message, journey.timeline(journey.client)))

    def test_please_stop_is_one_tap_and_stops_what_is_approved_already(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        others = (each for each in journey.cards() if each["id"] != card["id"])
        other = next(each for each in others if each["milestone"]["state"] == "confirmed")
        journey.approves(card, GROUP)
        journey.card(card["milestone"]["id"], "sent")
        journey.tells(journey.client, "POST", f"/celebrations/{card['id']}/answer", {"answer": "please_stop"})
        assert journey.tells(journey.client, "GET", "/preferences").body["celebrations"] is False
        assert journey.approves(other).status == 200
        driver.settle()
        # The day had its cheer already, so that the other one waits for the next: it is judged then, and not sent.
        assert journey.card(other["milestone"]["id"])["state"] in {"approved", "not_done"}
        assert journey.inbox() == [GROUP]

    def test_a_second_approval_changes_nothing(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        path = f"/celebrations/{card['id']}/approve"
        version = f'"{card["version"]}"'
        answers = [driver.ask(journey.therapist, "POST", path, {}, key="a", version=version) for _ in range(3)]
        assert {answer.status for answer in answers} == {200}
        stale = driver.ask(journey.therapist, "POST", path, {}, key="b", version=version)
        assert stale.status in {409, 412}
        journey.card(card["milestone"]["id"], "sent")
        driver.settle()
        assert len(journey.inbox()) == 1

    def test_by_night_it_is_kept_for_the_morning(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.by_night()
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        journey.approves(card, GROUP)

        def look() -> str | None:
            planned: str | None = journey.card(card["milestone"]["id"])["send_at"]
            return planned

        assert driver.soon(look, "the planned hour") > driver.now.isoformat()
        driver.settle()
        assert journey.inbox() == []

    def test_a_dismissed_card_stays_silent(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        path = f"/celebrations/{card['id']}/dismiss"
        journey.tells(journey.therapist, "POST", path, {}, version=f'"{card["version"]}"')
        assert journey.approves(card).status == 409
        driver.settle()
        assert journey.inbox() == []


REASONS = {
    "reversed": "milestone_not_confirmed",
    "unstable": "milestone_not_confirmed",
    "risk": "risk_positive",
    "unknown_risk": "risk_missing",
    "alert": "red_alert",
    "consent": "consent_withdrawn",
    "opted_out": "celebrations_off",
    "paused": "journey_paused",
    "closed": "journey_closed",
}


class AtSending:
    """Example 8: everything is checked again at the moment of sending, and the reason is kept."""

    @pytest.mark.parametrize("what", REASONS)
    def test_what_changes_after_the_approval_stops_it(self, driver: Driver, what: str) -> None:
        journey = opened(driver)
        if what == "alert":
            journey.scored(5, 1, instrument="GAD-7", risk=None)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        journey.by_night()
        assert journey.approves(journey.card(card["milestone"]["id"])).status == 200

        def planned() -> str | None:
            found: str | None = journey.card(card["milestone"]["id"])["send_at"]
            return found

        driver.soon(planned, "the planned hour")
        _changes(driver, journey, what)
        # The zone changes after the scheduling: it is day there, so the moment of sending is now.
        journey.by_day(celebrations=what != "opted_out")
        ended = journey.card(card["milestone"]["id"], "not_done")
        assert ended["reason"] == REASONS[what]
        assert journey.inbox() == []
        assert driver.subjects(journey.client) == []

    @pytest.mark.parametrize("what", ["reversed", "unstable"])
    def test_what_is_not_confirmed_any_more_cannot_be_approved(self, driver: Driver, what: str) -> None:
        journey = opened(driver)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        _changes(driver, journey, what)
        answer = journey.approves(journey.card(card["milestone"]["id"]))
        assert (answer.status, answer.kind) == (409, "application/problem+json"), answer
        assert journey.inbox() == []


class StandingCheer:
    """A standing cheer: the event alone sends, and never for what is provisional."""

    def test_the_event_alone_sends_once_the_gain_is_confirmed(self, driver: Driver) -> None:
        journey = opened(driver)
        until = (driver.now + timedelta(days=90)).date().isoformat()
        body = {"kinds": {"sudden_gain": GROUP}, "a_month": 2, "until": until}
        path = f"/standing-cheers/{journey.id}"

        def given() -> dict[str, Any] | None:
            answer = driver.ask(journey.therapist, "PUT", path, body, version='"0"')
            return answer.body if answer.status == 200 else None

        assert driver.soon(given, "the journey to be known")["kinds"] == {"sudden_gain": GROUP}
        assert driver.ask(journey.client, "GET", path).status == 403
        journey.course([18, 19, 18, 11])
        held = journey.card(journey.gain("provisional")["id"], "held")
        driver.settle()
        assert journey.inbox() == []
        journey.scored(10, 5)
        journey.gain("confirmed")
        journey.card(held["milestone"]["id"], "sent")
        driver.settle()
        assert journey.inbox() == [GROUP]
        journey.tells(journey.therapist, "DELETE", path, version='"1"')
        assert driver.ask(journey.therapist, "GET", path).status == 404


def _changes(driver: Driver, journey: Any, reason: str) -> None:  # noqa: ANN401
    if reason == "reversed":
        journey.scored(15, 6)
        journey.gain("reversed")
    elif reason == "unstable":
        journey.scored(18, 6)
        journey.gain("unstable")
    elif reason == "risk":
        journey.scored(9, 6, risk=1)
    elif reason == "unknown_risk":
        journey.scored(9, 6, risk=None)
    elif reason == "alert":
        journey.scored(14, 6, instrument="GAD-7", risk=None)
    elif reason == "paused":
        version = journey.tells(journey.therapist, "GET", journey.path()).version
        journey.tells(journey.therapist, "PATCH", journey.path(), {"state": "paused"}, version=version)
    elif reason == "consent":
        journey.consents(granted=False)
    elif reason == "opted_out":
        journey.by_day(celebrations=False)
    elif reason == "closed":
        version = journey.tells(journey.therapist, "GET", journey.path()).version
        journey.tells(journey.therapist, "PATCH", journey.path(), {"state": "closed"}, version=version)
    driver.settle()
