"""Write the schemas of exports: what a client takes along is a document that other programs can read.

``make contracts`` writes ``contracts/exports/<name>.v<version>.json``. A change of what a field means is a new version.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from build.contracts import DIALECT, FOLDER
from reflections.application.export_views import ExportPage

EXPORTS: Mapping[str, type[BaseModel]] = MappingProxyType({"journey-export.v1": ExportPage})
"""The page of each export, by its name and version."""


def written() -> Iterator[tuple[Path, str]]:
    """Give each schema file with its contents.

    Yields
    ------
    tuple of Path and str
        Where it lies, and what it says.
    """
    for name, page in EXPORTS.items():
        schema = {"$schema": DIALECT, **page.model_json_schema(mode="serialization"), "title": name}
        yield FOLDER / "exports" / f"{name}.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
