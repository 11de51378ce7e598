"""The client takes along all that is hers to see."""

from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from pydantic import Field

from kernel.access_words import Language
from kernel.clock import Clock
from kernel.cursors import written
from kernel.instants import to_text
from kernel.languages import preferred
from kernel.routes import Reply, Request
from reflections.application.export_csv import export_csv
from reflections.application.export_parts import PLACES, ExportParts
from reflections.application.export_views import AnyRecord, ExportPage, Withheld
from reflections.application.export_words import ELSEWHERE, WITHHELD
from reflections.application.paging import Page, part_and_place_in
from reflections.application.reaching import Reached, reach
from reflections.domain.ports import Journeys

_PARTS = tuple(PLACES)


class ExportAsked(Page):
    """Which page of the export, in which form, and in which language its sentences are."""

    limit: int = Field(default=100, ge=1, le=100)
    format: Literal["json", "csv"] = "json"
    language: Language | None = Field(default=None)

    def following(self, cursor: str | None) -> str | None:
        """Give the address of the next page, relative to this one; None where there is none."""
        said = self.model_dump(mode="json", exclude_unset=True, exclude_none=True) | {"cursor": cursor}
        return None if cursor is None else f"?{urlencode(said)}"


@dataclass(frozen=True, slots=True)
class ExportJourney:
    """Give a page of all that the client may see: at most ten DynamoDB calls, and one KMS call for a new key.

    The journey, then part after part until the page is full: the aspiration, the goals' words, consents, the timeline
    (two), planned sessions, the access log, emergencies, requests. At most a hundred records beside the journey's own,
    which keeps a page of the longest texts within what Lambda can answer (6 MB).

    Reflections are never read here, so that nothing depends on whether there are any (I3).
    """

    journeys: Journeys
    parts: ExportParts
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST …/export``.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is an `ExportAsked`.

        Returns
        -------
        Reply
            An `ExportPage`; or CSV, the same records a line each, the first line saying what is withheld.
        """
        asked: ExportAsked = request.query
        start = part_and_place_in(asked.cursor, PLACES)
        language = asked.language or cast("Language", preferred(request.languages, get_args(Language)))
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        records, following = self._page(reached, start, asked.limit, language)
        cursor = None if following is None else written(*following)
        if asked.format == "csv":
            return Reply(export_csv(records, WITHHELD[language], asked.following(cursor)))
        page = ExportPage(
            journey=reached.journey.id,
            made_at=to_text(self.clock.now()),
            withheld=[Withheld(text=WITHHELD[language])],
            elsewhere=list(ELSEWHERE),
            records=records,
            next=cursor,
        )
        return Reply(page)

    def _page(
        self, reached: Reached, start: tuple[str, str | None], limit: int, language: Language
    ) -> tuple[list[AnyRecord], tuple[str, ...] | None]:
        part, place = start
        records: list[AnyRecord] = []
        for name in _PARTS[_PARTS.index(part) :]:
            if len(records) >= limit:
                return records, (name,)
            found, following = self.parts.read(name, reached, place, limit - len(records), language)
            records += found
            if following is not None:
                return records, (name, following)
            place = None
        return records, None
