"""One of the two reads a measure: as it is, and as it was first recorded."""

from dataclasses import dataclass

from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.reaching import reach
from reflections.application.views import MeasureHistoryView, shown
from reflections.domain.capture import Kind
from reflections.domain.ports import Captures, Journeys


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """Read a measure: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: Journeys
    captures: Captures

    def __call__(self, request: Request) -> Reply:
        """Read the measure.

        Parameters
        ----------
        request : Request
            Its path names journey and measure.

        Returns
        -------
        Reply
            A `MeasureHistoryView`, with the version that a change needs; of one that was taken back too, which is in
            no timeline.

        Raises
        ------
        Problem
            404 where there is no such measure on a journey of the caller's, also where it is something else.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"])
        measure = self.captures.read(request.caller.practice, reached.journey.id, request.path["measure"])
        if measure is None or measure.kind is not Kind.MEASURE:
            raise not_found()
        more = {"retracted": measure.retracted, "first": measure.first}
        return Reply(MeasureHistoryView.model_validate({**shown(measure), **more}), version=measure.version)
