"""A supervisor reads what therapists show of their mirrors; a therapist reads what she shows."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.cursors import written
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.mirror_share_views import (
    FIELD,
    SharedMirror,
    SharedMirrors,
    SharedQuery,
    note,
    shown_share,
)
from reflections.application.paging import identifier_in
from reflections.application.reaching import Reached
from reflections.application.texts import unsealed
from reflections.domain.capture import Voice
from reflections.domain.mirror_share import MirrorShare, MirrorShares
from reflections.domain.ports import JourneyAccess, Journeys
from reflections.domain.relation import Relation


@dataclass(frozen=True, slots=True)
class ListSharedMirrors:
    """List a page of snapshots: three DynamoDB calls, and one KMS call for each journey that is not remembered.

    One call where there is none. A snapshot ends with its day, when it is taken back, and when its therapist leads the
    journey no more; an erased journey leaves none.
    """

    journeys: Journeys
    shares: MirrorShares
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List them, by journey: an order that says nothing.

        Parameters
        ----------
        request : Request
            Its query is a `SharedQuery`.

        Returns
        -------
        Reply
            A `SharedMirrors`.
        """
        caller, page = request.caller, request.query
        found, beyond = self.shares.of_person(caller.practice, caller.sub, page.limit, identifier_in(page.cursor))
        now = self.clock.now()
        open_ones = [
            one for one in found if one.is_for(caller.sub, now) and _as_whom(one, caller.sub) in caller.reaches
        ]
        ahead = self.journeys.ahead(caller.practice, [one.journey for one in open_ones]) if open_ones else None
        shown = [] if ahead is None else [self._shown(one, ahead, request) for one in open_ones]
        items = [(share, view) for share, view in zip(open_ones, shown, strict=True) if view is not None]
        return Reply(
            SharedMirrors(
                note=note(page.language),
                items=[view for _, view in items],
                next=None if beyond is None else written(beyond),
            ),
            about=tuple(share.journey for share, _ in items),
        )

    def _shown(self, share: MirrorShare, ahead: JourneyAccess, request: Request) -> SharedMirror | None:
        access = ahead.access(share.practice, share.journey, share.is_of)
        if access is None:
            return None
        asked: SharedQuery = request.query
        reached = Reached(access.journey, access.key, Voice.THERAPIST)
        text = unsealed(reached, share.journey, FIELD, share.lines, self.log)
        return shown_share(share, access.journey.code, text, request.caller.sub, asked.language)


def _as_whom(share: MirrorShare, person: str) -> Relation:
    return Relation.OWN_THERAPIST if share.therapist == person else Relation.SUPERVISOR
