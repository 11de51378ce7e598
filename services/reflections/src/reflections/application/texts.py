"""Words that a person typed: sealed before they are stored, opened for who may read them."""

from collections.abc import Mapping

from kernel.log import Log
from kernel.sealing import TamperedError
from reflections.application.log_codes import Code
from reflections.application.reaching import Reached
from reflections.domain.capture import Capture


def context(reached: Reached, thing: str, field: str) -> Mapping[str, str]:
    """Say where a text belongs: it opens nowhere else, not even in another item of the same journey.

    Parameters
    ----------
    reached : Reached
        The journey.
    thing : str
        The identifier of what the text is part of.
    field : str
        The name of its field.

    Returns
    -------
    mapping
        Practice, journey and field.
    """
    return {"practice": reached.journey.practice, "journey": reached.journey.id, "field": f"{thing}/{field}"}


def sealed(reached: Reached, thing: str, texts: Mapping[str, str | None]) -> Mapping[str, bytes]:
    """Seal texts; those that are None are left out."""
    return {
        field: reached.key.seal(text, context(reached, thing, field))
        for field, text in texts.items()
        if text is not None
    }


def opened(reached: Reached, capture: Capture, log: Log) -> Mapping[str, str | None]:
    """Open a capture's texts.

    Parameters
    ----------
    reached : Reached
        The journey.
    capture : Capture
        The capture.
    log : Log
        Is told of a text that cannot be opened: one damaged text must not hide a whole timeline.

    Returns
    -------
    mapping
        Words by field; None where they cannot be opened.
    """
    return {field: unsealed(reached, capture.id, field, text, log) for field, text in capture.texts.items()}


def unsealed(reached: Reached, thing: str, field: str, text: bytes, log: Log) -> str | None:
    """Open one text; None, and a line in the log, where it cannot be opened."""
    try:
        return reached.key.open(text, context(reached, thing, field))
    except TamperedError:
        log.line(Code.TEXT_UNREADABLE, journey=reached.journey.id, item=thing, field=field)
        return None
