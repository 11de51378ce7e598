"""A log of supervision for a training: minutes and topics, never a word of anybody's."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from kernel.caller import Role
from kernel.cursors import written
from kernel.routes import Reply, Request
from reflections.application.consult_reaching import part_in
from reflections.application.list_consults import PLACE
from reflections.application.paging import Page, place_in
from reflections.application.timeline_csv import as_csv
from reflections.application.views import View
from reflections.domain.consult import Consult, SupervisionAnswer
from reflections.domain.held_consult import Consults


class LogPage(Page):
    """Which page of the log, and how it is to be written.

    Parameters
    ----------
    format : str
        JSON, or CSV with the same rows.
    """

    format: Literal["json", "csv"] = "json"


class LogLine(View):
    """One answer: when it was given, how long the supervision took, what it was about."""

    date: str
    minutes: int
    topics: list[str]
    role: Literal["therapist", "supervisor"]
    where: Literal["inside", "outside"]
    door: Literal["declared", "detected"]
    urgency: Literal["urgent", "soon", "routine"]
    consult: str
    answer: int


class SupervisionLog(View):
    """A page of the log, by consult, the newest first; ``minutes`` are those of this page in all."""

    items: list[LogLine]
    minutes: int
    next: str | None


@dataclass(frozen=True, slots=True)
class ReadSupervisionLog:
    """Read a page of the log: as many calls as a list of consults takes."""

    consults: Consults

    def __call__(self, request: Request) -> Reply:
        """Read what supervision the caller had, or gave.

        Parameters
        ----------
        request : Request
            Its query is a `LogPage`, which counts consults.

        Returns
        -------
        Reply
            A `SupervisionLog`, or CSV.
        """
        caller, page = request.caller, request.query
        after = place_in(page.cursor, PLACE)
        found, following = self.consults.of_person(caller.practice, caller.sub, after, page.limit, open_ones=False)
        parts = [(held.consult, part_in(held.consult, caller)) for held in found]
        items = [_line(consult, part, one) for consult, part in parts if part is not None for one in consult.answers]
        about = tuple(dict.fromkeys(consult.journey for consult, part in parts if part is not None))
        cursor = None if following is None else written(following)
        if page.format == "csv":
            more = None if cursor is None else "?" + urlencode(page.model_dump(exclude_unset=True) | {"cursor": cursor})
            return Reply(as_csv(items, tuple(LogLine.model_fields), more), about=about)
        return Reply(SupervisionLog(items=items, minutes=sum(one.minutes for one in items), next=cursor), about=about)


def _line(consult: Consult, part: Role, answer: SupervisionAnswer) -> LogLine:
    return LogLine.model_validate(
        {
            "date": answer.at[:10],
            "minutes": answer.minutes,
            "topics": [topic.value for topic in consult.topics],
            "role": part.value,
            "where": consult.where.value,
            "door": consult.door.value,
            "urgency": consult.urgency.value,
            "consult": consult.id,
            "answer": answer.number,
        }
    )
