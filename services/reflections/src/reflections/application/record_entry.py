"""One of the two keeps a win, a struggle or an effort."""

from dataclasses import dataclass
from typing import Literal

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Reference, Text
from reflections.application.reaching import reach_naming
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
    """Record an entry: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

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
            An `EntryView`, without the words.
        """
        entry: Entry = request.body
        reached = reach_naming(self.journeys, request.caller, request.path["journey"], entry.goal)
        facts = {"shared": entry.shared, "goal": entry.goal, "struggle": entry.struggle}
        said = Said(Kind(entry.kind), facts, {"text": entry.text}, tells=news_of)
        return Reply(EntryView.model_validate(shown(kept(said, request, reached, self.captures, self.clock))))
