"""What a draft that comes with the system is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shipped:
    """The words about one kind of milestone in one language.

    Parameters
    ----------
    plain : str
        What was done, and what came of it, as facts.
    warm : str
        The same, with what the therapist felt on seeing it; of the client's person it says nothing either.
    question : str
        Hands the word over: what was done is the client's to tell.
    """

    plain: str
    warm: str
    question: str
