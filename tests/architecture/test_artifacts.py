"""What is shipped runs by itself, in a clean interpreter with nothing but the standard library beside it."""

import re
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions

import pytest

from architecture.tree import ROOT, SERVICES
from build.check import check, handlers_of
from build.stage import stage
from build.targets import Target

BYTES = 50_000_000
"""The most an artifact may take unpacked; Lambda's limit is five times that."""


@pytest.fixture(scope="module", autouse=True)
def _staged() -> None:
    stage(ROOT, SERVICES, Target.local())


@pytest.mark.parametrize("service", SERVICES)
def test_every_handler_and_client_works_in_a_clean_interpreter(service: str) -> None:
    seen = check(ROOT, service)
    assert len([line for line in seen if line.startswith("handler ")]) == len(handlers_of(ROOT, service))


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_that_only_a_developer_needs_is_shipped(service: str) -> None:
    artifact = ROOT / ".build" / service
    packages = {path.name for path in artifact.iterdir()}
    assert (
        packages & {"pytest", "moto", "hypothesis", "ruff", "mypy", "cfnlint", "build", "local", "aws_xray_sdk"}
        == set()
    )
    others = {name for name in SERVICES if name != service}
    assert packages & others == set()
    assert sum(path.stat().st_size for path in artifact.rglob("*") if path.is_file()) < BYTES


def _normalised(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.mark.parametrize("service", SERVICES)
def test_a_zip_holds_the_service_the_kernel_and_what_is_locked_for_it(service: str) -> None:
    with zipfile.ZipFile(ROOT / ".build" / f"{service}.zip") as archive:
        shipped = {name.split("/")[0].split(".")[0] for name in archive.namelist()}
    lock = (ROOT / "services" / service / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    known = packages_distributions()
    foreign = {name for name in shipped if not locked & {_normalised(one) for one in known.get(name, ())}}
    assert foreign - {"__pycache__"} == {service, "kernel"}


@pytest.mark.parametrize("service", SERVICES)
def test_bytecode_is_shipped_and_never_goes_stale(service: str) -> None:
    artifact = ROOT / ".build" / service
    for source in [
        *artifact.glob(f"{service}/**/*.py"),
        *artifact.glob("kernel/**/*.py"),
        *artifact.glob("boto3/*.py"),
    ]:
        (compiled,) = (source.parent / "__pycache__").glob(f"{source.stem}.*.pyc")
        # PEP 552: bit 0 says that a hash stands for the time, bit 1 that it is looked at.
        assert int.from_bytes(compiled.read_bytes()[4:8], "little") == 0b01, source


def test_nothing_is_done_twice() -> None:
    assert stage(ROOT, SERVICES, Target.local()) == []


@pytest.mark.parametrize(
    ("service", "module"),
    [("milestones", "instrument"), ("reflections", "instruments")],
    ids=["milestones", "reflections"],
)
def test_the_instruments_are_shipped_as_data(service: str, module: str) -> None:
    code = f"import sys; sys.path.insert(0, sys.argv[1])\nfrom {service}.domain.{module} import INSTRUMENTS as found\n"
    artifact = str(ROOT / ".build" / service)
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code + "print(*found)", artifact],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert {"PHQ-9", "GAD-7", "CORE-10", "WHO-5"} <= set(answer.stdout.split())


@pytest.mark.parametrize("service", SERVICES)
def test_templates_name_what_is_staged(service: str) -> None:
    template = (ROOT / "services" / service / "template.yaml").read_text(encoding="utf-8")
    assert re.findall(r"CodeUri: (\S+)", template) == [f"../../.build/{service}.zip"]
