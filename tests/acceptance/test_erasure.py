"""I9: forgotten when asked, backups included, whatever crashes, repeats or comes late; and example 15's erasure."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest

from acceptance.erasing import ERASE, MARKS, WORDS, Erasing
from local.people import OTHER_PRACTICE, Person
from whole.template import SERVICES
from whole.world import CrashedError, a_world

EMPTY = {"reflections": MARKS["reflections"], "milestones": {"JOURNEY"}, "notifications": {"JOURNEY"}}


@pytest.fixture
def erasing() -> Iterator[Erasing]:
    with a_world() as world:
        yield Erasing(world)


@pytest.fixture
def small() -> Iterator[Erasing]:
    with a_world() as world:
        yield Erasing(world, whole=False)


def _late(erasing: Erasing) -> None:
    """Bring every event that ever was once more."""
    bodies = [body for body in erasing.world.bodies if body.startswith('{"specversion"')]
    for service in SERVICES:
        topic = erasing.world.stacks[service].names["Topic"]
        for body in dict.fromkeys(bodies):
            if f'"/quietcheer/{service}"' in body:
                kind = body.partition('"type":"')[2].partition('"')[0]
                boto3.client("sns").publish(
                    TopicArn=topic,
                    Message=body,
                    MessageAttributes={"type": {"DataType": "String", "StringValue": kind}},
                )


def test_nothing_is_left_but_the_marks_and_each_service_confirms(erasing: Erasing) -> None:
    before = erasing.certificate()
    assert {service for service, _ in erasing.logged()} == set(SERVICES)
    assert (before["state"], before["kept"]) == ("not_asked", [])
    asked = erasing.asked(erasing.journey.client, key="forget-me")
    assert (asked.status, asked.body["state"]) == (202, "under_way")
    assert erasing.world.ask(erasing.journey.therapist, "GET", erasing.journey.path()).status == 404
    assert erasing.world.ask(erasing.journey.client, "GET", "/journeys").body["items"] == []
    erasing.comes_to_rest()
    certificate = erasing.certificate()
    assert certificate["state"] == "done"
    assert {one["service"] for one in certificate["services"] if one["at"]} == set(SERVICES)
    assert erasing.left() == EMPTY
    assert (erasing.keys(), erasing.logged()) == ([], [])
    assert not any(word in text for text in erasing.read() for word in WORDS)
    assert erasing.asked(erasing.journey.client, key="forget-me") == asked
    assert erasing.asked(erasing.journey.therapist).body == asked.body


def test_a_restored_backup_cannot_be_read(erasing: Erasing) -> None:
    backup, keys = erasing.backup("Table"), erasing.backup("KeysTable")
    assert any(word in text for text in erasing.read() for word in WORDS)
    erasing.asked(erasing.journey.client)
    erasing.comes_to_rest()
    erasing.restores(backup)
    assert erasing.keys() == []
    assert not any(word in text for text in erasing.read() for word in WORDS)
    erasing.restores(keys)
    assert any(word in text for text in erasing.read() for word in WORDS), "the keys alone made the difference"


def test_what_comes_late_brings_nothing_back(erasing: Erasing) -> None:
    erasing.asked(erasing.journey.client)
    erasing.comes_to_rest()
    _late(erasing)
    erasing.comes_to_rest()
    assert erasing.left() == EMPTY
    assert (erasing.keys(), erasing.logged()) == ([], [])
    assert erasing.world.dead == []


def test_a_capture_by_a_function_that_remembers_the_journey_goes_with_the_rest(erasing: Erasing) -> None:
    at = erasing.journey.path("/entries")
    body = {"kind": "win", "text": "just now", "shared": True}
    assert erasing.world.ask(erasing.journey.therapist, "POST", at, body).status == 201
    erasing.asked(erasing.journey.client)
    erasing.world.settle()
    assert erasing.world.ask(erasing.journey.therapist, "POST", at, body).status == 201
    assert any(sk.startswith("C#") for sk in erasing.left()["reflections"])
    assert erasing.certificate()["state"] == "under_way", "nobody confirms while something may come"
    erasing.comes_to_rest()
    assert erasing.left() == EMPTY
    assert erasing.certificate()["state"] == "done"


@pytest.mark.parametrize("calls", range(0, 30, 6))
def test_a_crash_between_any_two_steps_delays_and_loses_nothing(calls: int) -> None:
    with a_world(seed=calls) as world:
        erasing = Erasing(world, whole=False)
        assert all(len(rows) > 1 for rows in erasing.left().values())
        world.crash_after(calls)
        try:
            erasing.asked(erasing.journey.client, key="forget-me")
        except CrashedError:
            assert erasing.asked(erasing.journey.client, key="forget-me").status == 202
        for _ in range(3):
            erasing.comes_to_rest()
        assert erasing.left() == EMPTY
        assert erasing.certificate()["state"] == "done"
        assert (erasing.keys(), erasing.logged()) == ([], [])


def test_what_the_law_makes_one_keep_is_named_and_stays_without_words(erasing: Erasing) -> None:
    admin = Person("admin", "admin@harbour.example")
    rule: dict[str, Any] = {
        "keeps": [
            {"what": "measures", "basis": "BGB 630f (3)", "years": 10},
            {"what": "sessions", "basis": "BGB 630f (3)", "years": 3},
        ],
        "askers": ["therapist"],
    }
    assert erasing.world.ask(admin, "PUT", "/retention-rule", rule, version='"0"').status == 200
    preview = erasing.certificate()["kept"]
    assert erasing.asked(admin).status == 409, "the practice lets its therapists, not its admin"
    assert erasing.asked(erasing.journey.therapist).status == 202
    erasing.comes_to_rest()
    certificate = erasing.certificate()
    assert certificate["kept"] == preview
    assert {(one["what"], one["basis"], one["until"][:4]) for one in preview} == {
        ("measures", "BGB 630f (3)", "2036"),
        ("sessions", "BGB 630f (3)", "2029"),
    }
    rows = [item for item in erasing.world.items("reflections") if item["sk"]["S"].startswith("C#")]
    assert {item["kind"]["S"] for item in rows} == {"measure", "session"}
    assert all("expires_at" in item and not {"texts", "event", "view", "fingerprint"} & set(item) for item in rows)
    assert erasing.certificate()["state"] == "done"


def test_who_may_ask(small: Erasing) -> None:
    journey, world = small.journey, small.world
    assert small.asked(journey.therapist).status == 409
    for who in (
        Person("therapist", "stranger@harbour.example"),
        Person("client", "stranger@harbour.example"),
        Person("client", journey.client.email, OTHER_PRACTICE),
        Person("admin", "admin@hill.example", OTHER_PRACTICE),
    ):
        assert small.asked(who).status == 404
    alone = world.ask(journey.therapist, "POST", "/journeys", {}).body["id"]
    assert world.ask(journey.therapist, "POST", f"/journeys/{alone}/erasure", ERASE).status == 202
    assert small.asked(Person("admin", "admin@harbour.example")).status == 202


def test_what_was_erased_is_not_opened_again_by_the_same_command(small: Erasing) -> None:
    therapist, world = small.journey.therapist, small.world
    opened = world.ask(therapist, "POST", "/journeys", {}, key="open-once").body["id"]
    assert world.ask(therapist, "POST", f"/journeys/{opened}/erasure", ERASE).status == 202
    again = world.ask(therapist, "POST", "/journeys", {}, key="open-once")
    assert (again.status, again.body["type"]) == (409, "urn:quietcheer:problem:journey-erased")
    world.now += timedelta(minutes=5)
    assert world.ask(therapist, "POST", "/journeys", {}, key="open-another").status == 201
