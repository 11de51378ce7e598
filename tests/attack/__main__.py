"""``make attack``: attack the running system, and print what was tried and what got through."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from attack.attacks import ATTACKS, attacked, table
from attack.ground import Ground
from e2e.emulated import Emulated
from local.cloud import Cloud
from local.deploying import deploy_all
from local.emulator import check_tools, emulator, workspace
from local.ending import ended
from local.place import Place, place_at
from local.running import find
from local.seed import seed
from local.stacks import stage_all
from local.stopping import CannotGoOnError
from local.telling import Teller
from local.world import World


@contextmanager
def _system(place: Place, tell: Teller) -> Iterator[World]:
    """Take the system that is up, or bring one up for the while."""
    try:
        world = World(find(place))
        tell.heading(f"Attacking what runs on port {place.port}")
    except CannotGoOnError:
        tell.heading("Attacking a system of its own (nothing runs: `make run` in another terminal saves the start)")
        check_tools(place)
        stage_all(place)
        with workspace(place), emulator(place):
            cloud = Cloud(place)
            deploy_all(cloud, tell.progress)
            seed(cloud)
            world = World(place)
            try:
                yield world
            finally:
                world.close()
        return
    try:
        yield world
    finally:
        world.close()


def main() -> int:
    """Attack; 1 where anything got through."""

    def act() -> int:
        with _system(place_at(os.environ.get("PORT") or "4566"), Teller()) as world:
            ground = Ground.prepared(Emulated(world))
            rows = [attacked(ground, name) for name in sys.argv[1:] or ATTACKS]
        print(table(rows))
        return int(any(row.through for row in rows))

    return ended("make attack", act, "Ended; nothing is left behind.")


if __name__ == "__main__":
    sys.exit(main())
