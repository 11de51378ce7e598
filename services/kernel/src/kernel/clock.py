"""The clock as a port: nothing in the services asks the machine for the time by itself."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant.

        Returns
        -------
        datetime
            Aware, in UTC.
        """
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present instant, aware, in UTC."""
        return datetime.now(UTC)
