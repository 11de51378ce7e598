"""Explanations: one plain, hedged passage for each milestone or setback, in the reader's language.

A passage is made of the claim's own numbers and of nothing that anybody typed (invariants I3 and I4). Each language has
a module of its own with nothing but its sentences; of several sentences that say the same, the first is taken whose
numbers are all there.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from string import Formatter
from types import MappingProxyType
from typing import Any

from milestones.domain import explanation_en, explanation_ja
from milestones.domain.claim import MilestoneKind, MilestoneState, Numbers
from milestones.domain.score import Number
from milestones.domain.trail import Road
from milestones.domain.wording import Wording


class Language(StrEnum):
    """The languages that there are words in; the value is the tag that a browser asks with."""

    ENGLISH = "en"
    JAPANESE = "ja"


_WORDINGS: Mapping[Language, Wording] = MappingProxyType(
    {Language.ENGLISH: explanation_en.WORDING, Language.JAPANESE: explanation_ja.WORDING}
)


def explain(
    kind: MilestoneKind,
    state: MilestoneState,
    subject: str,
    numbers: Numbers,
    thresholds: Numbers,
    *,
    language: Language = Language.ENGLISH,
) -> str:
    """Say in plain words what was found and how sure one may be.

    Parameters
    ----------
    kind : MilestoneKind
    state : MilestoneState
    subject : str
        The instrument, empty where its name is not known; the words of a goal or a struggle are not needed.
    numbers, thresholds : Numbers
        As told.
    language : Language

    Returns
    -------
    str
        One to five sentences.
    """
    wording = _WORDINGS[language]
    if state in wording.whole:
        return wording.whole[state]
    writer = _Writer(wording)
    facts = _facts(subject, numbers, thresholds, wording)
    parts = (wording.found[kind], wording.held.get((kind, state), wording.generally[state]), wording.hedge[kind])
    return wording.between.join(text for text in (writer.first_that_can(some, facts) for some in parts) if text)


def explain_road(road: Road, language: Language = Language.ENGLISH) -> str:
    """Say how long the road to a milestone was.

    Parameters
    ----------
    road : Road
    language : Language

    Returns
    -------
    str
        One sentence.
    """
    wording = _WORDINGS[language]
    return _Writer(wording).first_that_can(wording.road, {"days": road.days, "efforts": road.efforts})


def not_found(language: Language) -> str:
    """Say that a rule finds nothing.

    Parameters
    ----------
    language : Language

    Returns
    -------
    str
        One sentence.
    """
    return _WORDINGS[language].nothing


class _Writer(Formatter):
    """Fills numbers into sentences as a language writes them."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def first_that_can(self, sentences: Sequence[str], facts: Mapping[str, Any]) -> str:
        """Write the first of some sentences whose facts are all there; nothing where none is."""
        for sentence in sentences:
            if all(name in facts for _, name, _, _ in self.parse(sentence) if name):
                return self.vformat(sentence, (), facts)
        return ""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as the standard library has it
        """Write one fact: a word as it is, a number plainly, or as the unit named after the colon."""
        if isinstance(value, str):
            return value
        if format_spec == "percent":
            return self._wording.percent.format(_plain(round(100 * value, 1)))
        if not format_spec:
            return _plain(value)
        one, many = self._wording.units[format_spec]
        return (one if value == 1 else many).format(_plain(value))


def _facts(subject: str, numbers: Numbers, thresholds: Numbers, wording: Wording) -> Mapping[str, Any]:
    facts: dict[str, Any] = {"subject": subject or wording.anything, **thresholds, **numbers}
    if "n" in numbers and "n_plus_1" in numbers:
        rose = numbers["n_plus_1"] > numbers["n"]
        facts |= {"moved": wording.moved[rose], "past": wording.past[rose]}
    if "pooled_sd" in numbers:
        facts["apart"] = abs(numbers["mean_before"] - numbers["mean_after"])
        facts["needed"] = numbers["critical_t"] * numbers["pooled_sd"]
    if "since_set" in numbers:
        facts["days_since_set" if numbers["since_set"] else "days_since_last"] = numbers["days_without"]
    return facts


def _plain(number: Number) -> str:
    """Write a number with at most three decimals, and none that says nothing."""
    written = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
