"""One of the two changes an entry: its words, when it was, what it is linked to, or whether it is shared."""

from dataclasses import dataclass
from datetime import datetime

from kernel.routes import Reply, Request
from reflections.application.fields import ABSENT, Body, Instant, Reference, Text
from reflections.application.reaching import reach, reach_naming
from reflections.application.rewriting import Rewriting, Rewritten, when
from reflections.application.supporting import noticed_in, support_for
from reflections.application.views import EntryView, shown
from reflections.domain.capture import Capture
from reflections.domain.entry import is_shared
from reflections.domain.refusals import WrongFieldError

_LINKS = ("shared", "goal", "struggle")


class EntryChange(Body):
    """What is to be changed of an entry; what is left out stays, and null takes a goal or a struggle off.

    What an entry is (win, struggle, effort) stays: delete it, and keep another.
    """

    text: Text = ABSENT
    shared: bool = ABSENT
    goal: Reference | None = None
    struggle: Reference | None = None
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Change an entry upon the version that ``If-Match`` names: two DynamoDB calls (a read and a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.

    An entry that was ever shared tells the others of each version, in the place of the event before: that it is shared,
    with all facts anew, or that it was withdrawn. The stream has carried the earlier event by then.
    """

    rewriting: Rewriting

    def __call__(self, request: Request) -> Reply:
        """Change the entry.

        Parameters
        ----------
        request : Request
            Its path names journey and entry; its body is an `EntryChange`.

        Returns
        -------
        Reply
            An `EntryView`, without the words; the same where this very change was made before.
        """
        change: EntryChange = request.body
        if not change.model_fields_set:
            raise WrongFieldError(("/", "at least one field to change"))
        if change.goal is not None:
            reach_naming(self.rewriting.own.journeys, request.caller, request.path["journey"], change.goal)

        def decide(before: Capture, now: datetime) -> Rewritten:
            links = {name: getattr(change, name) for name in _LINKS if name in change.model_fields_set}
            words = {"text": change.text} if "text" in change.model_fields_set else {}
            return Rewritten({**before.facts, **when(change.occurred_at, now), **links}, words)

        return self.rewriting(request, decide, lambda entry: self._replied(entry, request))

    def _replied(self, entry: Capture, request: Request) -> Reply:
        """Show the entry, with contacts where the new words may speak of a crisis; its journey is remembered by now."""
        view = shown(entry)
        words = request.body.text if "text" in request.body.model_fields_set else None
        if words is not None:
            reached = reach(self.rewriting.own.journeys, request.caller, request.path["journey"])
            noticed = noticed_in(words, reached)
            view |= {"support": support_for(noticed, reached, request, shared=is_shared(entry))}
        return Reply(EntryView.model_validate(view), version=entry.version)
