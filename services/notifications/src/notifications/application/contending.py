"""What to do when somebody else wrote between reading and writing: look again, at once."""

from collections.abc import Callable

from notifications.domain.ports import LostRaceError

_LOOKS = 10
"""As many as read the queue at once: each round of a race has a winner."""


def looking_again(attempt: Callable[[], None]) -> None:
    """Read and write, and where that lost a race do so again upon what the other one wrote.

    The events of a new journey come within a second of each other, and are taken in at the same time. To leave the
    loser to the queue would work too, but the queue hides it for the whole visibility timeout: minutes.

    Parameters
    ----------
    attempt : Callable
        Reads, decides and writes conditionally; to do it again changes nothing.

    Raises
    ------
    LostRaceError
        Where it lost ten times running; then the queue brings the event again.
    """
    for _ in range(_LOOKS - 1):
        try:
            attempt()
        except LostRaceError:
            continue
        return
    attempt()
