"""Conventions about dependencies: exact, hashed, the same everywhere, and none shipped in vain."""

import re
import tomllib

import pytest

from architecture.tree import ROOT, SERVICES, name_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
LOCKS = sorted([*ROOT.glob("requirements/*.txt"), *ROOT.glob("services/*/requirements*.txt")])


def _name(requirement: str) -> str:
    return re.split(r"[\[=<>;\s]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _pins(requirements: list[str]) -> dict[str, str]:
    return {_name(requirement): requirement.split("==")[1] for requirement in requirements}


def _locked(lock: str) -> dict[str, set[str]]:
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        locked.setdefault(name.lower(), set()).add(version)
    return locked


@pytest.mark.parametrize("group", ["project", *GROUPS])
def test_each_requirement_is_one_exact_version(group: str) -> None:
    requirements = RUNTIME if group == "project" else GROUPS[group]
    assert [requirement for requirement in requirements if not re.fullmatch(r"[\w.,\[\]-]+==[\w.]+", requirement)] == []


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements/runtime.txt", RUNTIME),
        ("requirements/dev.txt", [*RUNTIME, *GROUPS["dev"]]),
        ("requirements/emulator.txt", GROUPS["emulator"]),
        ("requirements/sam.txt", GROUPS["sam"]),
        ("requirements/audit.txt", GROUPS["audit"]),
        ("requirements/checkov.txt", GROUPS["checkov"]),
        ("requirements/uv.txt", GROUPS["uv"]),
        *((f"services/{service}/requirements.txt", GROUPS[service]) for service in SERVICES),
        ("services/reflections/requirements-consults.txt", GROUPS["reflections-consults"]),
    ],
)
def test_a_lock_holds_what_the_project_names(lock: str, requirements: list[str]) -> None:
    locked = _locked(lock)
    missing = {name: version for name, version in _pins(requirements).items() if locked.get(name) != {version}}
    assert missing == {}, "run make lock"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: "-".join(lock.parts[-2:]))
def test_each_locked_version_has_hashes(lock: object) -> None:
    text = (ROOT / str(lock)).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_ships_is_what_was_tested(service: str) -> None:
    tested = _locked("requirements/dev.txt")
    locks = [name_of(lock) for lock in (ROOT / "services" / service).glob("requirements*.txt")]
    shipped = {name: versions for lock in locks for name, versions in _locked(lock).items()}
    assert {name: versions for name, versions in shipped.items() if tested.get(name) != versions} == {}


def test_each_exception_from_a_linter_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ruff = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-builtins]")]
    exceptions = re.findall(r'^    "[A-Z]+\d+",.*$', ruff, re.MULTILINE)
    assert exceptions
    assert [line for line in exceptions if not re.search(r", # \w.{10,}", line)] == []
