"""A goal as far as detection knows it: a target and the ratings. Its words never leave the reflections service."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from milestones.domain.course import ContradictoryFactError, Course, Point
from milestones.domain.older import OlderNeededError
from milestones.domain.score import Score

_BOTH = 2


@dataclass(frozen=True, slots=True)
class GoalCourse:
    """The ratings of one goal with its target at the highest version seen.

    Parameters
    ----------
    ratings : Course
    target : Score or None
        None until the goal itself is known: ratings may arrive first.
    target_version : int
        0 until then.
    said : mapping of str to datetime
        Who of the two has said that the goal is reached, and when first.
    """

    ratings: Course = field(default_factory=Course)
    target: Score | None = None
    target_version: int = 0
    said: Mapping[str, datetime] = field(default_factory=dict)

    def with_point(self, rating: Point) -> Self:
        """Take in one rating.

        Parameters
        ----------
        rating : Point

        Returns
        -------
        GoalCourse
            The very same object where the rating was known.

        Raises
        ------
        ContradictoryFactError
            If the rating is known with another content.
        """
        ratings = self.ratings.with_point(rating)
        return self if ratings is self.ratings else replace(self, ratings=ratings)

    def with_target(self, target: Score, version: int) -> Self:
        """Take in the goal's target.

        Parameters
        ----------
        target : Score
        version : int
            The journey's version that set it.

        Returns
        -------
        GoalCourse
            The very same object where this or a later version was known.

        Raises
        ------
        ContradictoryFactError
            If this version is known with another target.
        OlderNeededError
            Where older ratings are to be judged by it, and were not read.
        """
        if version == self.target_version and target != self.target:
            message = f"two targets of version {version}"
            raise ContradictoryFactError(message)
        if version <= self.target_version:
            return self
        if self.ratings.older is not None and target != self.target:
            raise OlderNeededError
        return replace(self, target=target, target_version=version)

    def with_word(self, by: str, at: datetime) -> Self:
        """Take in that one of the two says that the goal is reached.

        Parameters
        ----------
        by : str
            Who of the two.
        at : datetime
            When.

        Returns
        -------
        GoalCourse
            The very same object where that person had said so by then.

        Raises
        ------
        OlderNeededError
            Where it may decide over older ratings, and these were not read.
        """
        if by in self.said and self.said[by] <= at:
            return self
        if self.ratings.older is not None:
            raise OlderNeededError
        return replace(self, said={**self.said, by: at})

    @property
    def both_said_at(self) -> datetime | None:
        """When the second of the two said that the goal is reached; None until both have."""
        return max(self.said.values()) if len(self.said) == _BOTH else None

    @property
    def recorded(self) -> Course:
        """The ratings alone."""
        return self.ratings

    def recording(self, ratings: Course) -> Self:
        """Give the same goal with other ratings."""
        return replace(self, ratings=ratings)

    def occurred_at(self, id_: str) -> datetime:
        """Tell when a known rating was given, or both had said that the goal is reached.

        Parameters
        ----------
        id_ : str
            Of a rating of this goal, or of the goal itself.

        Returns
        -------
        datetime
            Of the goal itself when both had said that it is reached.

        Raises
        ------
        KeyError
            Where neither is known.
        """
        try:
            return self.ratings.occurred_at(id_)
        except KeyError:
            if self.both_said_at is None:
                raise
            return self.both_said_at
