"""What is shipped runs by itself, in a clean interpreter with nothing but the standard library beside it."""

import re
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions

import pytest

from architecture.tree import ROOT, SERVICES
from build.artifacts import ARTIFACTS, Artifact, artifacts_of
from build.check import check, handlers_of
from build.stage import stage
from build.targets import Target

BYTES = 50_000_000
"""The most an artifact may take unpacked; Lambda's limit is five times that."""

BYTES_APART = 200_000_000
"""The same for one that a single function has, because of what no other should carry."""


@pytest.fixture(scope="module", autouse=True)
def _staged() -> None:
    stage(ROOT, SERVICES, Target.local())


@pytest.mark.parametrize("service", SERVICES)
def test_every_handler_and_client_works_in_a_clean_interpreter(service: str) -> None:
    seen = check(ROOT, service)
    assert len([line for line in seen if line.startswith("handler ")]) == len(handlers_of(ROOT, service))


@pytest.mark.parametrize("artifact", ARTIFACTS, ids=lambda artifact: artifact.name)
def test_nothing_that_only_a_developer_needs_is_shipped(artifact: Artifact) -> None:
    folder = ROOT / ".build" / artifact.name
    packages = {path.name for path in folder.iterdir()}
    assert (
        packages & {"pytest", "moto", "hypothesis", "ruff", "mypy", "cfnlint", "build", "local", "aws_xray_sdk"}
        == set()
    )
    others = {name for name in SERVICES if name != artifact.service}
    assert packages & others == set()
    most = BYTES if artifact.name == artifact.service else BYTES_APART
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < most


def test_only_the_function_that_de_identifies_carries_what_that_takes() -> None:
    carried = {
        artifact.name
        for artifact in ARTIFACTS
        for path in (ROOT / ".build" / artifact.name).rglob("*")
        if path.name.startswith("sudachi") or path.name == "english_words.txt"
    }
    assert carried == {"reflections-consults"}


def test_a_text_is_de_identified_from_the_artifact_alone() -> None:
    code = (
        "import datetime, sys; sys.path.insert(0, sys.argv[1])\n"
        "from reflections.adapters.deidentification.rules import RuleDeidentifier\n"
        "from reflections.domain.deidentifying import Known, applied\n"
        "text = 'Anna Smith, 神戸の田中さん'\n"
        "known = Known(today=datetime.date(2026, 11, 25))\n"
        "print(applied(text, RuleDeidentifier().replacements(text, 'en', known)).encode())\n"
    )
    folder = str(ROOT / ".build" / "reflections-consults")
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code, folder], capture_output=True, text=True, check=True, cwd="/"
    )
    assert answer.stdout.strip() == str("[person A], [place]の[person B]さん".encode())


def _normalised(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.mark.parametrize("artifact", ARTIFACTS, ids=lambda artifact: artifact.name)
def test_a_zip_holds_the_service_the_kernel_and_what_is_locked_for_it(artifact: Artifact) -> None:
    with zipfile.ZipFile(ROOT / ".build" / f"{artifact.name}.zip") as archive:
        shipped = {name.split("/")[0].split(".")[0] for name in archive.namelist()}
    lock = artifact.locked(ROOT).read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    known = packages_distributions()
    foreign = {name for name in shipped if not locked & {_normalised(one) for one in known.get(name, ())}}
    assert foreign - {"__pycache__"} == {artifact.service, "kernel"}


@pytest.mark.parametrize("artifact", ARTIFACTS, ids=lambda artifact: artifact.name)
def test_bytecode_is_shipped_and_never_goes_stale(artifact: Artifact) -> None:
    folder = ROOT / ".build" / artifact.name
    for source in [
        *folder.glob(f"{artifact.service}/**/*.py"),
        *folder.glob("kernel/**/*.py"),
        *folder.glob("boto3/*.py"),
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
    named = re.findall(r"CodeUri: (\S+)", template)
    assert named == [f"../../.build/{artifact.name}.zip" for artifact in artifacts_of(service)]
