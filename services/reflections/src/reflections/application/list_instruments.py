"""Anybody in the practice reads which instruments can be scored here."""

from dataclasses import dataclass

from kernel.routes import Reply, Request
from reflections.application.views import InstrumentList, InstrumentView
from reflections.domain.instruments import INSTRUMENTS


@dataclass(frozen=True, slots=True)
class ListInstruments:
    """List the instruments: no DynamoDB call."""

    def __call__(self, request: Request) -> Reply:
        """List the instruments.

        Parameters
        ----------
        request : Request
            Nothing of it matters.

        Returns
        -------
        Reply
            An `InstrumentList`.
        """
        del request
        return Reply(InstrumentList(items=[InstrumentView.of(instrument) for instrument in INSTRUMENTS.values()]))
