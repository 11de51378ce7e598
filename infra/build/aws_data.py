"""Trims botocore's data to the services a function calls: what it ships for 400 others is size and start-up time.

Kept: the model, paginators and endpoint rules of each service used, without their prose, and the partition and retry
data every client reads. The model of DynamoDB alone is half prose, and a client parses it at start.
"""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

USED: dict[str, tuple[str, ...]] = {
    "reflections": ("dynamodb", "dynamodbstreams", "kms", "sns", "sqs", "sts"),
    "milestones": ("dynamodb", "dynamodbstreams", "kms", "sns", "sqs"),
    "notifications": ("dynamodb", "dynamodbstreams", "kms", "scheduler", "sesv2", "sns", "sqs"),
}
"""Per service, the AWS services its functions make clients of. `build.check` fails where one is missing."""

_SHARED = ("_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json")
_MODELS = ("service-2", "paginators-1", "endpoint-rule-set-1", "waiters-2")
_ENDPOINT_NAMES = {"dynamodbstreams": "streams.dynamodb", "sesv2": "email"}


def trim(botocore: Path, services: tuple[str, ...]) -> None:
    """Trim the data of an installed botocore in place.

    Parameters
    ----------
    botocore : Path
        The package's folder.
    services : tuple of str
        The services to keep, as boto3 names them.
    """
    data = botocore / "data"
    for entry in data.iterdir():
        if entry.is_dir() and entry.name not in services:
            shutil.rmtree(entry)
        elif entry.is_file() and _stem(entry) + ".json" not in _SHARED:
            entry.unlink()
    for name in services:
        *older, newest = sorted((data / name).iterdir())
        for version in older:
            shutil.rmtree(version)
        for model in list(newest.iterdir()):
            _shorten(model, keep=_stem(model) in _MODELS)
    for shared in list(data.glob("*.json*")):
        _shorten(shared, keep=True, services=services)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".json")


def _shorten(path: Path, *, keep: bool, services: tuple[str, ...] | None = None) -> None:
    """Write a data file again: unpacked, without prose, endpoints of other services left out."""
    raw = path.read_bytes()
    path.unlink()
    if not keep:
        return
    content = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    if _stem(path) == "endpoints" and services is not None:
        names = {_ENDPOINT_NAMES.get(name, name) for name in services}
        for partition in content["partitions"]:
            partition["services"] = {k: v for k, v in partition["services"].items() if k in names}
    shortened = json.dumps(_without_prose(content), separators=(",", ":"))
    path.with_name(_stem(path) + ".json").write_text(shortened, encoding="utf-8")


def _without_prose(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Leave documentation out; a shape's member that happens to bear that name is a mapping and stays."""
    if isinstance(value, dict):
        return {k: _without_prose(v) for k, v in value.items() if not (k == "documentation" and isinstance(v, str))}
    if isinstance(value, list):
        return [_without_prose(item) for item in value]
    return value
