"""Conventions about services: each complete for the people who run it, and shipping only what it imports."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import grimp
import pytest

from architecture.tree import ROOT, SERVICES, files
from build.check import handlers_of

GROUPS: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]

# Needed for its data (time zones, a dictionary), not by an import.
DATA_ONLY = {"tzdata", "sudachidict-small"}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "name", ["README.md", "RUNBOOK.md", "openapi.json", "requirements.txt", "samconfig.toml", "template.yaml"]
)
def test_a_service_comes_with_all_that_its_people_need(service: str, name: str) -> None:
    assert (ROOT / "services" / service / name).is_file()


@pytest.mark.parametrize("service", [*SERVICES, "kernel"])
def test_each_log_code_is_in_the_runbook(service: str) -> None:
    runbook = (ROOT / "services" / service / "RUNBOOK.md").read_text(encoding="utf-8")
    codes = {
        code
        for path in files(".py", ROOT / "services" / service / "src")
        for code in re.findall(r'= \("([A-Z]{2}\d{3})", Level\.', path.read_text(encoding="utf-8"))
    }
    assert codes
    assert sorted(code for code in codes if code not in runbook) == []
    assert service == "kernel" or "kernel/RUNBOOK.md" in runbook, "the kernel's codes are this service's too"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_ships_what_it_imports_and_nothing_else(service: str) -> None:
    graph = grimp.build_graph("kernel", service, include_external_packages=True, cache_dir=None)
    imported = {
        module.split(".")[0]
        for module in graph.find_upstream_modules(service, as_package=True)
        if module.split(".")[0] not in {"kernel", service, *sys.stdlib_module_names}
    }
    # Type stubs are imported by the type checker only.
    imported = {module for module in imported if not module.startswith("types_boto3")}
    distributions = packages_distributions()
    needed = {distributions[module][0].lower().replace("_", "-") for module in imported}
    # What one function needs beyond its service has a group of its own.
    groups = [group for group in GROUPS if group == service or group.startswith(f"{service}-")]
    shipped = {requirement.split("==")[0] for group in groups for requirement in GROUPS[group]}
    assert needed == shipped - DATA_ONLY


def test_only_the_function_that_de_identifies_imports_what_that_takes() -> None:
    graph = grimp.build_graph("kernel", "reflections", include_external_packages=True, cache_dir=None)
    importers = graph.find_downstream_modules("reflections.adapters.deidentification.rules")
    assert importers & handlers_of(ROOT, "reflections").keys() == {"reflections.handlers.consults"}
