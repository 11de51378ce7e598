"""Read instruments as detection uses them in the caller's practice."""

from dataclasses import dataclass

from kernel.problem import not_found
from kernel.routes import Reply, Request
from milestones.application.defining import version_in_force
from milestones.application.instrument_views import InstrumentAnswer, InstrumentsAnswer, instrument_answer
from milestones.domain.definition import Definition
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.ports import Definitions


@dataclass(frozen=True, slots=True)
class ReadInstrument:
    """Read one instrument, every number with its source.

    DynamoDB: 1 consistent read.

    Parameters
    ----------
    definitions : Definitions
    """

    definitions: Definitions

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /instruments/{instrument}``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            With the version in force as ETag, ``"0"`` where the practice says nothing of it.

        Raises
        ------
        Problem
            404 where it is neither shipped nor the practice's own.
        """
        id_ = request.path["instrument"]
        answer = _answer(id_, self.definitions.get(request.caller.practice, id_))
        if answer is None:
            raise not_found()
        return Reply(answer, version=answer.version)


@dataclass(frozen=True, slots=True)
class ListInstruments:
    """List the instruments of a practice: shipped ones as they hold here, and its own.

    DynamoDB: 1 query.

    Parameters
    ----------
    definitions : Definitions
    """

    definitions: Definitions

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /instruments``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            By name.
        """
        said = {one.id: one for one in self.definitions.of_practice(request.caller.practice)}
        answers = [_answer(id_, said.get(id_)) for id_ in sorted({*INSTRUMENTS, *said})]
        return Reply(InstrumentsAnswer(items=[answer for answer in answers if answer]))


def _answer(id_: str, definition: Definition | None) -> InstrumentAnswer | None:
    version, shipped = version_in_force(definition), INSTRUMENTS.get(id_)
    if definition is not None and version:
        return instrument_answer(definition.instrument(), version, shipped=shipped is not None)
    return instrument_answer(shipped, 0, shipped=True) if shipped else None
