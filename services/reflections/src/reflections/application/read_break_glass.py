"""An admin reads a journey whose glass was broken; the two read who did so, and why."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.cursors import instant_and_identifier_in, written
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.break_glass_views import BreakGlassList, BreakGlassTimeline, BreakGlassView
from reflections.application.paging import Page, identifier_in
from reflections.application.reaching import Reached, reach
from reflections.application.texts import unsealed
from reflections.application.timeline_views import item_of
from reflections.domain.break_glass import BreakGlass, BreakGlasses
from reflections.domain.capture import Audience, Position, Voice
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.refusals import RefusedStepError
from reflections.domain.relation import Relation
from reflections.domain.timeline import WHOLE, merged


@dataclass(frozen=True, slots=True)
class ReadThroughBrokenGlass:
    """Read a page of what both of the two know: three DynamoDB calls, and one KMS call for a new key.

    The least that an emergency needs: shared entries, measures with their risk items, sessions, milestones. What one of
    the two keeps to themselves, reflections above all, is not read.
    """

    journeys: Journeys
    accesses: BreakGlasses
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET …/break-glass/{access}/timeline`` with a `BreakGlassTimeline`.

        Raises
        ------
        Problem
            404 for everybody but the admin whose access it is.
        RefusedStepError
            Where it has ended.
        """
        page: Page = request.query
        place = instant_and_identifier_in(page.cursor)
        access, reached = self._reached(request)
        position = None if place is None else Position(*place)
        part = self.captures.before(access.practice, access.journey, Audience.BOTH, WHOLE, position, page.limit)
        rows, after = merged([part], page.limit)
        items = [item_of(row, reached, self.log) for row in rows]
        following = None if after is None else written(after.occurred_at, after.id)
        body = BreakGlassTimeline.model_validate({"items": [dict(item) for item in items], "next": following})
        return Reply(body, purpose=access.reason.value)

    def _reached(self, request: Request) -> tuple[BreakGlass, Reached]:
        caller, journey = request.caller, request.path["journey"]
        access = self.accesses.read(caller.practice, journey, request.path["access"])
        if access is None or access.by != caller.sub or Relation.BREAK_GLASS not in caller.reaches:
            raise not_found()
        if not access.lasts(to_text(self.clock.now())):
            raise RefusedStepError(
                "break-glass-ended", "This access has ended", "Where the emergency lasts, state it again."
            )
        found = self.journeys.access(caller.practice, journey, _anybody, fresh=True)
        if found is None:
            raise not_found()
        return access, Reached(found.journey, found.key, Voice.THERAPIST)


@dataclass(frozen=True, slots=True)
class ListBrokenGlass:
    """List who broke the glass: two DynamoDB calls, and one KMS call where no key is remembered."""

    journeys: Journeys
    accesses: BreakGlasses
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET …/break-glass`` with a `BreakGlassList`; the admin's own words are for the therapist."""
        page: Page = request.query
        after = identifier_in(page.cursor)
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        journey = reached.journey
        found, following = self.accesses.of_journey(journey.practice, journey.id, after, page.limit)
        items = [BreakGlassView.of(access, self._words(reached, access)) for access in found]
        return Reply(BreakGlassList(items=items, next=None if following is None else written(following)))

    def _words(self, reached: Reached, access: BreakGlass) -> str | None:
        if reached.voice is not Voice.THERAPIST:
            return None
        return unsealed(reached, access.id, "text", access.text, self.log)


def _anybody(_journey: Journey) -> bool:
    """Admit whoever holds an access, which was read just now."""
    return True
