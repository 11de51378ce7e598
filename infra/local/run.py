"""``make run``: the whole system on this machine, one journey played through it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence

from local.cheering import at_night, cheer
from local.cloud import Cloud
from local.consulting import consult
from local.deploying import deploy_all
from local.emulator import check_port, check_tools, emulator, workspace
from local.ending import ended
from local.people import EVERYONE, PASSWORD
from local.place import Place, place_at
from local.play import Story, between_sessions, opening, scores
from local.running import announce
from local.seed import seed
from local.stacks import stage_all
from local.telling import Teller
from local.world import SERVICES, World


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options; make hands them on as environment variables, a person types them.

    Parameters
    ----------
    arguments : Sequence[str]
        Without the program's name.

    Returns
    -------
    argparse.Namespace
        once, port.
    """
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--once", action="store_true", default=bool(os.environ.get("ONCE")), help="play, clean up, end")
    parser.add_argument("--port", default=os.environ.get("PORT") or "4566", help="port of the loopback interface")
    return parser.parse_args(arguments)


def bring_up(place: Place, tell: Teller) -> World:
    """Deploy and seed; the emulator is up.

    Parameters
    ----------
    place : Place
        Where.
    tell : Teller
        Prints.

    Returns
    -------
    World
        The running system.
    """
    cloud = Cloud(place)
    deploy_all(cloud, tell.progress)
    seed(cloud)
    return World(place)


def play(world: World, tell: Teller) -> None:
    """Play the journey.

    Parameters
    ----------
    world : World
        The running system.
    tell : Teller
        Prints.
    """
    tell.heading("One journey, through HTTP")
    story = Story(world, tell)
    opening(story)
    between_sessions(story)
    cheer(story, scores(story))
    at_night(story)
    consult(story)


def show(world: World, tell: Teller) -> None:
    """Print how to look around.

    Parameters
    ----------
    world : World
        The running system.
    tell : Teller
        Prints.
    """
    tell.heading(f"Sign-in data (password of all: {PASSWORD}; they open nothing but this machine)")
    for person in EVERYONE:
        tell.progress(f"{person.role:<11}{person.email:<30}{person.practice}")
    tell.heading("Addresses")
    for service in SERVICES:
        tell.progress(f"{service:<14}{world.addresses[service]}")
    tell.progress(f"{'mail sent':<14}{world.place.url}/_ministack/ses/messages")


def _until_stopped(tell: Teller) -> None:
    tell.heading("Up. `make replay FILE=courses.csv` in another terminal sends scores; Ctrl-C ends everything.")
    while True:
        signal.pause()


def run(place: Place, *, once: bool, tell: Teller) -> None:
    """Start, play, and stay up or end.

    Parameters
    ----------
    place : Place
        Where.
    once : bool
        End after the play.
    tell : Teller
        Prints.
    """
    began = time.monotonic()
    tell.heading("Quiet Cheer on this machine")
    check_tools(place)
    check_port(place)
    with workspace(place):
        stage_all(place)
        tell.progress(f"artifacts staged after {time.monotonic() - began:.1f} s")
        with emulator(place):
            tell.progress(f"emulator up on {place.url}")
            world = bring_up(place, tell)
            try:
                play(world, tell)
                show(world, tell)
                tell.heading(f"Done in {time.monotonic() - began:.0f} s.")
                if not once:
                    announce(place)
                    _until_stopped(tell)
            finally:
                world.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and turn every failure into one line.

    Parameters
    ----------
    arguments : Sequence[str], optional
        Without the program's name.

    Returns
    -------
    int
        0; 1 when something failed.
    """
    chosen = options(sys.argv[1:] if arguments is None else arguments)

    def act() -> int:
        run(place_at(chosen.port), once=chosen.once, tell=Teller())
        return 0

    return ended("make run", act, "Ended; nothing is left behind.")


if __name__ == "__main__":
    sys.exit(main())
