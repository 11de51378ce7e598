"""Every field of a request that takes free text, as the OpenAPI documents have them: the canary's way."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build.openapi import SERVICES, path_of

_BOUND = frozenset({"enum", "const", "pattern", "format"})


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that takes free text: a string that nothing but its length bounds.

    Parameters
    ----------
    service : str
        Whose.
    method, path : str
        The request's.
    place : tuple of str
        Where in the body: names, ``-`` for each of a list, ``*`` for each of a mapping.
    """

    service: str
    method: str
    path: str
    place: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a person would name it."""
        return f"{self.method} {self.path} /{'/'.join(self.place)}"


def _strings(
    schema: Mapping[str, Any], known: Mapping[str, Any], place: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Walk a schema down to its strings."""
    if "$ref" in schema:
        yield from _strings(known[schema["$ref"].rpartition("/")[2]], known, place)
    for way in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(way, ()):
            yield from _strings(one, known, place)
    if schema.get("type") == "string":
        yield place, schema
    for name, one in schema.get("properties", {}).items():
        yield from _strings(one, known, (*place, name))
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _strings(schema["additionalProperties"], known, (*place, "*"))
    if "items" in schema:
        yield from _strings(schema["items"], known, (*place, "-"))


def documents() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give each service's OpenAPI document."""
    for service in SERVICES:
        yield service, json.loads(path_of(service).read_text(encoding="utf-8"))


def text_fields() -> list[TextField]:
    """Give the fields of all bodies, each once."""
    found: dict[TextField, None] = {}
    for service, document in documents():
        known = document["components"]["schemas"]
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
                for place, string in _strings(schema or {}, known):
                    if not _BOUND & string.keys():
                        found[TextField(service, method.upper(), path, place)] = None
    return list(found)


def text_parameters() -> set[str]:
    """Name the parameters of addresses that take free text."""
    return {
        parameter["name"]
        for _, document in documents()
        for operations in document["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query"
        for _, string in _strings(parameter["schema"], document["components"]["schemas"])
        if not _BOUND & string.keys()
    }
