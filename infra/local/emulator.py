"""The AWS emulator on loopback: started from its own virtual environment, ended with everything it started."""

from __future__ import annotations

import errno
import json
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from local.place import Place
from local.processes import started
from local.stopping import CannotGoOnError, held
from local.waiting import wait_for

_SWITCHES = {
    "BIND_HOST": "127.0.0.1",
    "SFTP_ENABLED": "0",
    "IOT_MTLS_ENABLED": "0",
    "AUTH": "true",  # IAM identity policies are enforced, so a missing permission is found here and not on AWS
    "LAMBDA_EXECUTOR": "local",
    "LOG_LEVEL": "INFO",
    "PYTHONUNBUFFERED": "1",
}


_WITH_TENANTS = Path(__file__).with_name("emulator_with_tenants.py")


def check_port(place: Place) -> None:
    """See that nobody listens on the port.

    Parameters
    ----------
    place : Place
        Where to start.

    Raises
    ------
    CannotGoOnError
        When the port is taken; the line names another port to try.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", place.port))
        except OSError as error:
            reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be opened ({error.strerror})"
            raise CannotGoOnError(
                f"Port {place.port} {reason}: stop what listens there, or choose another with `PORT={place.port + 1}`."
            ) from error


def check_tools(place: Place) -> None:
    """See that the emulator and the SAM CLI are installed.

    Parameters
    ----------
    place : Place
        Where they should be.

    Raises
    ------
    CannotGoOnError
        When one is missing.
    """
    for tool in (place.emulator, place.sam):
        if not tool.exists():
            raise CannotGoOnError(
                f"{place.named(tool)} is missing: delete {place.named(tool.parents[1])} and run `make run` again."
            )


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_ministack/health", timeout=2) as answer:  # noqa: S310 - loopback  # nosec B310
            return bool(json.load(answer))
    except (OSError, ValueError):
        return False


@contextmanager
def workspace(place: Place) -> Iterator[Path]:
    """Make the folder of one run, and remove it after; the logs stay when the run failed.

    Parameters
    ----------
    place : Place
        Where.

    Yields
    ------
    pathlib.Path
        The folder.
    """
    for folder in (place.state, place.tmp):  # of a run that was killed
        shutil.rmtree(folder, ignore_errors=True)
    failed = False
    try:
        for folder in (place.state / "home", place.tmp, place.logs):
            folder.mkdir(parents=True)
        yield place.state
    except Exception:
        failed = True
        raise
    finally:
        with held():
            _sweep(place, keep=place.logs if failed else None)


def _sweep(place: Place, keep: Path | None) -> None:
    """Remove what the run wrote, but for the logs of a failed one."""
    for entry in (place.tmp, *place.state.iterdir()):
        if entry != keep:
            _remove(entry)
    for folder in (place.state, place.state.parent):
        with suppress(OSError):  # not empty: something else of this checkout's, or the logs kept
            folder.rmdir()


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)


@contextmanager
def emulator(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    """Run the emulator while the block runs.

    Parameters
    ----------
    place : Place
        Where; its workspace must exist.

    Yields
    ------
    subprocess.Popen
        The emulator, healthy.

    Raises
    ------
    CannotGoOnError
        When it does not come up.
    """
    check_port(place)
    environment = {**place.environment(), **_SWITCHES, "GATEWAY_PORT": str(place.port)}
    log = place.logs / "emulator.log"
    command = [str(place.emulator.with_name("python")), str(_WITH_TENANTS)]
    with started(command, environment=environment, log=log) as process:

        def up() -> bool | None:
            if process.poll() is not None:
                raise CannotGoOnError(
                    f"The emulator ended at once (exit code {process.returncode}): see {place.named(log)}."
                )
            return _is_healthy(place.url) or None

        wait_for(up, f"the emulator to come up (see {place.named(log)})", seconds=30, every=0.05)
        yield process
