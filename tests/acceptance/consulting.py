"""The acceptance examples on consults, as bodies that run in this process and on the emulator alike."""

from datetime import UTC, datetime
from typing import Any

from acceptance.driver import Driver
from acceptance.steps import Journey, opened
from local.client import Answer
from local.people import Person

SAID = {
    "text": "What does she fear to lose?",
    "minutes": 25,
    "ideas": ["ask what stopping would cost", "an empty chair"],
}


def asking(journey: Journey, supervisor: Person | None, question: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write a question to a supervisor of the practice, or to one outside it."""
    whom = {"where": "outside"}
    if supervisor is not None:
        whom = {"where": "inside", "person": journey.driver.subject(supervisor)}
    return {"question": question, "supervisor": whom, **more}


def previewed(journey: Journey, asked: dict[str, Any]) -> dict[str, Any]:
    """Preview a packet."""
    path = journey.path("/consults/preview")
    shown: dict[str, Any] = journey.tells(journey.therapist, "POST", path, asked, key="").body
    return shown


def requested(journey: Journey, asked: dict[str, Any], *undone: str) -> Answer:
    """Confirm each replacement but those of what is undone, and ask."""
    shown = previewed(journey, asked)
    decisions = []
    for text in shown["texts"]:
        left = [one["index"] for one in text["replacements"] if one["original"] in undone]
        kept = [one["index"] for one in text["replacements"] if one["index"] not in left]
        decisions.append({"text": text["text"], "confirmed": kept, "undone": left})
    body = {**asked, "digest": shown["digest"], "decisions": decisions}
    return journey.driver.ask(journey.therapist, "POST", journey.path("/consults"), body)


def consulted(journey: Journey, supervisor: Person | None, question: str = "What do I not see?") -> str:
    """Ask a supervisor; give the consult's id."""
    answer = requested(journey, asking(journey, supervisor, question))
    assert answer.status == 201, answer
    made: str = answer.body["id"]
    return made


class Consult:
    """Examples 12 and 13: unsure without any score; de-identified, confirmed change by change, and who may get what."""

    def test_a_text_is_deidentified_and_each_change_confirmed(self, driver: Driver) -> None:
        journey, supervisor = opened(driver), driver.newcomer("supervisor")
        may = datetime(driver.now.year, 5, 3, 10, tzinfo=UTC)
        may = may if may < driver.now else may.replace(year=may.year - 1)
        session = {"held": True, "number": 7, "occurred_at": may.isoformat()}
        journey.tells(journey.therapist, "POST", journey.path("/sessions"), session)
        question = "Emma, 34, teacher in Kobe, said on 3 May that she wants to stop. What do I not see?"
        asked = asking(journey, supervisor, question, names={"client": ["Emma"]}, topics=["ending"], urgency="soon")
        shown = previewed(journey, asked)
        [text] = shown["texts"]
        originals = " ".join(one["original"] for one in text["replacements"])
        for gone in ("Emma", "34", "teacher", "Kobe", "3 May"):
            assert gone in originals
            assert gone not in text["reads"]
        for instead in ("[client]", "30s", "[occupation]", "[place]", "session 7"):
            assert instead in text["reads"]
        unconfirmed = {**asked, "digest": shown["digest"], "decisions": []}
        refused = driver.ask(journey.therapist, "POST", journey.path("/consults"), unconfirmed)
        assert (refused.status, refused.body["errors"][0]["field"]) == (422, "/decisions")
        made = requested(journey, asked)
        assert (made.status, made.body["fully_deidentified"]) == (201, True)
        [waiting] = journey.tells(supervisor, "GET", "/consults").body["items"]
        assert (waiting["question"], waiting["urgency"]) == (text["reads"], "soon")
        read = journey.tells(supervisor, "GET", f"/consults/{made.body['id']}").body
        assert read["packet"]["question"] == text["reads"]
        assert not any(gone in repr(read["packet"]) for gone in ("Emma", "Kobe", "teacher", str(may.year)))

    def test_outside_without_consent_says_what_is_missing(self, driver: Driver) -> None:
        journey = opened(driver)
        asked = asking(journey, None, "Emma is stuck. What do I not see?", names={"client": ["Emma"]})
        refused = requested(journey, asked, "Emma")
        assert (refused.status, refused.body["type"]) == (409, "urn:quietcheer:problem:consent-missing")
        assert "supervision_outside" in refused.body["detail"]
        consent = journey.path("/consents/supervision_outside")
        version = journey.tells(journey.client, "GET", journey.path()).version or ""
        journey.tells(
            journey.client, "PUT", consent, {"granted": True, "wording": 1, "language": "en"}, version=version
        )
        given = requested(journey, asked, "Emma")
        assert (given.status, given.body["fully_deidentified"]) == (201, False)
        read = journey.tells(journey.therapist, "GET", f"/consults/{given.body['id']}").body
        assert read["question"].startswith("Emma")

    def test_unsure_without_any_score_up_to_an_idea(self, driver: Driver) -> None:
        journey, supervisor = opened(driver), driver.newcomer("supervisor")
        stuck = journey.tells(journey.therapist, "POST", journey.path("/stuckness"), {}).body["id"]
        # The alert that it raises goes into the packet: arriving after the preview it would be refused as changed.
        driver.settle()
        asked = asking(journey, supervisor, "I am unsure how to go on.", stuckness=stuck)
        made = requested(journey, asked)
        path = f"/consults/{made.body['id']}"
        packet = journey.tells(supervisor, "GET", path).body["packet"]
        assert (packet["course"], packet["goals"], packet["reflections"]) == ([], [], [])
        for rest in ("", "/timeline", "/goals", "/reflections", "/ideas", "/brief", "/consents", "/access-log"):
            assert driver.ask(supervisor, "GET", journey.path(rest)).status in {403, 404}
        journey.tells(supervisor, "POST", f"{path}/answer", SAID)
        [answer] = journey.tells(journey.therapist, "GET", path).body["answers"]
        assert answer["text"] == SAID["text"]
        closing = {"accepts": [{"answer": 1, "idea": 2, "state": "bring"}]}
        [idea] = journey.tells(journey.therapist, "POST", f"{path}/close", closing).body["ideas"]
        kept = journey.tells(journey.therapist, "GET", journey.path(f"/ideas/{idea}")).body
        assert (kept["text"], kept["source"], kept["state"]) == ("an empty chair", "supervision", "bring")
        assert journey.tells(supervisor, "GET", path).body["state"] == "closed"
        log = journey.tells(supervisor, "GET", "/supervision-log").body
        assert (log["minutes"], len(log["items"])) == (25, 1)

    def test_the_client_learns_who_looked_and_nothing_of_reflections(self, driver: Driver) -> None:
        told = []
        for chooses in (False, True):
            journey, supervisor = opened(driver), driver.newcomer("supervisor")
            thought = {"kind": "came_to_mind", "text": "her brother"}
            one = journey.tells(journey.therapist, "POST", journey.path("/reflections"), thought).body["id"]
            more = {"reflections": [one]} if chooses else {}
            made = requested(journey, asking(journey, supervisor, "What do I not see?", **more)).body["id"]
            packet = journey.tells(supervisor, "GET", f"/consults/{made}").body["packet"]
            assert [each["text"] for each in packet["reflections"]] == (["her brother"] if chooses else [])
            journey.tells(supervisor, "POST", f"/consults/{made}/answer", SAID)
            log = journey.tells(journey.client, "GET", journey.path("/access-log?language=en")).body["items"]
            told.append([line["text"] for line in log if line["who"] == "supervisor"])
            assert journey.timeline(journey.client) == []
            assert journey.tells(journey.client, "GET", journey.path("/brief")).body["lines"] == []
        assert told == [["A supervisor read a summary of this journey without names."]] * 2
