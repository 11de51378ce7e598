"""What a mail provider tells of an e-mail after it took it."""

from dataclasses import dataclass

from notifications.domain.preferences import EmailStopped


@dataclass(frozen=True, slots=True)
class EmailReport:
    """What became of an e-mail after it was accepted.

    Parameters
    ----------
    practice, person : str
        Whose it was, as the e-mail was tagged.
    addresses : tuple of str
        Which of its addresses it is about.
    why : EmailStopped
        What happened.
    """

    practice: str
    person: str
    addresses: tuple[str, ...]
    why: EmailStopped
