"""Botocore's data, trimmed: what a client needs stays, what it does not need goes."""

import gzip
import json
from pathlib import Path

import pytest

from build.aws_data import trim

MODEL = {
    "documentation": "<p>Prose.</p>",
    "operations": {"PutItem": {"documentation": "More.", "input": {"shape": "In"}}},
    # A member that is called documentation is no prose.
    "shapes": {"In": {"type": "structure", "members": {"documentation": {"shape": "Text"}}}},
}


@pytest.fixture
def botocore(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    for version in ("2011-12-05", "2012-08-10"):
        (data / "dynamodb" / version).mkdir(parents=True)
        (data / "dynamodb" / version / "service-2.json.gz").write_bytes(gzip.compress(json.dumps(MODEL).encode()))
        (data / "dynamodb" / version / "examples-1.json").write_text("{}")
    (data / "ec2" / "2016-11-15").mkdir(parents=True)
    partition = {"partition": "aws", "services": {"dynamodb": {}, "streams.dynamodb": {}, "ec2": {}}}
    (data / "endpoints.json").write_text(json.dumps({"partitions": [partition]}))
    (data / "_retry.json").write_text('{"definitions": {}}')
    (data / "something-else.json").write_text("{}")
    trim(tmp_path, ("dynamodb",))
    return data


def test_only_the_services_used_are_kept(botocore: Path) -> None:
    assert {path.name for path in botocore.iterdir()} == {"dynamodb", "endpoints.json", "_retry.json"}


def test_only_the_newest_version_is_kept_unpacked_and_without_examples(botocore: Path) -> None:
    assert {path.name for path in (botocore / "dynamodb").iterdir()} == {"2012-08-10"}
    assert {path.name for path in (botocore / "dynamodb" / "2012-08-10").iterdir()} == {"service-2.json"}


def test_prose_goes_and_members_stay(botocore: Path) -> None:
    model = json.loads((botocore / "dynamodb" / "2012-08-10" / "service-2.json").read_text())
    assert model == {"operations": {"PutItem": {"input": {"shape": "In"}}}, "shapes": MODEL["shapes"]}


def test_endpoints_of_other_services_go(botocore: Path) -> None:
    partition = json.loads((botocore / "endpoints.json").read_text())["partitions"][0]
    assert partition == {"partition": "aws", "services": {"dynamodb": {}}}
