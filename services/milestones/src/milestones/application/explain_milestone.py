"""Explain one milestone."""

from dataclasses import dataclass

from kernel.problem import not_found
from kernel.routes import Reply, Request
from milestones.application.answers import answer_of
from milestones.application.reading_language import language_of
from milestones.domain.journey import View, for_client
from milestones.domain.ports import Milestones


@dataclass(frozen=True, slots=True)
class ExplainMilestone:
    """Give one milestone with its numbers, thresholds, citation, explanation and history.

    DynamoDB: 1 batch read of the journey and the milestone.

    Parameters
    ----------
    milestones : Milestones
    """

    milestones: Milestones

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /milestones/{milestone}``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            With the milestone's version as ETag.

        Raises
        ------
        Problem
            404 where there is none, it is not the caller's, or not for the caller's eyes: the same answer.
        """
        caller = request.caller
        journey, milestone = self.milestones.with_journey(caller.practice, request.path["milestone"])
        view = journey and journey.view_of(caller)
        if milestone is None or not view:
            raise not_found()
        if view is View.CONFIRMED and not for_client(milestone.kind, milestone.state):
            raise not_found()
        return Reply(answer_of(milestone, view, language_of(request)), version=milestone.version)
