"""The note that a run leaves for a second program while it is up, and takes away when it ends."""

from __future__ import annotations

import json
import os

from local.place import Place
from local.stopping import CannotGoOnError


def announce(place: Place) -> None:
    """Write the note.

    Parameters
    ----------
    place : Place
        The run.
    """
    note = {"port": place.port, "stage": place.stage, "pid": os.getpid()}
    place.running.write_text(json.dumps(note), encoding="utf-8")


def find(place: Place) -> Place:
    """See that the system is up.

    Parameters
    ----------
    place : Place
        Where it should be.

    Returns
    -------
    Place
        Where it is.

    Raises
    ------
    CannotGoOnError
        When nothing runs there.
    """
    try:
        note = json.loads(place.running.read_text(encoding="utf-8"))
        os.kill(note["pid"], 0)
    except (OSError, ValueError, KeyError) as error:
        raise CannotGoOnError(
            f"Nothing runs on port {place.port}: start it in another terminal with `make run`, and wait until it is up."
        ) from error
    return Place(place.root, note["port"], note["stage"])
