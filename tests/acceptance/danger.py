"""The acceptance examples on stuckness and danger, as bodies that run in this process and on the emulator alike."""

from datetime import timedelta
from typing import Any

from acceptance.driver import Driver
from acceptance.steps import Journey, opened


def _alerts(journey: Journey, query: str = "") -> list[dict[str, Any]]:
    answer = journey.driver.ask(journey.therapist, "GET", journey.path(f"/alerts{query}"))
    found: list[dict[str, Any]] = answer.body["items"] if answer.status == 200 else []
    return found


def _alert(journey: Journey, kind: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        return next((one for one in _alerts(journey) if one["kind"] == kind), None)

    return journey.driver.soon(look, f"an alert: {kind}")


class Stuckness:
    """Example 12: stuck by the numbers, with what was tried; or because somebody says so, without any."""

    def test_five_sessions_without_change_and_a_goal_that_does_not_move(self, driver: Driver) -> None:
        journey = opened(driver)
        goal = {"text": "Take the train again", "target": 8}
        goal_id = journey.tells(journey.client, "POST", journey.path("/goals"), goal).body["id"]
        effort = {"kind": "effort", "text": "stood on the platform", "shared": True, "goal": goal_id}
        tried = [journey.tells(journey.client, "POST", journey.path("/entries"), effort).body["id"] for _ in range(2)]
        journey.course([16, 17, 16, 17, 16])
        for week in (1, 3, 5):
            at = (driver.now - timedelta(weeks=30 - week)).isoformat(timespec="seconds")
            rating = {"value": 3, "occurred_at": at}
            journey.tells(journey.client, "POST", journey.path(f"/goals/{goal_id}/ratings"), rating)
        scores, unmoved = _alert(journey, "scores_unmoved"), _alert(journey, "goal_unmoved")
        assert (scores["level"], scores["instrument"]) == ("amber", "PHQ-9")
        assert [scores["numbers"][f"score_{number}"] for number in range(1, 6)] == [16, 17, 16, 17, 16]
        assert (unmoved["level"], unmoved["goal"]) == ("amber", goal_id)
        numbers = {name: unmoved["numbers"][name] for name in ("lowest", "highest", "latest", "ratings", "days")}
        assert numbers == {"lowest": 3, "highest": 3, "latest": 3, "ratings": 3, "days": 28}
        for alert in (scores, unmoved):
            assert "supervision conversation" in alert["explanation"]
            assert alert["citation"]
        driver.soon(
            lambda: {*tried} <= {*_alert(journey, "goal_unmoved")["tried"]["entries"]} or None, "what was tried"
        )
        assert driver.ask(journey.client, "GET", journey.path("/alerts")).status == 403

    def test_two_sessions_only_are_no_stuckness(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.course([16, 17])
        driver.settle()
        assert _alerts(journey) == []

    def test_i_am_unsure_needs_no_score(self, driver: Driver) -> None:
        journey = opened(driver)
        path = journey.path("/stuckness")
        journey.tells(journey.therapist, "POST", path, {})
        alert = _alert(journey, "stuckness_declared")
        assert (alert["level"], alert["declared_by"], alert["numbers"]) == ("amber", "therapist", {})
        assert journey.timeline(journey.client) == []
        seen = journey.tells(journey.therapist, "POST", f"/alerts/{alert['id']}/acknowledge").body
        assert (seen["state"], seen["version"]) == ("acknowledged", alert["version"] + 1)
        again = journey.tells(journey.therapist, "POST", f"/alerts/{alert['id']}/acknowledge").body
        assert again == seen
        driver.moment()
        journey.tells(journey.client, "POST", path, {"text": "we go round in circles"})
        raised = driver.soon(
            lambda: next((one for one in _alerts(journey) if one["raising"] == 2), None), "it to be raised again"
        )
        assert (raised["state"], raised["declared_by"]) == ("open", "client")
        cleared = journey.tells(journey.therapist, "POST", f"/alerts/{alert['id']}/clear").body
        assert cleared["state"] == "cleared"
        assert _alerts(journey) == []
        assert [line["state"] for line in _alerts(journey, "?cleared=true")[0]["history"]][-1] == "cleared"


class CrisisWords:
    """Example 14: words that only look alike do nothing; words of crisis show contacts and alert the therapist."""

    def test_words_that_only_look_alike(self, driver: Driver) -> None:
        journey = opened(driver)
        entry = {"kind": "struggle", "text": "new diet, studied with a soldier", "shared": True}
        assert journey.tells(journey.client, "POST", journey.path("/entries"), entry).body["support"] is None
        driver.settle()
        assert _alerts(journey) == []

    def test_words_of_crisis(self, driver: Driver) -> None:
        journey = opened(driver)
        entry = {"kind": "struggle", "text": "I want to die", "shared": True}
        support = journey.tells(journey.client, "POST", journey.path("/entries"), entry).body["support"]
        assert support["contacts"]
        assert "Nobody is monitoring" in support["limits"]
        alert = _alert(journey, "crisis_language")
        assert (alert["level"], alert["state"]) == ("red", "open")
        assert "die" not in alert["explanation"].split()
        assert driver.ask(journey.client, "GET", "/inbox").body["items"] == []
        assert driver.subjects(journey.client) == []

    def test_the_therapist_is_told_at_once_and_what_she_did_stays_with_the_alert(self, driver: Driver) -> None:
        journey = opened(driver)
        wishes = {"time_zone": "UTC", "quiet_from": "00:00", "quiet_to": "23:00", "language": "en"}
        journey.tells(journey.therapist, "PUT", "/preferences", wishes | {"email_notices": True, "celebrations": True})
        contact = {"channels": ["email"]}
        assert journey.tells(journey.therapist, "PUT", "/safety-contact", contact).body["reached_by"] == ["email"]
        entry = {"kind": "struggle", "text": "I want to die", "shared": True}
        journey.tells(journey.client, "POST", journey.path("/entries"), entry)
        alert = _alert(journey, "crisis_language")
        subjects = driver.soon(lambda: driver.subjects(journey.therapist) or None, "the urgent notice")
        assert subjects == ["Please sign in now"]
        (mail,) = driver.mails(journey.therapist)
        assert not any(
            word in mail.lower() for word in ("die", "client", "alert", "crisis", "risk", journey.client.email)
        )
        assert (driver.subjects(journey.client), driver.ask(journey.client, "GET", "/inbox").body["items"]) == ([], [])
        note = "Called her at nine; her sister stays tonight."
        seen = journey.tells(journey.therapist, "POST", f"/alerts/{alert['id']}/acknowledge", {"note": note}).body
        assert (seen["state"], seen["note"]["text"]) == ("acknowledged", note)
        driver.settle()
        assert _alert(journey, "crisis_language")["note"] == seen["note"]
        assert driver.ask(journey.client, "GET", journey.path("/alerts")).status == 403
        assert driver.subjects(journey.therapist) == subjects

    def test_what_is_kept_private_is_told_to_nobody(self, driver: Driver) -> None:
        journey = opened(driver)
        entry = {"kind": "struggle", "text": "I want to die"}
        assert journey.tells(journey.client, "POST", journey.path("/entries"), entry).body["support"]
        driver.settle()
        assert _alerts(journey, "?cleared=true") == []

    def test_a_risk_item_is_red_until_the_answer_is_another(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.scored(12, 1, risk=2)
        alert = _alert(journey, "risk_item_positive")
        assert (alert["level"], alert["instrument"]) == ("red", "PHQ-9")
        journey.scored(12, 2, risk=0)
        driver.soon(lambda: None if _alerts(journey) else True, "the alert to be cleared")
