"""An admin of the practice breaks the glass of a journey: for a reason, for a while, and not in secret."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused, not_found
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.break_glass_views import BreakGlassView, EmergencyName
from reflections.application.fields import Body, Text, canonical
from reflections.application.log_codes import Code
from reflections.application.reaching import Reached
from reflections.application.texts import sealed
from reflections.domain.break_glass import MOST_MINUTES, BreakGlass, BreakGlasses, Emergency
from reflections.domain.break_glass_event import BreakGlassOpened
from reflections.domain.capture import Voice
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys
from reflections.domain.relation import Relation


class BreakingGlass(Body):
    """Why, in a word and in words of one's own, and for how many minutes."""

    reason: EmergencyName
    text: Text
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]


@dataclass(frozen=True, slots=True)
class BreakTheGlass:
    """Open a journey to an admin: two DynamoDB calls (a BatchGetItem and a put), and one KMS call for a new key.

    Client and therapist can see it from this instant on; an alarm goes out, and the others are told. It ends by itself.
    """

    journeys: Journeys
    accesses: BreakGlasses
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST …/break-glass``.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `BreakingGlass`.

        Returns
        -------
        Reply
            A `BreakGlassView`.

        Raises
        ------
        Problem
            404 where there is no such journey in the practice; 422 for a key of another request.
        """
        said: BreakingGlass = request.body
        caller, now = request.caller, self.clock.now()

        def admits(journey: Journey) -> bool:
            return journey.practice == caller.practice and Relation.SAME_PRACTICE in caller.reaches

        found = self.journeys.access(caller.practice, request.path["journey"], admits, fresh=True)
        if found is None:
            raise not_found()
        command = command_id(caller.practice, caller.sub, request.key)
        made = derived("break-glass", found.journey.id, command)
        # Its own words are sealed under the journey's key, whoever wrote them: they go when the journey is erased.
        reached = Reached(found.journey, found.key, Voice.THERAPIST)
        access = BreakGlass(
            practice=caller.practice,
            journey=found.journey.id,
            id=made,
            by=caller.sub,
            reason=Emergency(said.reason),
            text=sealed(reached, made, {"text": said.text})["text"],
            at=to_text(now),
            until=to_text(now + timedelta(minutes=said.minutes)),
            fingerprint=found.key.fingerprint(request.route.encode(), canonical(said)),
        )
        stored = self.accesses.add(access, _news_of(access, found.journey, request, command))
        if stored is None:
            self.log.line(Code.GLASS_BROKEN, journey=access.journey, reason=access.reason)
        elif stored.fingerprint != access.fingerprint:
            raise key_reused()
        return Reply(BreakGlassView.of(stored or access, said.text), purpose=access.reason.value)


def _news_of(access: BreakGlass, journey: Journey, request: Request, command: str) -> Event:
    told = BreakGlassOpened(
        version=1,
        access=access.id,
        by=access.by,
        reason=access.reason.value,
        therapist=journey.therapist,
        until=access.until,
    )
    return announced(told, of=access.id, version=1, journey=journey.id, request=request, cause=command, at=access.at)
