"""Consents as the two see them: what stands, what was said before, and what it is that one agrees to."""

from typing import Literal

from reflections.application.views import View
from reflections.domain.consent import Consent, Purpose
from reflections.domain.consent_wording import Wording, wordings

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")
ConsentName = Literal[
    "celebrations",
    "celebrations_push",
    "celebrations_email",
    "supervision",
    "supervision_outside",
    "research_export",
]


class WordingView(View):
    """A wording, in one language; `version` is what a client says to have agreed to."""

    version: int
    since: str
    language: Language
    text: str

    @classmethod
    def of(cls, wording: Wording, language: str) -> "WordingView":
        """Show a wording."""
        return cls.model_validate(
            {
                "version": wording.version,
                "since": wording.since,
                "language": language,
                "text": wording.texts[language],
            }
        )


class ConsentView(View):
    """The client's word on one matter; ``wording`` is what was agreed to, null where nobody told."""

    consent: ConsentName
    granted: bool
    by: Literal["client"] = "client"
    since: str
    until: str | None
    wording: WordingView | None
    version: int

    @classmethod
    def of(cls, purpose: Purpose, consent: Consent) -> "ConsentView":
        """Show a word."""
        return cls.model_validate(
            {
                "consent": purpose.value,
                "granted": consent.granted,
                "since": consent.at,
                "until": consent.until,
                "wording": _agreed(purpose, consent),
                "version": consent.version,
            }
        )


class ConsentStandView(View):
    """How one consent stands now; ``said`` is null where the client was never asked, ``asked`` is what is asked now."""

    consent: ConsentName
    stands: bool
    said: ConsentView | None
    asked: WordingView


class ConsentList(View):
    """All that a client can consent to."""

    items: list[ConsentStandView]
    version: int


class ConsentHistory(View):
    """What a client said of one consent, newest first."""

    items: list[ConsentView]
    next: str | None


class AskedView(View):
    """What is asked about one consent now."""

    consent: ConsentName
    asked: WordingView


class AskedList(View):
    """What is asked about each consent now."""

    items: list[AskedView]


def _agreed(purpose: Purpose, consent: Consent) -> WordingView | None:
    if consent.wording is None or consent.language is None:
        return None
    return WordingView.of(wordings(purpose)[consent.wording], consent.language)
