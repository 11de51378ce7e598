"""One of the two keeps a win, a struggle or an effort."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Reference, Text
from reflections.application.reaching import reach_naming
from reflections.application.supporting import noticed_in, support_for
from reflections.application.views import EntryView, shown
from reflections.domain.capture import Kind
from reflections.domain.entry import news_of
from reflections.domain.ports import CaptureOnce, JourneyAccess


class Entry(Body):
    """What happened, in the author's words; private unless shared.

    ``struggle`` names the struggle that it pushes against. It is not looked up: that would cost each capture a call,
    and a name that leads nowhere harms nobody.
    """

    kind: Literal["win", "struggle", "effort"]
    text: Text
    shared: bool = False
    goal: Reference | None = None
    struggle: Reference | None = None
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """Record an entry: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    What a client writes is looked at for words of crisis. Whoever may be in one sees contacts in the very reply. Of a
    shared entry its event says that something was noticed, and never what; of one that is kept private nobody hears.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the entry.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is an `Entry`.

        Returns
        -------
        Reply
            An `EntryView`, without the words; a repeated command shows the contacts again.
        """
        entry: Entry = request.body
        reached = reach_naming(self.journeys, request.caller, request.path["journey"], entry.goal)
        facts = {"shared": entry.shared, "goal": entry.goal, "struggle": entry.struggle}
        noticed = noticed_in(entry.text, reached)
        said = Said(Kind(entry.kind), facts, {"text": entry.text}, tells=partial(news_of, noticed=noticed))
        capture = kept(said, request, reached, self.captures, self.clock)
        support = support_for(noticed, reached, request, shared=entry.shared)
        return Reply(EntryView.model_validate({**shown(capture), "support": support}))
