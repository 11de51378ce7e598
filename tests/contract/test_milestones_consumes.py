"""The milestones service still reads what reflections says: its own tolerant models on the producer's samples."""

import json
from pathlib import Path

import pytest
import yaml

from build.contracts import FOLDER, folder_of, produced
from kernel.envelope import Event
from milestones.application.erase_journey import ERASED
from milestones.application.incoming import JourneyErased
from milestones.application.observers import TYPES
from milestones.domain.instrument import INSTRUMENTS
from unit.milestones.courses import JOURNEY
from unit.milestones.fakes import Service

SAMPLES = [path for kind in TYPES for path in sorted((folder_of(kind) / "samples").glob("*.json"))]
TEMPLATE = Path(__file__).resolve().parents[2] / "services" / "milestones" / "template.yaml"


def _read(path: Path) -> Event:
    return Event.model_validate_json(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_a_sample_is_taken_in(path: Path) -> None:
    service, event = Service(), _read(path)
    service.take_in(event)
    assert (
        len(service.courses)
        + len(service.goals)
        + len(service.trails)
        + len(service.milestones.journeys)
        + len(service.said)
        + len(service.contacts)
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_a_field_that_the_producer_adds_is_no_obstacle(path: Path) -> None:
    event = _read(path)
    Service().take_in(event.model_copy(update={"data": {**event.data, "newer": {"than": "we know"}}}))


def test_an_erasure_is_read() -> None:
    (path,) = (folder_of(ERASED) / "samples").glob("*.json")
    event = _read(path)
    newer = {**event.data, "newer": {"than": "we know"}}
    assert JourneyErased.model_validate(newer).version == event.data["version"]


def test_every_type_that_is_read_has_samples() -> None:
    assert {path.parts[-4] for path in SAMPLES} == {kind.rpartition(".")[0] for kind in TYPES}


def test_the_samples_played_together_make_a_milestone() -> None:
    service = Service()
    service.take_in(*sorted((_read(path) for path in SAMPLES), key=lambda event: event.time))
    assert "sudden_gain" in {one.kind.value for one in service.milestones.found.values()}
    assert {one.journey for one in service.milestones.found.values()} != {JOURNEY}


def test_the_subscription_asks_for_what_is_read_and_for_nothing_else() -> None:
    class Loader(yaml.SafeLoader):
        """Reads CloudFormation's short forms as plain text."""

    Loader.add_multi_constructor("!", lambda _loader, _suffix, node: str(node.value))
    resources = yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader=Loader)["Resources"]  # noqa: S506 - a safe loader
    asked = resources["ReflectionsSubscription"]["Properties"]["FilterPolicy"]["type"]
    assert sorted(asked) == sorted([*TYPES, ERASED])
    assert {*TYPES, ERASED} <= produced("reflections").keys()


def test_the_instruments_that_rules_know_are_called_as_the_producer_calls_them() -> None:
    named = {json.loads(path.read_text())["data"]["instrument"] for path in FOLDER.glob("measure.*/v1/samples/*.json")}
    assert named <= INSTRUMENTS.keys()
