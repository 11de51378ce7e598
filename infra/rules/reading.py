"""What all rules of our own read a template with; holds no rule itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from cfnlint.template import Template

Path = list[str | int]
"""Where something stands in a template, as cfn-lint reports it."""

Found = Iterator[tuple[str, dict[str, Any]]]
"""Logical ids with their resources."""


FUNCTION = ("AWS::Lambda::Function", "AWS::Serverless::Function")
"""The types of a function; cfn-lint judges SAM's as it is written and does not expand it."""


def resources(cfn: Template, *kinds: str) -> Found:
    """Give the resources of a type, or of several.

    Parameters
    ----------
    cfn : Template
        The template under judgement.
    *kinds : str
        For example ``AWS::SQS::Queue``; all where none is named.

    Yields
    ------
    tuple of str and dict
        Logical id and resource.
    """
    yield from cfn.get_resources(list(kinds)).items()


def properties(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Give a resource's properties.

    Parameters
    ----------
    resource : mapping
        As it stands in the template.

    Returns
    -------
    dict
        Empty where it has none.
    """
    return dict(resource.get("Properties") or {})


def logical_id(value: Any) -> str | None:  # noqa: ANN401 - any value of a template
    """Say which resource or parameter a value names.

    Parameters
    ----------
    value : Any
        ``{"Ref": x}`` or ``{"Fn::GetAtt": [x, …]}``.

    Returns
    -------
    str or None
        The logical id; None for plain text and anything else.
    """
    if not isinstance(value, Mapping):
        return None
    if "Ref" in value:
        return str(value["Ref"])
    attribute = value.get("Fn::GetAtt")
    if isinstance(attribute, str):
        return attribute.split(".")[0]
    return str(attribute[0]) if attribute else None


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of a template
    """Give every text inside a value, through lists, intrinsic functions and their branches.

    Parameters
    ----------
    value : Any
        For example a statement's Resource.

    Yields
    ------
    str
        Plain texts and templates of ``Fn::Sub``; no logical ids.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in {"Ref", "Fn::GetAtt", "Condition"}:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def statements(name: str, resource: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the statements of every policy that a resource holds.

    Parameters
    ----------
    name : str
        The resource's logical id.
    resource : mapping
        A role, a policy, a key: whatever has a PolicyDocument, a KeyPolicy or inline Policies.

    Yields
    ------
    tuple of Path and dict
        Where the statement stands, and the statement.
    """
    held = properties(resource)
    documents: list[tuple[Path, Any]] = [
        (["Resources", name, "Properties", key], held[key]) for key in ("PolicyDocument", "KeyPolicy") if key in held
    ]
    for place, policy in enumerate(held.get("Policies") or []):
        if isinstance(policy, Mapping) and "PolicyDocument" in policy:
            path: Path = ["Resources", name, "Properties", "Policies", place, "PolicyDocument"]
            documents.append((path, policy["PolicyDocument"]))
    for path, document in documents:
        if isinstance(document, Mapping):
            given = document.get("Statement") or []
            for place, statement in enumerate([given] if isinstance(given, Mapping) else given):
                yield [*path, "Statement", place], statement


def metadata(resource: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any value of a template
    """Give what a resource's Metadata says under a key.

    Parameters
    ----------
    resource : mapping
        As it stands in the template.
    key : str
        For example ``WildcardReason``.

    Returns
    -------
    Any
        None where it says nothing.
    """
    return (resource.get("Metadata") or {}).get(key)
