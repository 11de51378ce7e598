"""The supervision function: what those who hold a consult read and answer; it reaches no record."""

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application import packet_text
from reflections.application.answer_consult import AnswerConsult, Answering
from reflections.application.consult_views import AnsweredView, ConsultDetail, ConsultList
from reflections.application.list_consults import ConsultPage, ListConsults
from reflections.application.read_consult import ConsultQuery, ReadConsult
from reflections.application.supervision_log import LogPage, ReadSupervisionLog, SupervisionLog
from reflections.application.timeline_csv import MEDIA_TYPE
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import made, read

_CONSULTS = "/consults"
_CONSULT = f"{_CONSULTS}/<consult>"


def routes(at: Stores) -> list[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    at : Stores
        What its use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    queue, one = ListConsults(at.consults, at.clock, at.log), ReadConsult(at.consults, at.clock, at.log)
    answer, hours = AnswerConsult(at.consults, at.clock, at.log), ReadSupervisionLog(at.consults)
    return [
        read(_CONSULTS, queue, "List the consults that you hold, the questions first", ConsultList, ConsultPage),
        read(
            _CONSULT,
            one,
            "Read a consult: question, packet, thread",
            ConsultDetail,
            ConsultQuery,
            packet_text.MEDIA_TYPE,
        ),
        made(f"{_CONSULT}/answer", answer, "Answer a consult", Answering, AnsweredView),
        read("/supervision-log", hours, "List supervision by minutes and topics", SupervisionLog, LogPage, MEDIA_TYPE),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
