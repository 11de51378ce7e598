"""The service on moto, for every adapter test of reflections."""

from collections.abc import Iterator

import pytest

from adapters.reflections.table import OnMoto, on_moto


@pytest.fixture
def moto() -> Iterator[OnMoto]:
    with on_moto() as made:
        yield made
