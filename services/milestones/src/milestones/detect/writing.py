"""Writes a result whole or not at all."""

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, Any

from milestones.detect.results import Cell


class Table:
    """Takes the rows of a result.

    Parameters
    ----------
    file : IO
    """

    def __init__(self, file: IO[str]) -> None:
        self._writer: Any = csv.writer(file, lineterminator="\n")
        self.rows = 0

    def write(self, row: tuple[Cell, ...]) -> None:
        """Write a row."""
        self._writer.writerow(row)
        self.rows += 1


@contextmanager
def table(path: Path | None) -> Iterator[Table]:
    """Open a result.

    It is written beside its place and moved there at the end; to standard output it goes at the end too.

    Parameters
    ----------
    path : Path or None
        None: standard output.

    Yields
    ------
    Table
    """
    if path is None:
        with TemporaryFile("w+", encoding="utf-8", newline="") as file:
            yield Table(file)
            file.seek(0)
            copyfileobj(file, sys.stdout)
        return
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            yield Table(file)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    path.chmod(0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
