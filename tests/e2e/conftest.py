"""One deployed system for all tests of this folder."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.emulated import Emulated
from local.cloud import Cloud
from local.deploying import deploy_all
from local.emulator import emulator, workspace
from local.place import Place
from local.seed import seed
from local.stacks import stage_all
from local.world import World


def _free_port() -> int:
    """Find a port that nobody listens on: `make run`, or these tests in another checkout, may be up."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def system() -> Iterator[World]:
    place = Place(Path(__file__).parents[2], _free_port())
    stage_all(place)
    with workspace(place), emulator(place):
        cloud = Cloud(place)
        deploy_all(cloud, lambda _line: None)
        seed(cloud)
        world = World(place)
        try:
            yield world
        finally:
            world.close()


@pytest.fixture
def driver(system: World) -> Emulated:
    return Emulated(system)
