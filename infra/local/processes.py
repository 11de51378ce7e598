"""Start a program in a process group of its own, and end the whole group."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from local.stopping import CannotGoOnError, held

_GRACE_SECONDS = 5.0


def end_group(group: int, grace: float = _GRACE_SECONDS) -> None:
    """End every process of a group: politely first, then not.

    Parameters
    ----------
    group : int
        The group's id.
    grace : float
        Seconds between the two.
    """
    for number, seconds in ((signal.SIGTERM, grace), (signal.SIGKILL, grace)):
        with suppress(ProcessLookupError):
            os.killpg(group, number)
        if _is_gone(group, seconds):
            return


def _is_gone(group: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(ChildProcessError):
            os.waitpid(-group, os.WNOHANG)  # a zombie of our own still counts as a member of the group
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return True
        time.sleep(0.02)
    return False


@contextmanager
def started(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: Path,
    folder: Path | None = None,
    listening: bool = False,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program while the block runs, its output in a file.

    The program gets a session of its own: a Ctrl-C in the terminal reaches the runtime alone, which then ends the
    group in good order, workers that the program started included.

    Parameters
    ----------
    command : Sequence[str]
        Program and arguments.
    environment : Mapping[str, str]
        Its whole environment.
    log : pathlib.Path
        Where its output goes.
    folder : pathlib.Path, optional
        Working folder.
    listening : bool
        Whether it gets a standard input to be told things by.

    Yields
    ------
    subprocess.Popen
        The process.

    Raises
    ------
    CannotGoOnError
        When the program is not there.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    process: subprocess.Popen[bytes] | None = None
    with log.open("ab") as output:
        try:
            with held():
                process = _popen(command, environment, output.fileno(), folder, listening=listening)
            yield process
        finally:
            if process is not None:
                with held():
                    end_group(process.pid)
                    process.wait()
                    if process.stdin is not None:
                        process.stdin.close()


def _popen(
    command: Sequence[str], environment: Mapping[str, str], output: int, folder: Path | None, *, listening: bool
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.PIPE if listening else subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotGoOnError(
            f"Cannot start {command[0]} ({error.strerror}): run `make setup` and try again."
        ) from error
