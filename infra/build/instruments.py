"""Copy the instruments' files into the services that use them: ``contracts/instruments`` is the one place to edit them.

A service reads its own copy, which it ships as package data; a test holds that the copies are the originals.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from jsonschema import Draft202012Validator

from build.contracts import FOLDER

ORIGINALS = FOLDER / "instruments"
HOLDERS = ("reflections", "milestones")
_SERVICES = FOLDER.parent / "services"


class InstrumentError(Exception):
    """An instrument's file is not as it must be; the message names the file and what is wrong."""


def originals() -> list[Path]:
    """List the instruments' files."""
    return sorted(path for path in ORIGINALS.glob("*.json") if path.name != "schema.json")


def folder_of(service: str) -> Path:
    """Say where a service keeps its copies."""
    return _SERVICES / service / "src" / service / "domain" / "instruments"


def checked() -> None:
    """Check every file against the schema beside it.

    Raises
    ------
    InstrumentError
        Naming the first file that does not fit, and where.
    """
    validator = Draft202012Validator(json.loads((ORIGINALS / "schema.json").read_text(encoding="utf-8")))
    for path in originals():
        document = json.loads(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(document):
            raise InstrumentError(f"{path.name}: {error.json_path}: {error.message}")
        if document["id"] != path.stem:
            raise InstrumentError(f"{path.name}: $.id: {path.stem}, as the file is called")


def written() -> Iterator[tuple[Path, str]]:
    """Give each copy with its contents.

    Yields
    ------
    tuple of Path and str
        Where it lies, and what it says.
    """
    for service in HOLDERS:
        for path in originals():
            yield folder_of(service) / path.name, path.read_text(encoding="utf-8")
