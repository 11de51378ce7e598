"""The five categories of Jacobson & Truax 1991: how a score stands against an earlier one and against a cut-off."""

from enum import StrEnum

from milestones.domain.rules.clinical_cutoff import Cutoff
from milestones.domain.score import Score


class Category(StrEnum):
    """What became of somebody, as far as two scores tell; harmed is the literature's word and shown to nobody here."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


def category(first: Score, score: Score, change: int, cutoff: Cutoff | None) -> Category:
    """Categorise a change.

    Parameters
    ----------
    first, score : Score
        The earlier score and the later one.
    change : int
        1 reliably better, -1 reliably worse, 0 neither.
    cutoff : Cutoff or None
        None: the change alone counts.

    Returns
    -------
    Category
        Recovered: reliably better, clinical before and functional after; harmed: the mirror of that.
    """
    if not change:
        return Category.UNCHANGED
    if change > 0:
        crossed = cutoff is not None and cutoff.clinical(first) and cutoff.functional(score)
        return Category.RECOVERED if crossed else Category.IMPROVED
    crossed = cutoff is not None and cutoff.functional(first) and cutoff.clinical(score)
    return Category.HARMED if crossed else Category.DETERIORATED
