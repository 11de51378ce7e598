"""A practice admin takes back what the practice says of an instrument."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.problem import not_found
from kernel.routes import Reply, Request
from milestones.application.defining import changed, version_in_force
from milestones.domain.definition import Definition
from milestones.domain.ports import Definitions


@dataclass(frozen=True, slots=True)
class WithdrawInstrument:
    """Take a definition back: a shipped instrument is again as shipped, and nothing is detected on one of its own.

    What is kept of it says so, under the next version, so that its courses are judged anew like upon any other change.
    DynamoDB: 1 consistent read and 1 put, the event in it.

    Parameters
    ----------
    definitions : Definitions
    clock : Clock
    """

    definitions: Definitions
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``DELETE /instruments/{instrument}``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            Without content.

        Raises
        ------
        Problem
            404 where the practice says nothing of it, 412 upon another version.
        """

        def withdrawn(before: Definition | None) -> Definition:
            if before is None or not version_in_force(before):
                raise not_found()
            return Definition(before.id, before.version + 1, before.said, withdrawn=True)

        changed(self.definitions, self.clock, request, withdrawn)
        return Reply()
