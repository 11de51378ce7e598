"""Reads a service's template as far as the in-process stack needs it: resources, parameters, references."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("reflections", "milestones", "notifications")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (``!Ref x``) into their long ones (``{"Ref": x}``)."""


def _long_form(loader: _Loader, tag: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]
    return {tag if tag == "Ref" else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _long_form)


@cache
def _document(service: str) -> Mapping[str, Any]:
    """Read all that a service deploys: its stack, and those that stand in folders below it."""
    resources: dict[str, Any] = {}
    folder = ROOT / "services" / service
    for path in (folder / "template.yaml", *sorted(folder.glob("*/template.yaml"))):
        text = path.read_text(encoding="utf-8")
        resources |= yaml.load(text, Loader=_Loader)["Resources"]  # noqa: S506 - a safe loader with tags added
    return {"Resources": resources}


class Template:
    """A service's template.

    Parameters
    ----------
    service : str
        One of `SERVICES`.
    """

    def __init__(self, service: str) -> None:
        self.service = service
        self._document = _document(service)

    def of_type(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give the resources of a type.

        Parameters
        ----------
        kind : str
            For example ``AWS::SQS::Queue``.

        Returns
        -------
        iterator of (str, dict)
            Logical id and properties.
        """
        for name, resource in self._document["Resources"].items():
            if resource["Type"] == kind:
                yield name, resource.get("Properties", {})


def target(reference: Any) -> str:  # noqa: ANN401 - any CloudFormation value
    """Give the logical id that a reference names.

    Parameters
    ----------
    reference : Any
        ``{"Ref": x}``, ``{"Fn::GetAtt": "x.Arn"}``, ``{"Fn::Sub": "…${x}…"}`` or plain text.

    Returns
    -------
    str
        The logical id; plain text as it is.
    """
    if not isinstance(reference, dict):
        return str(reference)
    [(kind, value)] = reference.items()
    if kind == "Fn::GetAtt":
        return str(value[0] if isinstance(value, list) else value.split(".")[0])
    if kind == "Fn::Sub":
        return str(value).partition("${")[2].partition("}")[0]
    return str(value)


def admits(pattern: Any, value: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a Lambda filter pattern admits a record.

    Parameters
    ----------
    pattern : Any
        Dictionaries down to lists of alternatives: a text, or ``{"exists": bool}``.
    value : Any
        The record, or the part of it at the pattern's place.

    Returns
    -------
    bool
        Whether every branch of the pattern finds what it wants.
    """
    if isinstance(pattern, list):
        return any(
            (value is not None) == wanted["exists"] if isinstance(wanted, dict) else value == wanted
            for wanted in pattern
        )
    return all(admits(inner, (value or {}).get(name)) for name, inner in pattern.items())
