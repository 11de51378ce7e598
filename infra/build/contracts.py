"""Write the contracts: for each event type the JSON Schema of the whole envelope, made from its producer's model.

``make contracts`` writes ``contracts/<name>/<version>/schema.json``. Samples beside it are written by hand and never
changed afterwards, so that a test can show that old events still parse. A producer is a service whose
``<service>.domain.events`` names its ``SERVICE`` and its ``EVENTS``: type to payload model.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kernel.envelope import Event

PRODUCERS = ("reflections", "milestones", "notifications")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).resolve().parents[2] / "contracts"


def produced(service: str) -> Mapping[str, type[BaseModel]]:
    """Name the event types that a service publishes.

    Parameters
    ----------
    service : str
        One of `PRODUCERS`.

    Returns
    -------
    mapping
        Event type to the model of its payload.
    """
    events: Mapping[str, type[BaseModel]] = import_module(f"{service}.domain.events").EVENTS
    return events


def folder_of(kind: str, contracts: Path = FOLDER) -> Path:
    """Say where the contract of a type lies.

    Parameters
    ----------
    kind : str
        For example ``measure.scored.v1``.
    contracts : Path
        The folder of all contracts.

    Returns
    -------
    Path
        For example ``contracts/measure.scored/v1``.
    """
    name, _, version = kind.rpartition(".")
    return contracts / name / version


def schema(service: str, kind: str, payload: type[BaseModel]) -> dict[str, Any]:
    """Make the JSON Schema of one event type: the envelope, with this payload as its data.

    Parameters
    ----------
    service : str
        The producer.
    kind : str
        The event's type.
    payload : type of BaseModel
        The producer's model.

    Returns
    -------
    dict
        A schema of draft 2020-12.
    """
    envelope = Event.model_json_schema(mode="serialization")
    data = payload.model_json_schema(mode="validation")
    definitions = data.pop("$defs", {})
    properties = envelope["properties"] | {
        "type": {"const": kind},
        "source": {"const": f"/quietcheer/{service}"},
        "data": data,
    }
    document: dict[str, Any] = {
        "$schema": DIALECT,
        "title": kind,
        "description": _first_line(payload),
        "type": "object",
        "properties": {name: _untitled(properties[name]) for name in properties},
        "required": list(envelope["properties"]),
    }
    return document | ({"$defs": definitions} if definitions else {})


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _untitled(node: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Leave out the titles and the long descriptions that pydantic adds: the names say the same."""
    if isinstance(node, dict):
        return {
            name: {inner: _untitled(value) for inner, value in child.items()}
            if name == "properties"
            else _untitled(child)
            for name, child in node.items()
            if name not in {"title", "description"}
        }
    return [_untitled(child) for child in node] if isinstance(node, list) else node


def written(services: tuple[str, ...] = PRODUCERS) -> Iterator[tuple[Path, str]]:
    """Give each schema file with its contents.

    Parameters
    ----------
    services : tuple of str
        The producers.

    Yields
    ------
    tuple of Path and str
        Where it lies below `FOLDER`, and what it says.
    """
    for service in services:
        for kind, payload in produced(service).items():
            text = json.dumps(schema(service, kind, payload), indent=2, ensure_ascii=False)
            yield folder_of(kind) / "schema.json", text + "\n"


def main() -> int:
    """Write every schema, those of exports too, and each service's copy of the instruments.

    Returns
    -------
    int
        0, the process's exit code.
    """
    # Imported here: it needs to know where the contracts lie.
    from build import exports, instruments

    instruments.checked()
    for path, text in chain(written(tuple(sys.argv[1:]) or PRODUCERS), instruments.written(), exports.written()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(FOLDER.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
