"""What forbids a cheer for as long as it lasts: a red alert, or a reliable deterioration that is confirmed.

Both come from the service that detects them, each with a version of its own; the highest version seen counts.
"""

from dataclasses import dataclass

from notifications.domain.reason import Reason


@dataclass(frozen=True, slots=True)
class Concern:
    """An alert or a setback, as far as it forbids.

    Parameters
    ----------
    id : str
        The alert's or the setback's.
    version : int
        Its version.
    reason : Reason
        What it forbids a cheer with.
    lasts : bool
        False once it is cleared, reversed, retracted or set aside; and for what never forbids, kept so that an older
        event does not count against it.
    raising : int
        How often an alert was raised; 0 of a setback.
    acknowledged : bool
        Whether the therapist has seen it as it was raised last; it lasts all the same.
    """

    id: str
    version: int
    reason: Reason
    lasts: bool
    raising: int = 0
    acknowledged: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is a red alert that nobody has acknowledged."""
        return self.lasts and self.raising > 0 and not self.acknowledged
