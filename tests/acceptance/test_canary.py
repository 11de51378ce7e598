"""Invariant I4 through every text field there is: what a person typed is nowhere but sealed, in its service's table."""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest

from acceptance.bad_input import Scene
from acceptance.canary import NOT_WORDS, Canary
from acceptance.endpoints import ENDPOINTS
from acceptance.in_process import InProcess
from acceptance.steps import opened
from acceptance.text_fields import documents, text_fields, text_parameters
from local.people import Person
from whole.template import SERVICES
from whole.world import World, a_world

MARK = "canary5b1e77"
KEYS = next(one.body for one in ENDPOINTS if one.path == "/devices" and one.body)["keys"]
OWN_WORDS = "notifications Table"
"""A practice's own templates lie there as they are, and the address of a device: nobody's journey is in them."""


def forms(mark: str) -> list[str]:
    """Give a mark as it is, and as base64 has it wherever it begins."""
    shifted = [base64.b64encode(b"\x00" * by + mark.encode()).decode() for by in range(3)]
    return [mark, *(one[4:-4] for one in shifted)]


def hidden(places: Mapping[str, str], mark: str) -> list[str]:
    """Name the places where a mark is."""
    return [place for place, text in places.items() if any(form in text for form in forms(mark))]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


@pytest.fixture(scope="module")
def canary(world: World) -> Canary:
    """Everything said, and everything that follows from it done."""
    driver = InProcess(world)
    scene = Scene(driver, opened(driver))
    scene.prepare()
    cheered(driver, f"You kept going, {MARK}.")
    sent = Canary(scene, MARK, Person("supervisor", scene.ids["supervisor"]))
    sent.sings()
    world.settle()
    return sent


def cheered(driver: InProcess, words: str) -> None:
    """Let the words of a cheer go all the way: to a client's inbox, with a notice to their device and to their mail."""
    for device in (True, False):
        journey = opened(driver)
        wishes = {"time_zone": "UTC", "quiet_from": None, "quiet_to": None, "language": "en", "celebrations": True}
        journey.tells(journey.client, "PUT", "/preferences", {**wishes, "email_notices": True})
        at = driver.push_endpoint()
        if device:
            journey.tells(journey.client, "POST", "/devices", {"endpoint": at, "keys": KEYS})
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        assert journey.approves(card, words).status == 200
        driver.settle()
        assert journey.inbox() == [words]
        assert bool(driver.pushed(at)) is device
        assert bool(driver.subjects(journey.client)) is not device


def test_no_refusal_repeats_what_was_typed_and_every_right_request_is_taken(canary: Canary) -> None:
    assert canary.faults == [], "\n".join(canary.faults)


def test_every_text_field_of_the_documents_has_had_its_canary(canary: Canary) -> None:
    words = {one.name for one in text_fields() if not NOT_WORDS & set(one.place)}
    assert len(words) > 30
    assert words == {name for name in canary.kept if not NOT_WORDS & set(name.partition(" /")[2].split("/"))}


def test_it_is_nowhere_but_sealed_in_the_table_of_its_service(world: World, canary: Canary) -> None:
    places: dict[str, Any] = {name: "\n".join(items) for name, items in canary.scene.driver.stored().items()}
    templates = [item for item in world.items("notifications") if "TEMPLATES" in item["pk"]["S"]]
    assert MARK in repr(templates), "a practice's own words, which are about nobody"
    places[OWN_WORDS] = repr([item for item in world.items("notifications") if item not in templates])
    places |= {
        "logs": "\n".join(world.lines),
        "streams, queues and events": "\n".join(world.bodies),
        "dead letters": repr(world.dead),
        "mail": repr([(mail.subject, mail.body, mail.destinations) for mail in world.mail()]),
        "push": repr([vars(wire) for wire in world.network.wires]),
        "schedules": repr(boto3.client("scheduler").list_schedules()["Schedules"]),
        "names of keys": repr(boto3.client("kms").list_aliases()),
    }
    assert "KN001" in places["logs"]
    assert "measure.scored.v1" in places["streams, queues and events"]
    assert len(places) >= len(SERVICES) * 2 + 6
    assert hidden(places, MARK) == []


def test_no_parameter_of_an_address_takes_words_and_no_document_gives_an_example_of_them() -> None:
    assert text_parameters() <= {"cursor", "offset"}, "words in an address are in somebody's access log"
    for service, document in documents():
        assert not {"example", "examples"} & set(_names(document)), service
        assert MARK not in json.dumps(document)


def _names(document: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(document, dict):
        for name, held in document.items():
            yield name
            yield from _names(held)
    elif isinstance(document, list):
        for held in document:
            yield from _names(held)


def test_the_search_finds_a_word_in_any_form() -> None:
    for by in range(3):
        text = base64.b64encode(b"x" * by + f"{MARK} said".encode()).decode()
        assert hidden({"here": text, "there": "nothing"}, MARK) == ["here"]
