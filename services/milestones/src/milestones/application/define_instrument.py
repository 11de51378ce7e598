"""A practice admin defines an instrument of the practice's own, or sets thresholds of a shipped one."""

import re
from dataclasses import dataclass

from kernel.clock import Clock
from kernel.problem import FieldError, invalid, not_found
from kernel.routes import Reply, Request
from milestones.application.defining import changed
from milestones.application.instrument_views import instrument_answer
from milestones.domain.contradictions import contradictions
from milestones.domain.definition import Definition
from milestones.domain.ports import Definitions

_NAME = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
"""As events call an instrument."""


@dataclass(frozen=True, slots=True)
class DefineInstrument:
    """Set what a practice says of an instrument; all its courses are judged anew, soon and in the background.

    DynamoDB: 1 consistent read and 1 put, the event in it.

    Parameters
    ----------
    definitions : Definitions
    clock : Clock
    """

    definitions: Definitions
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /instruments/{instrument}``.

        Parameters
        ----------
        request : Request
            Its body is an `InstrumentFields`, all that the practice says: what is left out stays as shipped.

        Returns
        -------
        Reply
            The instrument, with its version as ETag.

        Raises
        ------
        Problem
            404 for a name of another shape, 412 upon another version, 422 naming each contradiction.
        """
        id_, said = request.path["instrument"], request.body.said()
        if not _NAME.fullmatch(id_):
            raise not_found()
        found = contradictions(id_, said)
        if found:
            raise invalid(*(FieldError(field, right) for field, right in found))

        def defined(before: Definition | None) -> Definition:
            return Definition(id_, before.version + 1 if before else 1, said)

        after = changed(self.definitions, self.clock, request, defined)
        answer = instrument_answer(after.instrument(), after.version, shipped=after.shipped)
        return Reply(answer, version=after.version)
