"""The two read which consents stand and what was said before; anybody in the practice reads what is asked."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kernel.clock import Clock
from kernel.cursors import written
from kernel.instants import to_text
from kernel.languages import preferred
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.consent_views import (
    LANGUAGES,
    AskedList,
    AskedView,
    ConsentHistory,
    ConsentList,
    ConsentStandView,
    ConsentView,
    Language,
    WordingView,
)
from reflections.application.paging import Page, number_in
from reflections.application.reaching import present
from reflections.domain.consent import Consents, Purpose
from reflections.domain.consent_wording import current
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys


class InWords(BaseModel):
    """In which language; that of ``Accept-Language`` where none is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language | None = Field(default=None)


def purpose_in(request: Request) -> Purpose:
    """Read which consent a path names.

    Raises
    ------
    Problem
        404 where there is none of that name.
    """
    try:
        return Purpose(request.path["consent"])
    except ValueError:
        raise not_found() from None


@dataclass(frozen=True, slots=True)
class ReadConsents:
    """Read which consents stand: one DynamoDB call, for what counts is what is so this instant."""

    journeys: Journeys
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET …/consents`` with a `ConsentList`."""
        journey, language = present(self.journeys, request), _language(request)
        now = to_text(self.clock.now())
        items = [_stand(journey, purpose, now, language) for purpose in Purpose]
        return Reply(ConsentList(items=items, version=journey.version), version=journey.version)


@dataclass(frozen=True, slots=True)
class ReadConsentHistory:
    """Read a page of what was said of one consent: two DynamoDB calls."""

    journeys: Journeys
    consents: Consents

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET …/consents/{consent}`` with a `ConsentHistory`, newest first."""
        page: Page = request.query
        before, purpose, journey = number_in(page.cursor), purpose_in(request), present(self.journeys, request)
        said, more = self.consents.history(journey.practice, journey.id, purpose, before, page.limit)
        items = [ConsentView.of(purpose, consent) for consent in said]
        return Reply(ConsentHistory(items=items, next=written(str(said[-1].version)) if more else None))


@dataclass(frozen=True, slots=True)
class ReadWordings:
    """Read what is asked, also before one joins: no DynamoDB call."""

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /consent-wordings`` with an `AskedList`."""
        language = _language(request)
        items = [AskedView.model_validate({"consent": one.value, "asked": _asked(one, language)}) for one in Purpose]
        return Reply(AskedList(items=items))


def _language(request: Request) -> str:
    asked: InWords = request.query
    return asked.language or preferred(request.languages, LANGUAGES)


def _asked(purpose: Purpose, language: str) -> WordingView:
    return WordingView.of(current(purpose), language)


def _stand(journey: Journey, purpose: Purpose, now: str, language: str) -> ConsentStandView:
    said = journey.consents.get(purpose.value)
    return ConsentStandView.model_validate(
        {
            "consent": purpose.value,
            "stands": journey.allows(purpose, now),
            "said": None if said is None else ConsentView.of(purpose, said),
            "asked": _asked(purpose, language),
        }
    )
