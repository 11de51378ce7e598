"""Anybody in the practice reads which instruments can be scored here."""

from dataclasses import dataclass

from kernel.routes import Reply, Request
from reflections.application.views import InstrumentList, InstrumentView
from reflections.domain.instruments import INSTRUMENTS
from reflections.domain.ports import Journeys
from reflections.domain.practice_instruments import known


@dataclass(frozen=True, slots=True)
class ListInstruments:
    """List the instruments, shipped ones and the practice's own: one DynamoDB call."""

    journeys: Journeys

    def __call__(self, request: Request) -> Reply:
        """List the instruments.

        Parameters
        ----------
        request : Request
            Of it the caller's practice matters alone.

        Returns
        -------
        Reply
            An `InstrumentList`.
        """
        own = self.journeys.instruments(request.caller.practice)
        items = [InstrumentView.of(one, own=name in own) for name, one in known(INSTRUMENTS, own).items()]
        return Reply(InstrumentList(items=items))
