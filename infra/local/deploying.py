"""Deploy all stacks to the emulator with the real SAM CLI, each as soon as the names that it reads are there."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from build.targets import Target
from local.cloud import Cloud, stack_name
from local.place import REGION, Place
from local.processes import started
from local.stacks import STACKS, finish, folder_of, last_words, no_settings, overrides
from local.stopping import CannotGoOnError

BUCKET = "quietcheer-local-artifacts"
_SAM_ON_CALL = Path(__file__).with_name("sam_on_call.py")
_SECONDS = 240.0
_AT_ONCE = 2
"""One that deploys and one that loads: more only compete for the processor."""
_NAME = "/quietcheer/"


def needs(chosen: list[str]) -> set[str]:
    """Tell which names of other stacks a stack reads.

    Parameters
    ----------
    chosen : list[str]
        Its parameters, as ``Name=value``.

    Returns
    -------
    set[str]
        Names of SSM parameters.
    """
    values = (each.partition("=")[2] for each in chosen)
    return {value for value in values if value.startswith(_NAME)}


def _command(place: Place, stack: str, chosen: list[str]) -> list[str]:
    return [
        str(place.sam.with_name("python")), str(_SAM_ON_CALL), "deploy",
        "--template-file", str(folder_of(place, stack) / "template.yaml"),
        "--stack-name", stack_name(place, stack),
        "--s3-bucket", BUCKET,
        "--region", REGION,
        "--capabilities", "CAPABILITY_IAM",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--no-progressbar",
        "--config-file", str(no_settings(place)),
        "--parameter-overrides", *chosen,
    ]  # fmt: skip


def _environment(place: Place) -> dict[str, str]:
    return {
        **place.environment(),
        "SAM_CLI_POLL_DELAY": "0.2",
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_CHECK_VERSION": "0",
        "__SAM_CLI_APP_DIR": str(place.state / "home" / ".aws-sam"),
    }


class _Deployment:
    """One stack on its way."""

    def __init__(self, place: Place, stack: str, processes: ExitStack) -> None:
        self.stack, self._place = stack, place
        chosen = overrides(folder_of(place, stack), place.stage, Target.local())
        self.needs = needs(chosen)
        self.began: float | None = None
        self._log = place.logs / f"deploy-{stack}.log"
        self._process: subprocess.Popen[bytes] = processes.enter_context(
            started(
                _command(place, stack, chosen),
                environment=_environment(place),
                log=self._log,
                folder=place.state,
                listening=True,
            )
        )

    def begin(self) -> None:
        """Let the SAM CLI go."""
        self.began = time.monotonic()
        if self._process.stdin is not None:
            try:
                self._process.stdin.write(b"\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                pass  # it is dead already, which is_done tells with its reason

    def is_done(self) -> bool:
        """Look whether it has ended; raise where it ended badly."""
        code = self._process.poll()
        if code:
            reason = f"Deploying {self.stack} failed (exit code {code}): {last_words(self._log)}"
            raise CannotGoOnError(f"{reason} The whole story is in {self._place.named(self._log)}.")
        return code == 0


def deploy_all(cloud: Cloud, say: Callable[[str], None]) -> None:
    """Deploy every stack.

    Parameters
    ----------
    cloud : Cloud
        The emulator.
    say : Callable
        Takes a line of progress.

    Raises
    ------
    CannotGoOnError
        When SAM says no, takes too long, or a stack reads a name that none hands on; the line says which.
    """
    cloud.client("s3").create_bucket(Bucket=BUCKET)
    deadline = time.monotonic() + _SECONDS
    with ExitStack() as processes:
        ahead, waiting, running = list(STACKS), list[_Deployment](), list[_Deployment]()
        while ahead or waiting or running:
            while ahead and len(waiting) + len(running) < _AT_ONCE:
                waiting.append(_Deployment(cloud.place, ahead.pop(0), processes))
            known = {f"{_NAME}{cloud.place.stage}/{name}" for name in cloud.parameters()}
            for deployment in [each for each in waiting if each.needs <= known]:
                deployment.begin()
                waiting.remove(deployment)
                running.append(deployment)
            if waiting and not running:
                missing = ", ".join(sorted(waiting[0].needs - known))
                raise CannotGoOnError(f"Deploying {waiting[0].stack} cannot begin: no stack hands on {missing}.")
            for deployment in [each for each in running if each.is_done()]:
                if deployment.stack != "platform":
                    finish(cloud, deployment.stack)
                running.remove(deployment)
                say(f"{deployment.stack} deployed in {time.monotonic() - (deployment.began or 0):.1f} s")
            if time.monotonic() > deadline:
                late = ", ".join([*(each.stack for each in (*running, *waiting)), *ahead])
                raise CannotGoOnError(f"Deploying {late} took too long: see {cloud.place.named(cloud.place.logs)}.")
            time.sleep(0.1)
