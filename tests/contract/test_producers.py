"""The producers keep their contracts: the committed schema is the model's, and old samples still parse."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from build.contracts import FOLDER, PRODUCERS, folder_of, produced, schema
from kernel.envelope import Event

Published = tuple[str, str, type[BaseModel]]


def _published() -> Iterator[Published]:
    for service in PRODUCERS:
        for kind, model in produced(service).items():
            yield service, kind, model


PUBLISHED = sorted(_published(), key=lambda published: published[1])
SAMPLES = [
    (path, kind, model) for _, kind, model in PUBLISHED for path in sorted((folder_of(kind) / "samples").glob("*.json"))
]


@pytest.mark.parametrize(("service", "kind", "model"), PUBLISHED, ids=[kind for _, kind, _ in PUBLISHED])
def test_the_committed_schema_is_the_models(service: str, kind: str, model: type[BaseModel]) -> None:
    committed = json.loads((folder_of(kind) / "schema.json").read_text(encoding="utf-8"))
    assert committed == schema(service, kind, model), (
        "run `make contracts`, and make a new version where a consumer would break"
    )


@pytest.mark.parametrize("kind", [kind for _, kind, _ in PUBLISHED])
def test_every_type_has_a_sample(kind: str) -> None:
    assert list((folder_of(kind) / "samples").glob("*.json"))


@pytest.mark.parametrize(("path", "kind", "model"), SAMPLES, ids=[f"{kind}-{path.stem}" for path, kind, _ in SAMPLES])
def test_an_old_sample_still_parses(path: Path, kind: str, model: type[BaseModel]) -> None:
    text = path.read_text(encoding="utf-8")
    event = Event.model_validate_json(text)
    assert event.type == kind
    # What an old sample does not say, because it is older than the field, it need not say.
    assert model.model_validate(event.data).model_dump(mode="json", exclude_none=True, exclude_unset=True) == event.data
    assert event.model_dump(mode="json") == json.loads(text)


def test_contracts_holds_nothing_that_nobody_publishes() -> None:
    kinds = {folder_of(kind) for _, kind, _ in PUBLISHED}
    assert {path.parent for path in FOLDER.glob("*/*/schema.json")} == kinds
