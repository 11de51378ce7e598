"""The therapist sees what a supervisor would: the packet as it would read, and each replacement in it."""

from dataclasses import dataclass

from kernel.instants import to_text
from kernel.routes import Reply, Request
from reflections.application.composing_packet import Composing
from reflections.application.consult_asking import ConsultAsked
from reflections.application.consult_views import ConsultPreview, ReplacementView, TextPreview
from reflections.application.packet_views import texts_of, worded
from reflections.application.reaching import reach
from reflections.domain.consult import Where
from reflections.domain.consult_consent import missing
from reflections.domain.deidentifying import applied
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys
from reflections.domain.supervision_rule import SupervisionRules


@dataclass(frozen=True, slots=True)
class PreviewConsult:
    """Preview a packet, stored nowhere: the calls of `Composing`, one for the journey, one for the practice's rule."""

    journeys: Journeys
    composing: Composing
    rules: SupervisionRules

    def __call__(self, request: Request) -> Reply:
        """Preview it.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `ConsultAsked`.

        Returns
        -------
        Reply
            A `ConsultPreview`.
        """
        asked: ConsultAsked = request.body
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        asked.holds_together(reached.journey.id, reached.journey.therapist, reached.journey.client)
        composed = self.composing(reached, asked)
        texts = [
            TextPreview(
                text=name,
                original=text,
                replacements=[
                    ReplacementView(
                        index=index,
                        start=one.start,
                        end=one.end,
                        original=text[one.start : one.end],
                        replacement=one.replacement,
                        identifier=one.identifier,
                    )
                    for index, one in enumerate(composed.proposed[name])
                ],
                reads=applied(text, composed.proposed[name]),
            )
            for name, text in texts_of(composed.packet).items()
        ]
        return Reply(
            ConsultPreview(
                digest=composed.digest,
                texts=texts,
                packet=worded(composed.packet, {one.text: one.reads for one in texts}),
                missing=self._missing(reached.journey, asked.where),
            )
        )

    def _missing(self, journey: Journey, where: Where) -> str | None:
        """Say what would be missing if anything were undone."""
        return missing(journey, where, 1, to_text(self.composing.clock.now()), self.rules.rule(journey.practice))
