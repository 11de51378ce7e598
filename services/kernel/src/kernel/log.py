"""Logs as enumerated codes: each line is a code with a fixed text and typed fields; free text cannot get in."""

import json
import re
import sys
from collections.abc import Callable
from enum import Enum, StrEnum
from pathlib import PurePath

_PLAIN = re.compile(r"[\w.:/#@{}$+=-]{1,200}", re.ASCII)
_REFUSED = "(refused)"
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Level(StrEnum):
    """How grave a line is."""

    INFO = "INFO"
    WARN = "WARN"
    ERROR = "ERROR"


class LogCode(Enum):
    """Base of each service's codes: ``NAME = (code, level, fixed text)``. Each code is a runbook key."""

    def __init__(self, code: str, level: Level, text: str) -> None:
        self.code = code
        self.level = level
        self.text = text


class Code(LogCode):
    """The kernel's own codes."""

    ANSWERED = ("KN001", Level.INFO, "request answered")
    UNEXPECTED = ("KN002", Level.ERROR, "unexpected error")
    THROTTLED = ("KN003", Level.WARN, "a store is throttled or slow")
    UNTRACED = ("KN004", Level.ERROR, "an access could not be logged, nothing was shown")
    TAKEN_IN = ("KN010", Level.INFO, "batch taken in")
    RETRY = ("KN011", Level.WARN, "event left for another try")
    UNKNOWN_TYPE = ("KN012", Level.WARN, "event of a type nobody here observes")
    UNREADABLE = ("KN013", Level.ERROR, "event cannot be read")
    PUBLISHED = ("KN020", Level.INFO, "events published")
    PUT_ASIDE = ("KN021", Level.WARN, "events not published, put on the failure queue")
    SWEPT = ("KN022", Level.INFO, "failure queue swept")
    RANGE_GONE = ("KN023", Level.ERROR, "stream range is trimmed, publish it again by hand")
    REPUBLISHED = ("KN024", Level.INFO, "range published again")
    UNLINKED = ("KN030", Level.WARN, "a trace of access not linked yet, is tried again")
    ROTATED = ("KN040", Level.INFO, "a stretch of data keys taken on in their rotation")
    NOT_SEALED_ANEW = ("KN041", Level.WARN, "a sealed text that no key opens stays as it is")
    BROKEN = ("KN031", Level.ERROR, "the chain of an access log is not whole")


Value = str | int | float | bool | Enum | None
"""What a field may hold: numbers, and text without a blank (an identifier, an enumeration, a route, a class name)."""


def _standard_output(line: str) -> None:
    """Write a line where Lambda collects it."""
    sys.stdout.write(line + "\n")


def origin(error: BaseException) -> str:
    """Tell where an error was raised, in words that no person typed.

    Parameters
    ----------
    error : BaseException
        As it was caught.

    Returns
    -------
    str
        File and line of the innermost frame, for example ``items.py:42``.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "unknown" if trace is None else f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


class Log:
    """Writes one line for each code.

    Parameters
    ----------
    service : str
        The service's name.
    write : callable, optional
        Takes the finished line without its end; standard output where none is given.
    """

    def __init__(self, service: str, write: Callable[[str], None] | None = None) -> None:
        self._service = service
        self._write = write or _standard_output

    def line(self, code: LogCode, **fields: Value) -> None:
        """Write a line.

        Parameters
        ----------
        code : LogCode
            What is said.
        **fields : str, int, float, bool, Enum or None
            Text that is no plain token (it has a blank, or is longer than 200 characters) is not written but refused:
            no sentence a person typed can get into a log by mistake. None is left out.
        """
        line: dict[str, object] = {"code": code.code, "level": code.level, "text": code.text, "service": self._service}
        for name, value in fields.items():
            plain = value.value if isinstance(value, Enum) else value
            if plain is not None:
                line[name] = plain if not isinstance(plain, str) or _PLAIN.fullmatch(plain) else _REFUSED
        self._write(_encode(line))
