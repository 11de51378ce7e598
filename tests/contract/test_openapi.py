"""The committed API documents are those of the routes that are served, and the routes those of the templates."""

import json
import re

import pytest

from build.openapi import FOLDER, SERVICES, described, path_of

WRITTEN = [service for service in SERVICES if path_of(service).exists()]


@pytest.mark.parametrize("service", WRITTEN)
def test_the_document_is_the_routes(service: str) -> None:
    committed = json.loads(path_of(service).read_text(encoding="utf-8"))
    assert committed == json.loads(described(service)), "run `make openapi`, and look whether a caller would break"


@pytest.mark.parametrize("service", WRITTEN)
def test_the_gateway_routes_what_the_document_promises(service: str) -> None:
    template = (FOLDER / service / "template.yaml").read_text(encoding="utf-8")
    routed = set(re.findall(r"RouteKey: ['\"]?([A-Z]+ /\S*?)['\"]?$", template, re.MULTILINE))
    paths = json.loads(path_of(service).read_text(encoding="utf-8"))["paths"]
    assert routed == {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
