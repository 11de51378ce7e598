"""Example 15: a client takes along what is hers, sees who looked, and is forgotten, backups included."""

import csv
import io
from typing import Any

from acceptance.driver import Driver
from acceptance.steps import Journey, opened

SHARED, PRIVATE, HERS = "I went in on my own", "a bad night", "a radio piece on leaving home"
_STATED = "Psychotherapy notes are not part of this export."


def exported(journey: Journey) -> list[dict[str, Any]]:
    """Let the client export everything, page by page."""
    records: list[dict[str, Any]] = []
    path, cursor = journey.path("/export?limit=5"), ""
    while True:
        page = journey.tells(journey.client, "POST", f"{path}{cursor}", {}).body
        assert (page["format"], page["version"]) == ("quietcheer.journey-export", 1)
        assert [one["what"] for one in page["withheld"]] == ["psychotherapy_notes"]
        assert page["withheld"][0]["text"].startswith(_STATED)
        records += page["records"]
        if page["next"] is None:
            return records
        cursor = f"&cursor={page['next']}"


def _kept(driver: Driver, *, reflecting: bool = True) -> Journey:
    """Let both write, and the therapist look."""
    journey = opened(driver)
    journey.tells(journey.client, "POST", journey.path("/entries"), {"kind": "win", "text": SHARED, "shared": True})
    driver.moment()
    journey.tells(journey.client, "POST", journey.path("/entries"), {"kind": "struggle", "text": PRIVATE})
    driver.moment()
    journey.scored(11, 1)
    if reflecting:
        thought = {"kind": "came_to_mind", "text": HERS}
        journey.tells(journey.therapist, "POST", journey.path("/reflections"), thought)
    driver.moment()
    journey.tells(journey.therapist, "GET", journey.path("/goals"))
    driver.moment()
    return journey


class Rights:
    """Example 15."""

    def test_the_export_has_all_that_is_hers_and_says_what_is_withheld(self, driver: Driver) -> None:
        journey = _kept(driver)
        records = exported(journey)
        items = [one["data"] for one in records if one["part"] == "item"]
        assert [(one["kind"], one.get("text"), one.get("total")) for one in items if one["kind"] != "measure"] == [
            ("struggle", PRIVATE, None),
            ("win", SHARED, None),
        ]
        assert [one["total"] for one in items if one["kind"] == "measure"] == [11]
        assert HERS not in repr(records)
        read = [one["data"]["text"] for one in records if one["part"] == "access"]
        assert "Your therapist read goals." in read
        text = journey.tells(journey.client, "POST", journey.path("/export?format=csv"), {}).body
        first, *lines = csv.DictReader(io.StringIO(text, newline=""))
        assert first["withheld"].startswith(_STATED)
        assert {PRIVATE, SHARED} <= {line["text"] for line in lines}
        assert HERS not in text

    def test_the_export_says_the_same_where_nothing_is_withheld(self, driver: Driver) -> None:
        with_notes, without = (_kept(driver, reflecting=reflecting) for reflecting in (True, False))
        pages = [
            journey.tells(journey.client, "POST", journey.path("/export"), {}).body for journey in (with_notes, without)
        ]
        assert pages[0]["withheld"] == pages[1]["withheld"]
        assert len(pages[0]["records"]) == len(pages[1]["records"])

    def test_the_access_log_shows_what_the_therapist_read(self, driver: Driver) -> None:
        journey = _kept(driver)
        journey.tells(journey.therapist, "GET", journey.path("/timeline"))
        driver.moment()
        journey.tells(journey.client, "POST", journey.path("/export"), {})
        log = journey.tells(journey.client, "GET", journey.path("/access-log")).body["items"]
        assert [one["text"] for one in log[:3]] == [
            "You read an export.",
            "Your therapist read the timeline.",
            "Your therapist read goals.",
        ]

    def test_a_restored_backup_is_unreadable_once_she_is_forgotten(self, driver: Driver) -> None:
        journey = _kept(driver)
        backup = driver.backup()
        assert any(SHARED in repr(one) for one in exported(journey))
        erased = journey.tells(journey.client, "POST", journey.path("/erasure"), {"irrevocable": True})
        assert erased.status == 202
        driver.restore(backup, journey.id)
        assert any(journey.id in item for items in driver.stored().values() for item in items)
        for who, method, rest, body in (
            (journey.client, "POST", "/export", {}),
            (journey.client, "GET", "/timeline", None),
            (journey.therapist, "GET", "/timeline", None),
        ):
            answer = driver.ask(who, method, journey.path(rest), body)
            assert answer.status == 404, (method, rest, answer)

    def test_an_admin_reads_in_an_emergency_and_the_client_can_see_it(self, driver: Driver) -> None:
        journey = _kept(driver)
        admin = driver.newcomer("admin")
        said = {"reason": "client_at_risk", "text": "The hospital called.", "minutes": 30}
        access = journey.tells(admin, "POST", journey.path("/break-glass"), said).body
        driver.moment()
        page = journey.tells(admin, "GET", journey.path(f"/break-glass/{access['id']}/timeline")).body
        assert [one["text"] for one in page["items"] if one["kind"] == "win"] == [SHARED]
        assert not any(words in repr(page) for words in (PRIVATE, HERS))
        driver.moment()
        assert driver.ask(admin, "GET", journey.path("/timeline")).status == 403
        log = journey.tells(journey.client, "GET", journey.path("/access-log?limit=2")).body["items"]
        why = "The reason stated: somebody may be in danger."
        assert [(one["who"], one["purpose"], one["text"]) for one in log] == [
            ("admin", "client_at_risk", f"An admin of the practice read this journey, in an emergency. {why}"),
            (
                "admin",
                "client_at_risk",
                f"An admin of the practice changed who may read this journey in an emergency. {why}",
            ),
        ]
        (seen,) = journey.tells(journey.therapist, "GET", journey.path("/break-glass")).body["items"]
        assert seen == access
        assert not any("hospital" in item for items in driver.stored().values() for item in items)
