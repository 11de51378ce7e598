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
    """

    id: str
    version: int
    reason: Reason
    lasts: bool
