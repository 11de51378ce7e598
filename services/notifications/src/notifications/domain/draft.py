"""What a draft and a notice say.

A draft states facts and names effort, never the person, never a score, an instrument or a superlative (Mueller &
Dweck 1998; Brummelman 2014); the change is the client's, not the therapist's or the system's. The therapist edits it.
A notice says that a message waits, and nothing else: a lock screen or a mail list may be read by anyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from notifications.domain import templates_en, templates_ja
from notifications.domain.facts import NOTHING_KNOWN, Facts
from notifications.domain.preferences import Intensity, Language, Tone
from notifications.domain.shipped import Shipped
from notifications.domain.template import fill

SETBACKS = frozenset({"sudden_loss", "reliable_deterioration", "nhs_reliable_deterioration"})
"""Kinds that are nothing to cheer: they come in events of their own, which forbid a cheer; none gets a card."""
_SHIPPED: Mapping[Language, Mapping[str, Shipped]] = MappingProxyType(
    {Language.ENGLISH: templates_en.BY_KIND, Language.JAPANESE: templates_ja.BY_KIND}
)
_ANY_KIND: Mapping[Language, Shipped] = MappingProxyType(
    {Language.ENGLISH: templates_en.ANY_KIND, Language.JAPANESE: templates_ja.ANY_KIND}
)
_ROADS: Mapping[Language, str] = MappingProxyType(
    {Language.ENGLISH: templates_en.ROAD, Language.JAPANESE: templates_ja.ROAD}
)
_BETWEEN: Mapping[Language, str] = MappingProxyType({Language.ENGLISH: " ", Language.JAPANESE: ""})
KINDS = tuple(templates_en.BY_KIND)
"""The kinds of milestones that there are words of their own for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The neutral words that may be seen by others.

    Parameters
    ----------
    line
        On a lock screen, in an inbox list, and as the subject of an e-mail.
    invitation
        The second line of an e-mail, before the link.
    """

    line: str
    invitation: str


_NOTICES: Mapping[Language, Notice] = MappingProxyType(
    {
        Language.ENGLISH: Notice("You have a new message", "Sign in to read it:"),
        Language.JAPANESE: Notice("新しいメッセージがあります", "サインインしてお読みください。"),
    }
)


_URGENT: Mapping[Language, Notice] = MappingProxyType(
    {
        Language.ENGLISH: Notice("Please sign in now", "Something needs your attention:"),
        Language.JAPANESE: Notice("今すぐサインインしてください", "ご確認をお願いします。"),
    }
)


def template(kind: str, language: Language, tone: Tone, intensity: Intensity) -> str:
    """Give the template that comes with the system.

    Parameters
    ----------
    kind
        Of the milestone; an unknown kind gets words that claim nothing.
    language, tone, intensity
        As the client wishes: quiet says what was done and leaves it at that.
    """
    words = _SHIPPED[language].get(kind, _ANY_KIND[language])
    said = words.warm if tone is Tone.WARM else words.plain
    if intensity is Intensity.QUIET:
        return said
    return _BETWEEN[language].join((said, _ROADS[language], words.question))


def draft(
    kind: str,
    language: Language,
    tone: Tone = Tone.PLAIN,
    intensity: Intensity = Intensity.FULL,
    facts: Facts = NOTHING_KNOWN,
) -> str:
    """Give the first words of a celebration.

    Parameters
    ----------
    kind
        Of the milestone.
    language, tone, intensity
        As the client wishes.
    facts
        What is known of the milestone.
    """
    return fill(template(kind, language, tone, intensity), facts.written(language))


def notice(language: Language, *, urgent: bool = False) -> Notice:
    """Give the neutral notice in a language; the urgent one is for therapists and their seconds."""
    return (_URGENT if urgent else _NOTICES)[language]
