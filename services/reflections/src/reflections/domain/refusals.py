"""What the domain refuses, and in which words; the handlers map each to its response."""

from collections.abc import Sequence


class RefusedStepError(Exception):
    """A step that the present state does not allow.

    Parameters
    ----------
    kind : str
        A stable name, for example ``journey-closed``.
    title : str
        The same words for every occurrence of the kind.
    detail : str
        The present state, and what is possible from here.
    """

    def __init__(self, kind: str, title: str, detail: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.title = title
        self.detail = detail


class WrongFieldError(Exception):
    """Values that break a rule.

    Parameters
    ----------
    *findings : tuple of str and str
        Each a JSON pointer into the body and what would be right; never the value that was sent.
    """

    def __init__(self, *findings: tuple[str, str]) -> None:
        super().__init__(*(field for field, _ in findings))
        self.findings: Sequence[tuple[str, str]] = findings
