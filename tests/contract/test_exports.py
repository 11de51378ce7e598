"""The committed schemas of exports are the models', and have no place for what is withheld."""

import json
from pathlib import Path

import pytest

from build import exports

WRITTEN = list(exports.written())


@pytest.mark.parametrize(("path", "text"), WRITTEN, ids=[path.stem for path, _ in WRITTEN])
def test_the_committed_schema_is_the_models(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `make contracts`; a field that changes is a new version"


@pytest.mark.parametrize(("path", "text"), WRITTEN, ids=[path.stem for path, _ in WRITTEN])
def test_no_reflection_no_idea_and_no_alert_fits_in(path: Path, text: str) -> None:
    assert path.stem in exports.EXPORTS
    told = [one["properties"]["kind"] for one in json.loads(text)["$defs"].values() if "kind" in one["properties"]]
    kinds = {name for kind in told for name in [*kind.get("enum", []), kind.get("const")]}
    assert "win" in kinds
    assert not {"after_session", "came_to_mind", "on_journey", "idea", "alert"} & kinds
