"""What a client says to a cheer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """The three answers, each one tap."""

    LANDED = "landed"
    DID_NOT_LAND = "did_not_land"
    PLEASE_STOP = "please_stop"


@dataclass(frozen=True, slots=True)
class Answered:
    """A client's answer.

    Parameters
    ----------
    answer : Answer
        The last one counts.
    at : datetime
        When it was given; aware.
    command : str
        Derived from caller and Idempotency-Key, so that its repetition gets the same reply.
    """

    answer: Answer
    at: datetime
    command: str
