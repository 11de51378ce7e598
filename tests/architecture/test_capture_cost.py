"""What a capture may import and how much it may do: held on figures that no noise of a machine touches."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.state import prepare

from architecture.tree import ROOT

ALLOWED = {
    # ours
    "kernel",
    "reflections",
    # named in pyproject.toml
    "aws_lambda_powertools",
    "botocore",
    "cachetools",
    "cryptography",
    "pydantic",
    # what those bring
    "_cffi_backend",
    "annotated_types",
    "certifi",
    "dateutil",
    "jmespath",
    "pydantic_core",
    "six",
    "typing_extensions",
    "typing_inspection",
    "urllib3",
}

# Each is heavy, or shows that something is done twice: why it has no place in a capture.
REFUSED = {
    "aws_xray_sdk": "150 ms; the platform traces without it",
    "aws_lambda_powertools.event_handler.middlewares": "its validation parses and serialises each body again",
    "aws_lambda_powertools.event_handler.openapi.models": "the document is generated at build time",
    "aws_lambda_powertools.event_handler.openapi.params": "the same",
    "aws_lambda_powertools.utilities.batch": "a capture reads no queue",
    "aws_lambda_powertools.utilities.idempotency": "the item's own key is the proof",
    "aws_lambda_powertools.utilities.parser": "one model_validate_json for each body",
    "aws_lambda_powertools.utilities.validation": "the same",
    "boto3": "its resources and S3 transfers are a tenth of a cold start; botocore makes the same clients",
    "kernel.consumer": "a capture reads no queue",
    "kernel.openapi": "the document is generated at build time",
    "kernel.relay": "a capture publishes nothing itself",
    "kernel.topic": "the same",
}

# Python functions entered by one warm capture, against json and one put_item on the same item.
CALLS_BUDGET = 1.25

_LIST_MODULES = """
import json, sys
before = set(sys.modules)
from benchmarks.subjects import SUBJECTS
from pathlib import Path
answer = SUBJECTS["ours"](json.loads(Path(sys.argv[1]).read_text()))
for number in range(2):
    answer(number)
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze a journey to capture on."""
    path = tmp_path_factory.mktemp("bench") / "state.json"
    path.write_text(json.dumps(prepare()[0]), encoding="utf-8")
    return path


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )


def test_a_capture_imports_nothing_beyond_its_list(state: Path) -> None:
    modules: list[str] = json.loads(_run("-c", _LIST_MODULES, str(state)).stderr)
    ignored = {"__mp_main__", "benchmarks", "_openssl", *sys.stdlib_module_names}
    roots = {module.split(".")[0] for module in modules if not module.startswith("_sysconfigdata")}
    assert sorted(roots - ALLOWED - ignored) == []
    assert {module: why for module, why in REFUSED.items() if module in modules} == {}


def test_each_refused_module_exists_under_that_name() -> None:
    absent = "import importlib.util, sys; print([n for n in sys.argv[1:] if not importlib.util.find_spec(n)])"
    assert _run("-W", "ignore", "-c", absent, *REFUSED).stdout.strip() == "[]"


def test_a_warm_capture_enters_few_functions_beside_its_put(state: Path) -> None:
    def counted(subject: str) -> int:
        answer: dict[str, Any] = json.loads(_run("-m", "benchmarks.child", "calls", subject, str(state)).stdout)
        return int(answer["calls"])

    ours, floor = counted("ours"), counted("put_item")
    assert ours <= CALLS_BUDGET * floor, f"{ours} calls against {floor}"
