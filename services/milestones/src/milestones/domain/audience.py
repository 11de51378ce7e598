"""Who may read that something was looked at."""

from enum import StrEnum


class Audience(StrEnum):
    """Each has an access log of its own."""

    BOTH = "both"
    THERAPIST = "therapist"
