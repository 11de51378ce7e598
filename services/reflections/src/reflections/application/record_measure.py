"""One of the two enters a filled instrument, and it is scored."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.measuring import reached_to_score, scored, scored_event
from reflections.application.views import MeasureView, shown
from reflections.domain.capture import Capture, Kind
from reflections.domain.events import MeasureScored
from reflections.domain.ports import CaptureOnce, JourneyAccess


@dataclass(frozen=True, slots=True)
class RecordMeasure:
    """Record a measure: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Score the instrument and keep the measure.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Measurement`.

        Returns
        -------
        Reply
            A `MeasureView` of version 1, also where it was corrected since and this command is repeated.
        """
        reached = reached_to_score(self.journeys, request)

        def tells(capture: Capture) -> MeasureScored:
            return scored_event(capture.id, capture.version, capture.facts)

        said = Said(Kind.MEASURE, scored(request.body, reached.instruments), {}, tells=tells)
        capture = kept(said, request, reached, self.captures, self.clock)
        return Reply(MeasureView.model_validate(shown(capture)), version=capture.version)
