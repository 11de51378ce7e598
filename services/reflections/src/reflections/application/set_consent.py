"""The client gives or withdraws a consent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.consent_views import ConsentView, Language
from reflections.application.fields import Body, Instant
from reflections.application.reaching import present
from reflections.application.read_consents import purpose_in
from reflections.domain.consent import Consent, Purpose
from reflections.domain.consent_wording import current
from reflections.domain.journey_consents import with_consent
from reflections.domain.ports import Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.step import Step


class Consenting(Body):
    """The client's word; who gives a consent says which wording they have read, and in which language.

    For ``celebrations``, which is older than wordings, ``wording`` may be left out; it is then kept as not told.
    """

    granted: bool
    wording: Annotated[int, Field(ge=1)] | None = None
    language: Language | None = None
    until: Instant = None


@dataclass(frozen=True, slots=True)
class SetConsent:
    """Set a consent: two DynamoDB calls (a read and a transaction), one where nothing changes.

    No version is asked for: the client's latest word counts, whatever was said before.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Note the client's word.

        Parameters
        ----------
        request : Request
            Its path names the journey and what the consent is about; its body is a `Consenting`.

        Returns
        -------
        Reply
            A `ConsentView`.

        Raises
        ------
        WrongFieldError
            Where it names another wording than the one that is asked now, or an end that is past.
        """
        purpose = purpose_in(request)

        def attempt() -> Reply:
            journey, now = present(self.journeys, request), self.clock.now()
            word = _word(request.body, purpose, request.caller.sub, now)
            if not word.says(journey.consents.get(purpose.value)):
                after, payload = with_consent(journey, purpose, word)
                self.journeys.save(Step(journey, after, told([payload], after, request, word.at)))
                journey = after
            return Reply(ConsentView.of(purpose, journey.consents[purpose.value]), version=journey.version)

        return until_settled(attempt, self.log, request.path["journey"])


def _word(said: Consenting, purpose: Purpose, client: str, now: datetime) -> Consent:
    wrong = list(_wrong(said, purpose, now))
    if wrong:
        raise WrongFieldError(*wrong)
    until = None if said.until is None else to_text(said.until)
    return Consent(said.granted, to_text(now), client, said.wording, said.language, until)


def _wrong(said: Consenting, purpose: Purpose, now: datetime) -> Iterator[tuple[str, str]]:
    if not said.granted:
        for name in ("wording", "language", "until"):
            if getattr(said, name) is not None:
                yield f"/{name}", "nothing where a consent is withdrawn; leave it out"
        return
    asked = current(purpose).version
    untold = said.wording is None and said.language is None and purpose is Purpose.CELEBRATIONS
    if not untold and said.wording != asked:
        yield "/wording", f"{asked}, the version that is asked now; show it before the client agrees"
    if not untold and said.language is None:
        yield "/language", "the language in which the wording was read"
    if said.until is not None and said.until <= now:
        yield "/until", "a time to come, or nothing for until it is withdrawn"
