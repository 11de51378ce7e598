"""What one language needs for explanations: sentences by kind and state, and how it writes numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from milestones.domain.claim import MilestoneKind, MilestoneState

Sentences = tuple[str, ...]
"""Several ways of saying one thing, the fullest first; names in braces stand for numbers, a colon for their unit."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Parameters
    ----------
    found : mapping
        By kind: what was found.
    held : mapping
        By kind and state: whether it has lasted, where that is said in the kind's own words.
    generally : mapping
        By state: the same for any kind.
    hedge : mapping
        By kind: how far one may trust it.
    whole : mapping
        By state: the whole passage, where the numbers do not count any more.
    road, nothing, anything
        The long road; that a rule finds nothing; what stands for an instrument whose name is not known.
    moved, past : mapping
        Words that depend on whether a score rose: what it did, and on which side of a value a later one undoes it.
    units : mapping
        By name: one of it, and several.
    percent, between : str
        How a share is written; what stands between sentences.
    """

    found: Mapping[MilestoneKind, Sentences]
    held: Mapping[tuple[MilestoneKind, MilestoneState], Sentences]
    generally: Mapping[MilestoneState, Sentences]
    hedge: Mapping[MilestoneKind, Sentences]
    whole: Mapping[MilestoneState, str]
    road: Sentences
    nothing: str
    anything: str
    moved: Mapping[bool, str]
    past: Mapping[bool, str]
    units: Mapping[str, tuple[str, str]]
    percent: str
    between: str
