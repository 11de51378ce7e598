"""``make replay FILE=courses.csv``: send the courses of a file through the running system, and tell what it found."""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from local.client import Voice
from local.columns import Columns
from local.courses import Courses, read
from local.ending import ended
from local.people import THERAPIST
from local.place import place_at
from local.quiet import wait_for_quiet
from local.running import find
from local.sending import Replay, send_all
from local.stopping import CannotGoOnError
from local.tables import gains, per_course, totals
from local.world import World


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options; make hands them on as environment variables, a person types them.

    Parameters
    ----------
    arguments : Sequence[str]
        Without the program's name.

    Returns
    -------
    argparse.Namespace
        file, port, and the names of the columns.
    """
    given, default = os.environ, Columns()
    parser = argparse.ArgumentParser(prog="make replay", description=__doc__)
    parser.add_argument("file", nargs="?", default=given.get("FILE"), help="the CSV file")
    parser.add_argument("--port", default=given.get("PORT") or "4566", help="where `make run` listens")
    parser.add_argument("--id", default=given.get("ID") or default.id, help="column that names the course")
    parser.add_argument("--time", default=given.get("TIME") or default.time, help="session number or date (long form)")
    parser.add_argument("--instrument", default=given.get("INSTRUMENT") or default.instrument, help="column or name")
    parser.add_argument("--score", default=given.get("SCORE") or default.score, help="column of totals (long form)")
    parser.add_argument("--scores", default=given.get("SCORES") or "", help="first..last, or a prefix (wide form)")
    return parser.parse_args(arguments)


def ranges(voice: Voice) -> dict[str, tuple[int, int]]:
    """Ask the running system which instruments it knows.

    Parameters
    ----------
    voice : Voice
        The therapist.

    Returns
    -------
    dict[str, tuple[int, int]]
        Lowest and highest total by instrument.
    """
    return {each["name"]: (0, each["total_maximum"]) for each in voice.get("/instruments")["items"]}


def _sent(count: int, of: int) -> None:
    if count % 10 == 0 or count == of:
        print(f"  · {count} of {of} courses sent", flush=True)


def tell(world: World, voice: Voice, courses: Courses) -> None:
    """Send the courses, wait, and print what was found.

    Parameters
    ----------
    world : World
        The running system.
    voice : Voice
        The therapist.
    courses : Courses
        Sound ones.
    """
    scores = {name: len(points) for name, points in courses.points.items()}
    print(f"scores: {sum(scores.values())}, courses: {len(scores)} ({courses.shape} form)", flush=True)
    journeys = send_all(voice, Replay(uuid.uuid4(), datetime.now(UTC)), courses.points, _sent)
    print("  · waiting until the system is quiet", flush=True)
    found = wait_for_quiet(world, voice, list(journeys.values()))
    milestones = {name: found[journey] for name, journey in journeys.items()}
    for table in (per_course(milestones, scores), totals(milestones), gains(milestones)):
        print("\n" + "\n".join(table), flush=True)


def replay(chosen: argparse.Namespace) -> int:
    """Replay a file.

    Parameters
    ----------
    chosen : argparse.Namespace
        The options.

    Returns
    -------
    int
        0; 1 when courses were left out because of faults.

    Raises
    ------
    CannotGoOnError
        When nothing can be sent.
    """
    if not chosen.file:
        raise CannotGoOnError("Name the file: make replay FILE=courses.csv")
    world = World(find(place_at(chosen.port)))
    try:
        voice = world.voice(THERAPIST)
        columns = Columns(chosen.id, chosen.time, chosen.instrument, chosen.score, chosen.scores)
        courses = read(Path(chosen.file), columns, ranges(voice))
        for fault in courses.faults:
            print(f"make replay: {fault}; nothing of course {fault.course} is sent.", file=sys.stderr)
        if courses.points:
            tell(world, voice, courses)
        elif not courses.faults:
            raise CannotGoOnError(f"{chosen.file} holds no score.")
        return 1 if courses.faults else 0
    finally:
        world.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay, and turn every failure into one line.

    Parameters
    ----------
    arguments : Sequence[str], optional
        Without the program's name.

    Returns
    -------
    int
        0; 1 when something failed or was left out.
    """
    chosen = options(sys.argv[1:] if arguments is None else arguments)
    return ended("make replay", lambda: replay(chosen), "Ended before all was told; what was sent stays sent.")


if __name__ == "__main__":
    sys.exit(main())
