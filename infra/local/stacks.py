"""Deploy the very templates of AWS to the emulator, with the real SAM CLI."""

from __future__ import annotations

import tomllib
from pathlib import Path

from build.deploy import FOLDERS
from build.requirements import BuildError
from build.stage import stage
from build.targets import Target
from local.cloud import Cloud
from local.place import Place
from local.stopping import CannotGoOnError

STACKS = ("platform", "reflections", "milestones", "notifications", "reflections-subscriptions")
"""In the order in which they hand names on: a stack reads the SSM parameters of those before it."""

_BUCKET = "quietcheer-local-artifacts"
_ORIGIN = "http://localhost:8080"
_LAST_WORDS = 300


def folder_of(place: Place, stack: str) -> Path:
    """Find a stack's folder.

    Parameters
    ----------
    place : Place
        The repository.
    stack : str
        One of `STACKS`.

    Returns
    -------
    pathlib.Path
        With its template.yaml and samconfig.toml.
    """
    return place.root / FOLDERS[stack]


def overrides(folder: Path, stage: str, target: Target) -> list[str]:
    """Choose the parameters of a stack.

    Parameters
    ----------
    folder : pathlib.Path
        The stack's.
    stage : str
        A section of its samconfig.toml.
    target : Target
        This machine's interpreter and architecture, whose wheels the artifacts hold.

    Returns
    -------
    list[str]
        ``Name=value``: what the samconfig says of the stage, and the target where the template asks for it.
    """
    settings = tomllib.loads((folder / "samconfig.toml").read_text(encoding="utf-8"))
    chosen: list[str] = list(settings[stage]["deploy"]["parameters"]["parameter_overrides"])
    template = (folder / "template.yaml").read_text(encoding="utf-8")
    mine = {"PythonRuntime": target.runtime, "Architecture": target.architecture}
    return chosen + [f"{name}={value}" for name, value in mine.items() if f"\n  {name}:\n" in template]


def no_settings(place: Place) -> Path:
    """Write an empty samconfig: only the parameters are taken from the committed one.

    Parameters
    ----------
    place : Place
        With its workspace.

    Returns
    -------
    pathlib.Path
        The file.
    """
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


def stage_all(place: Place) -> None:
    """Make what the functions ship, for this machine; nothing is done where nothing has changed.

    Parameters
    ----------
    place : Place
        The repository.

    Raises
    ------
    CannotGoOnError
        When the requirements cannot be installed.
    """
    try:
        stage(place.root)
    except BuildError as error:
        raise CannotGoOnError(f"Staging the artifacts failed: {error}") from error
