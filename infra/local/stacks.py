"""Deploy the very templates of AWS to the emulator, with the real SAM CLI."""

from __future__ import annotations

import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from local.cloud import Cloud, stack_name
from local.place import REGION, Place
from local.processes import run_to_end
from local.stopping import CannotGoOnError

STACKS = ("platform", "reflections", "milestones", "notifications")
"""In the order in which they hand names on: a stack reads the SSM parameters of those before it."""

_BUCKET = "quietcheer-local-artifacts"
_HANDED_ON = re.compile(
    r"^  (?P<parameter>\w+):\n(?:    .*\n)*?    Default: /quietcheer/dev/(?P<name>\S+)$", re.MULTILINE
)
_DECLARED = re.compile(r"^  (PythonRuntime|Architecture):$", re.MULTILINE)
_ORIGIN = "http://localhost:8080"
_LAST_WORDS = 300


def template_of(place: Place, stack: str) -> Path:
    """Find a stack's template.

    Parameters
    ----------
    place : Place
        The repository.
    stack : str
        Service or ``platform``.

    Returns
    -------
    pathlib.Path
        The template as it stands in the repository.
    """
    folder = place.root / ("infra" if stack == "platform" else "services") / stack
    return folder / "template.yaml"


def overrides(template: str, stage: str) -> dict[str, str]:
    """Choose the parameters of the local stage.

    Parameters
    ----------
    template : str
        The template's text.
    stage : str
        The stage.

    Returns
    -------
    dict[str, str]
        The stage; this machine's interpreter and architecture, whose wheels the artifacts hold; and for each name that
        another stack hands on, the same name in this stage.
    """
    chosen = {"Stage": stage}
    mine = {
        "PythonRuntime": f"python{sys.version_info.major}.{sys.version_info.minor}",
        "Architecture": "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64",
    }
    chosen |= {name: mine[name] for name in _DECLARED.findall(template)}
    for match in _HANDED_ON.finditer(template):
        chosen[match["parameter"]] = f"/quietcheer/{stage}/{match['name']}"
    return chosen


def deploy(place: Place, stack: str) -> float:
    """Deploy one stack.

    Parameters
    ----------
    place : Place
        With the emulator up and the bucket made.
    stack : str
        Service or ``platform``.

    Returns
    -------
    float
        Seconds that it took.

    Raises
    ------
    CannotGoOnError
        When SAM says no; the line quotes the reason and names the log.
    """
    template = template_of(place, stack)
    chosen = overrides(template.read_text(encoding="utf-8"), place.stage)
    log = place.logs / f"deploy-{stack}.log"
    command = [
        str(place.sam), "deploy",
        "--template-file", str(template),
        "--stack-name", stack_name(place, stack),
        "--s3-bucket", _BUCKET,
        "--region", REGION,
        "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--no-progressbar",
        "--config-file", str(_no_settings(place)),
        "--parameter-overrides", *(f"{name}={value}" for name, value in chosen.items()),
    ]  # fmt: skip
    environment = {
        **place.environment(),
        "SAM_CLI_POLL_DELAY": "1",
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_CONTAINER_CONNECTION_TIMEOUT": "1",
        "__SAM_CLI_APP_DIR": str(place.state / "home" / ".aws-sam"),
    }
    began = time.monotonic()
    code = run_to_end(command, environment=environment, log=log, folder=place.state)
    if code != 0:
        raise CannotGoOnError(
            f"Deploying {stack} failed (exit code {code}): {last_words(log)} The whole story is in {place.named(log)}."
        )
    return time.monotonic() - began


def _no_settings(place: Place) -> Path:
    """Write an empty samconfig: the committed ones hold the settings of real accounts."""
    path = place.state / "home" / "samconfig.toml"
    path.write_text("version = 0.1\n", encoding="utf-8")
    return path


def last_words(log: Path) -> str:
    """Quote the line of a log that says why.

    Parameters
    ----------
    log : pathlib.Path
        What SAM printed.

    Returns
    -------
    str
        The last line that tells of an error, else the last line at all.
    """
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if "Error" in line or "FAILED" in line] or lines or ["it said nothing."]
    return telling[-1][:_LAST_WORDS]


def finish(cloud: Cloud, stack: str) -> None:
    """Set what the emulator's CloudFormation drops: CORS of the API, time to live of the tables.

    Parameters
    ----------
    cloud : Cloud
        The emulator.
    stack : str
        A deployed service.
    """
    gateway, dynamodb = cloud.client("apigatewayv2"), cloud.client("dynamodb")
    for logical, (kind, physical) in cloud.resources(stack).items():
        if kind == "AWS::ApiGatewayV2::Api":
            gateway.update_api(
                ApiId=physical,
                CorsConfiguration={
                    "AllowOrigins": [_ORIGIN],
                    "AllowMethods": ["GET", "POST", "PUT", "PATCH", "DELETE"],
                    "AllowHeaders": ["authorization", "content-type", "idempotency-key", "if-match"],
                    "ExposeHeaders": ["etag"],
                },
            )
        elif kind == "AWS::DynamoDB::Table" and logical == "Table":
            dynamodb.update_time_to_live(
                TableName=physical, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"}
            )


def deploy_all(cloud: Cloud, say: Callable[[str], None]) -> None:
    """Deploy every stack, each after those whose names it reads.

    Parameters
    ----------
    cloud : Cloud
        The emulator.
    say : Callable
        Takes a line of progress.
    """
    cloud.client("s3").create_bucket(Bucket=_BUCKET)
    for stack in STACKS:
        seconds = deploy(cloud.place, stack)
        if stack != "platform":
            finish(cloud, stack)
        say(f"{stack} deployed in {seconds:.1f} s")
