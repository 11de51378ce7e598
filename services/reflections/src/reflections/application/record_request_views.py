"""What callers get to see of requests about the record."""

from typing import Literal

from kernel.log import Log
from reflections.application.reaching import Reached
from reflections.application.texts import unsealed
from reflections.application.views import View
from reflections.domain.record_request import Decider, RecordRequest

Ground = Literal["data_protection_law", "national_law", "court_order", "own_treatment", "other"]
GrantReason = Literal["lawful_claim", "corrected"]
DenialReason = Literal[
    "excluded_by_law", "rights_of_others", "risk_of_harm", "accurate_and_complete", "written_elsewhere"
]


class DecisionView(View):
    """An answer, with its reason in a word and in words."""

    by: Literal["therapist", "admin"]
    decision: Literal["granted", "denied"]
    reason: GrantReason | DenialReason
    text: str | None
    at: str


class StatementView(View):
    """A client's disagreement with an answer."""

    text: str | None
    at: str


class RecordRequestView(View):
    """A request, and what became of it; texts are null where they cannot be read."""

    id: str
    kind: Literal["psychotherapy_notes", "correction"]
    state: Literal["open", "granted", "denied"]
    ground: Ground | None
    item: str | None
    text: str | None
    at: str
    due_at: str
    decisions: list[DecisionView]
    statement: StatementView | None
    version: int


class RecordRequestList(View):
    """A page of requests; each says when it was made."""

    items: list[RecordRequestView]
    next: str | None


def decision_view(request: RecordRequest, by: Decider, reached: Reached, log: Log) -> DecisionView:
    """Show an answer in its words."""
    one = request.decisions[by]
    return DecisionView.model_validate(
        {
            "by": by.value,
            "decision": "granted" if one.granted else "denied",
            "reason": one.reason,
            "text": unsealed(reached, request.id, f"decision/{by.value}", one.text, log),
            "at": one.at,
        }
    )


def request_view(request: RecordRequest, reached: Reached, log: Log) -> RecordRequestView:
    """Show a request in its words.

    Parameters
    ----------
    request : RecordRequest
    reached : Reached
        The journey, with the key that opens its words.
    log : Log
        Is told of words that cannot be opened.

    Returns
    -------
    RecordRequestView
    """

    def opened(field: str, text: bytes | None) -> str | None:
        return None if text is None else unsealed(reached, request.id, field, text, log)

    statement = None
    if request.stated_at is not None:
        statement = {"text": opened("statement", request.statement), "at": request.stated_at}
    return RecordRequestView.model_validate(
        {
            "id": request.id,
            "kind": request.asked.value,
            "state": request.state.value,
            "ground": request.ground,
            "item": request.item,
            "text": opened("text", request.text),
            "at": request.at,
            "due_at": request.due_at,
            "decisions": [decision_view(request, by, reached, log) for by in sorted(request.decisions)],
            "statement": statement,
            "version": request.version,
        }
    )
