"""What `make attack` tries, on the deployed stacks: nothing of it gets through."""

import pytest

from attack.attacks import ATTACKS, attacked
from attack.ground import Ground
from e2e.emulated import Emulated
from local.world import World


@pytest.fixture(scope="module")
def ground(system: World) -> Ground:
    return Ground.prepared(Emulated(system))


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_gets_through(name: str, ground: Ground) -> None:
    row = attacked(ground, name)
    assert row.tries, "nothing was tried"
    assert row.through == []
