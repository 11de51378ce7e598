"""The words of a consult: sealed with the data key of its journey, each under a context of its own."""

from collections.abc import Mapping

from kernel.log import Log
from kernel.sealing import TamperedError
from reflections.application.log_codes import Code
from reflections.domain.consult import Consult
from reflections.domain.held_consult import Held
from reflections.domain.ports import TextKey

QUESTION, PACKET = "question", "packet"


def context(consult: Consult, field: str) -> Mapping[str, str]:
    """Say where a text belongs; it opens nowhere else."""
    return {"practice": consult.practice, "journey": consult.journey, "field": f"{consult.id}/{field}"}


def sealed(key: TextKey, consult: Consult, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Seal texts by the names of their fields."""
    return {field: key.seal(text, context(consult, field)) for field, text in texts.items()}


def unsealed(held: Held, field: str, text: bytes, log: Log) -> str | None:
    """Open a text; None, and a line in the log, where it cannot be opened."""
    try:
        return held.key.open(text, context(held.consult, field))
    except TamperedError:
        log.line(Code.TEXT_UNREADABLE, journey=held.consult.journey, item=held.consult.id, field=field)
        return None
