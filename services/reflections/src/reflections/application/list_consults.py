"""A therapist or a supervisor lists the consults that they hold."""

import re
from dataclasses import dataclass
from typing import Literal

from kernel.clock import Clock
from kernel.cursors import IDENTIFIER, INSTANT, written
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.consult_reaching import part_in
from reflections.application.consult_views import ConsultLine, ConsultList, lined
from reflections.application.consult_words import QUESTION, unsealed
from reflections.application.paging import Page, place_in
from reflections.domain.held_consult import Consults

PLACE = re.compile(rf"{INSTANT.pattern}#{IDENTIFIER.pattern}\.[0-9a-f]{{16}}", re.ASCII)
OPEN_PLACE = re.compile(rf"[01]#\d#{PLACE.pattern}", re.ASCII)
"""What a place looks like among all in the order of time, and in the queue."""


class ConsultPage(Page):
    """Which page of which consults.

    Parameters
    ----------
    state : str
        ``open``: what waits for the reader first, the most urgent before others, the oldest of them first. ``all``:
        closed ones too, the newest first.
    """

    state: Literal["open", "all"] = "open"


@dataclass(frozen=True, slots=True)
class ListConsults:
    """List consults: one query, and one call for each 49 of them; nothing of a record is read.

    And one KMS call for each journey whose key is not remembered.
    """

    consults: Consults
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List what the caller asked, or is asked.

        Parameters
        ----------
        request : Request
            Its query is a `ConsultPage`.

        Returns
        -------
        Reply
            A `ConsultList`.
        """
        caller, page = request.caller, request.query
        open_ones = page.state == "open"
        after = place_in(page.cursor, OPEN_PLACE if open_ones else PLACE)
        found, following = self.consults.of_person(caller.practice, caller.sub, after, page.limit, open_ones=open_ones)
        now = self.clock.now()
        mine = [held for held in found if part_in(held.consult, caller) is not None]
        items = [
            ConsultLine.model_validate(
                lined(held.consult, unsealed(held, QUESTION, held.consult.question, self.log), now)
            )
            for held in mine
        ]
        about = tuple(dict.fromkeys(held.consult.journey for held in mine))
        return Reply(ConsultList(items=items, next=None if following is None else written(following)), about=about)
