"""The routes of requests about the record, served by the rights function."""

from kernel.routes import Route
from reflections.application.answer_record_request import (
    DecideRecordRequest,
    Deciding,
    Disagreeing,
    DisagreeWithAnswer,
    ListRecordRequests,
)
from reflections.application.paging import Page
from reflections.application.record_request_views import DecisionView, RecordRequestList, RecordRequestView
from reflections.application.request_record import Requesting, RequestRecord
from reflections.handlers.composing import Stores
from reflections.handlers.routing import changed, made, read

_ALL = "/journeys/<journey>/record-requests"
_DECISIONS, _STATEMENT = f"{_ALL}/<request>/decisions", f"{_ALL}/<request>/statement"


def routes(at: Stores) -> list[Route]:
    """Name the routes.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    ask = RequestRecord(at.journeys, at.captures, at.record_requests, at.clock, at.log)
    listed = ListRecordRequests(at.journeys, at.record_requests, at.log)
    decide = DecideRecordRequest(at.journeys, at.record_requests, at.clock, at.log)
    disagree = DisagreeWithAnswer(at.journeys, at.record_requests, at.clock, at.log)
    summary = "Ask for notes, or for a correction"
    return [
        made(_ALL, ask, summary, Requesting, RecordRequestView, status=202),
        read(_ALL, listed, "Read what was asked, and what became of it", RecordRequestList, Page),
        made(_DECISIONS, decide, "Answer a request, with its reasons", Deciding, DecisionView),
        changed("PUT", _STATEMENT, disagree, "Disagree", Disagreeing, RecordRequestView, versioned=False),
    ]
