"""What is wrong with a file, named by line."""

from collections.abc import Iterable


class BadInputError(Exception):
    """The file cannot be judged; nothing is written then.

    Parameters
    ----------
    findings : iterable of str
        Each with the line that it is about, as far as it is about one.
    """

    def __init__(self, findings: Iterable[str]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(self.findings))


MOST_FINDINGS = 20
"""So many are named; whoever mends these sees the others."""
