"""What a therapist sends who asks a supervisor: the question first, then what goes with it."""

from datetime import date, datetime, timezone
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from reflections.application.brief_views import BriefQuery
from reflections.application.fields import Body, Reference, Text
from reflections.domain.consult import Topic, Where
from reflections.domain.consult_events import TopicName
from reflections.domain.event_fields import ConsultId
from reflections.domain.refusals import WrongFieldError

MOST_REFLECTIONS, MOST_IDEAS, MOST_NAMES = 10, 30, 10


def _each_once(items: list[str]) -> list[str]:
    if len(set(items)) != len(items):
        raise ValueError("each of them once")
    return items


_ONCE = AfterValidator(_each_once)
_Name = Annotated[str, Field(min_length=1, max_length=80)]
Names = Annotated[list[_Name], Field(max_length=MOST_NAMES)]


class SupervisorNamed(Body):
    """Who is asked: a supervisor of the practice, by subject of the user pool; or one outside it, who is not named.

    Nobody here knows who works in the practice. Whoever is named reads the packet only with a token of this practice
    that has the role of a supervisor.
    """

    where: Literal["inside", "outside"]
    person: Annotated[str, Field(pattern=r"^[A-Za-z0-9@._:-]{1,128}$")] | None = None


class KnownNames(Body):
    """What client and therapist are called, so that no such name is missed; used at once, and stored nowhere."""

    client: Names = Field(default_factory=list)
    therapist: Names = Field(default_factory=list)


class ConsultAsked(Body):
    """A question to a supervisor.

    ``ideas`` are those that go along; left out, all that were shared or tried. ``offset`` is the therapist's from UTC,
    by which days are known; ``language`` that of what stands in the place of names.
    """

    question: Text
    supervisor: SupervisorNamed
    door: Literal["declared", "detected"] = "declared"
    alert: ConsultId | None = None
    stuckness: Reference | None = None
    urgency: Literal["urgent", "soon", "routine"] = "routine"
    topics: Annotated[list[TopicName], Field(max_length=5), _ONCE] = Field(default_factory=list)
    reflections: Annotated[list[Reference], Field(max_length=MOST_REFLECTIONS), _ONCE] = Field(default_factory=list)
    ideas: Annotated[list[Reference], Field(max_length=MOST_IDEAS), _ONCE] | None = None
    names: KnownNames = KnownNames()
    language: Literal["en", "ja"] = "en"
    offset: Annotated[str, Field(pattern=r"^[+-](0[0-9]|1[0-4]):[0-5][0-9]$")] = "+00:00"

    @property
    def where(self) -> Where:
        """Whether the supervisor is of the practice."""
        return Where(self.supervisor.where)

    @property
    def about(self) -> tuple[Topic, ...]:
        """What it is about."""
        return tuple([Topic(topic) for topic in self.topics])

    def day_of(self, instant: datetime) -> date:
        """Give the day of an instant where the therapist is."""
        return instant.astimezone(timezone(BriefQuery(offset=self.offset).zone())).date()

    def holds_together(self, journey: str, *others: str | None) -> None:
        """Make sure that what is said goes together.

        Parameters
        ----------
        journey : str
            The journey's identifier.
        *others : str or None
            Who cannot be the supervisor: therapist and client.

        Raises
        ------
        WrongFieldError
            Naming what does not.
        """
        inside, person = self.where is Where.INSIDE, self.supervisor.person
        findings = [
            (inside and person is None, "/supervisor/person", "who of the practice is asked"),
            (not inside and person is not None, "/supervisor/person", "nobody: outside the practice nobody is named"),
            (person is not None and person in others, "/supervisor/person", "neither therapist nor client"),
            (self.door == "detected" and self.alert is None, "/alert", "the alert by which it was detected"),
            (self.door == "declared" and self.alert is not None, "/alert", "none, where the door is declared"),
            (self.door == "detected" and self.stuckness is not None, "/stuckness", "none, where an alert is named"),
            (self.alert is not None and not self.alert.startswith(f"{journey}."), "/alert", "one of this journey"),
        ]
        wrong = [(field, right) for is_wrong, field, right in findings if is_wrong]
        if wrong:
            raise WrongFieldError(*wrong)
