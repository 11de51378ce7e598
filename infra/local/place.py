"""Where the local runtime lives: folders, tools, addresses."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from local.stopping import CannotGoOnError

REGION = "us-east-1"
STAGE = "local"
_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made in it has a name of its own  # nosec B108
_PLENTY = 4 * 2**30
_LARGEST_PORT = 65535
ACCOUNT = "000000000000"
"""The emulator's account; its ``test`` key is that account's root, so that no real account can be reached."""


@dataclass(frozen=True, slots=True)
class Place:
    """One checkout of the repository and one port of the loopback interface.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    port : int
        Where the emulator listens.
    stage : str
        The stage that the stacks are deployed as.
    """

    root: Path
    port: int = 4566
    stage: str = STAGE

    @property
    def url(self) -> str:
        """The emulator's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def state(self) -> Path:
        """Folder of everything that a run writes; removed with the run, but for the logs of a failed one."""
        return self.root / ".local" / str(self.port)

    @property
    def tmp(self) -> Path:
        """Temporary folder of everything that is started; in memory where there is plenty of it.

        The emulator unpacks each function for itself, some 40,000 files in all: written and removed in a second in
        memory, and in up to a minute on a busy disk.
        """
        if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).total >= _PLENTY:
            checkout = hashlib.sha256(str(self.root).encode()).hexdigest()[:8]
            return _MEMORY / f"quiet-cheer-{checkout}-{self.port}"
        return self.state / "tmp"

    @property
    def logs(self) -> Path:
        """Folder of the tools' own words."""
        return self.state / "logs"

    @property
    def running(self) -> Path:
        """What a second program (the replay) needs to know of the run that is up."""
        return self.state / "running.json"

    @property
    def emulator(self) -> Path:
        """The emulator's command."""
        return self.root / ".venv-emulator" / "bin" / "ministack"

    @property
    def sam(self) -> Path:
        """The SAM CLI."""
        return self.root / ".venv-sam" / "bin" / "sam"

    def named(self, path: Path) -> str:
        """Name a path as a person in the repository would type it.

        Parameters
        ----------
        path : pathlib.Path
            Any path.

        Returns
        -------
        str
            Relative to the repository where it lies inside.
        """
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def environment(self) -> dict[str, str]:
        """Environment of every tool that is started: test credentials and a private temporary folder.

        Built from nothing but what a program needs to start, so that neither a person's AWS profile nor a proxy
        setting can send a request of the local runtime to a real account.

        Returns
        -------
        dict[str, str]
            Names and values.
        """
        bin_folder = str(Path(sys.executable).parent)
        return {
            "PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.state / "home"),
            "TMPDIR": str(self.tmp),
            "LANG": "C.UTF-8",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ACCESS_KEY_ID": "test",
            # pragma: allowlist nextline secret
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
        }


def repository() -> Path:
    """Find the repository that this file belongs to.

    Returns
    -------
    pathlib.Path
        Its root.
    """
    return Path(__file__).resolve().parents[2]


def place_at(port: str) -> Place:
    """Check the port's number.

    Parameters
    ----------
    port : str
        As it was typed.

    Returns
    -------
    Place
        This repository at that port.

    Raises
    ------
    CannotGoOnError
        When it is no port.
    """
    if not port.isdecimal() or not 0 < int(port) <= _LARGEST_PORT:
        raise CannotGoOnError(f"PORT={port} is no port: give a number from 1 to {_LARGEST_PORT}.")
    return Place(repository(), int(port))
