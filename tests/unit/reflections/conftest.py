"""The service on dictionaries, for every unit test of reflections."""

import pytest

from unit.reflections.calling import ELSEWHERE, OTHER_CLIENT, OTHER_THERAPIST, SUPERVISOR, Person, Service, on_fakes


@pytest.fixture
def service() -> Service:
    return on_fakes()


@pytest.fixture
def strangers() -> list[Person]:
    return [OTHER_THERAPIST, OTHER_CLIENT, ELSEWHERE, SUPERVISOR]
