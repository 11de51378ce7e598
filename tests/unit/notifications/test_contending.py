"""A lost race is run again at once, and not for ever."""

import pytest

from notifications.application.contending import looking_again
from notifications.domain.ports import LostRaceError


def losing(times: int, tried: list[int]) -> None:
    tried.append(len(tried))
    if len(tried) <= times:
        raise LostRaceError


@pytest.mark.parametrize("times", [0, 1, 9])
def test_it_looks_again_until_nobody_is_in_the_way(times: int) -> None:
    tried: list[int] = []
    looking_again(lambda: losing(times, tried))
    assert len(tried) == times + 1


def test_it_gives_up_after_ten_looks_and_leaves_it_to_the_queue() -> None:
    tried: list[int] = []
    with pytest.raises(LostRaceError):
        looking_again(lambda: losing(99, tried))
    assert len(tried) == 10
