"""The therapist changes a reflection."""

from dataclasses import dataclass
from datetime import datetime

from kernel.routes import Reply, Request
from reflections.application.fields import ABSENT, MOST_SIGNS_A_LINE, Body, Instant, SessionNumber, Text, is_one_line
from reflections.application.rewriting import Rewriting, Rewritten, when
from reflections.application.tags import Tags, written
from reflections.application.views import ReflectionView, shown
from reflections.domain.capture import Capture, Facts, Kind
from reflections.domain.refusals import WrongFieldError

_PARTS = ("worked", "did_not_work", "might_work_next")
_OF_OTHERS = "not of this kind of reflection; leave it out"


class ReflectionChange(Body):
    """What is to be changed of a reflection; what is left out stays, and null leaves a part or the session empty.

    What kind of reflection it is stays, and with it which parts it has.
    """

    text: Text = ABSENT
    worked: Text | None = None
    did_not_work: Text | None = None
    might_work_next: Text | None = None
    session: SessionNumber | None = None
    tags: Tags = ABSENT
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class ChangeReflection:
    """Change a reflection upon the version that ``If-Match`` names: two DynamoDB calls (a read and a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.
    Nobody is told.
    """

    rewriting: Rewriting

    def __call__(self, request: Request) -> Reply:
        """Change the reflection.

        Parameters
        ----------
        request : Request
            Its path names journey and reflection; its body is a `ReflectionChange`.

        Returns
        -------
        Reply
            A `ReflectionView`, without the words; the same where this very change was made before.
        """
        change: ReflectionChange = request.body
        if not change.model_fields_set:
            raise WrongFieldError(("/", "at least one field to change"))
        return self.rewriting(request, lambda before, now: _decided(change, before, now), _replied)


def _decided(change: ReflectionChange, before: Capture, now: datetime) -> Rewritten:
    given = change.model_fields_set
    parted = before.kind is Kind.AFTER_SESSION
    strange = given & ({"text"} if parted else {*_PARTS, "session"})
    if strange:
        raise WrongFieldError(*((f"/{name}", _OF_OTHERS) for name in sorted(strange)))
    if before.kind is Kind.CAME_TO_MIND and "text" in given and not is_one_line(change.text):
        raise WrongFieldError(("/text", f"one line of at most {MOST_SIGNS_A_LINE} signs, without line breaks"))
    words = {name: getattr(change, name) for name in (*_PARTS, "text") if name in given}
    left = {name for name in {*before.texts, *words} if name in _PARTS and words.get(name, "as before") is not None}
    if parted and not left:
        raise WrongFieldError(("/worked", "some words here, in did_not_work or in might_work_next"))
    if "tags" in given:
        words["tags"] = written(change.tags)
    facts: Facts = {"session": change.session} if "session" in given else {}
    return Rewritten({**before.facts, **when(change.occurred_at, now), **facts}, words)


def _replied(reflection: Capture) -> Reply:
    return Reply(ReflectionView.model_validate(shown(reflection)), version=reflection.version)
