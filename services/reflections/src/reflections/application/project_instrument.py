"""A practice's own instruments, as the milestones service tells of them, become what can be filled in here."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kernel.envelope import Event
from reflections.domain.instrument import Instrument, RiskItem
from reflections.domain.instruments import SHIPPED
from reflections.domain.ports import PracticeInstruments
from reflections.domain.practice_instruments import OWN_LICENCE, Defined

TYPES = ("instrument.defined.v1",)


class _Tolerant(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class RiskItemDefined(_Tolerant):
    """An item whose answer alone may speak of danger."""

    number: int
    positive_from: int


class InstrumentDefined(_Tolerant):
    """An instrument at one of its versions; read tolerantly."""

    instrument: str
    version: Annotated[int, Field(ge=1)]
    direction: Literal["lower_is_better", "higher_is_better"]
    minimum: int
    maximum: int
    items: int | None = None
    item_minimum: int | None = None
    item_maximum: int | None = None
    by_items: bool = False
    risk_items: list[RiskItemDefined] = Field(default_factory=list)
    withdrawn: bool = False

    def described(self) -> Instrument:
        """Give the instrument: without items where a total is all that is known."""
        return Instrument(
            name=self.instrument,
            title=self.instrument,
            items=self.items or 0,
            item_minimum=self.item_minimum or 0,
            item_maximum=self.item_maximum or 0,
            minimum=self.minimum,
            maximum=self.maximum,
            by_items=self.by_items and self.items is not None,
            risk_items=tuple([RiskItem(item.number, item.positive_from) for item in self.risk_items]),
            loinc=None,
            licence=OWN_LICENCE,
            sources=(),
            higher_is_better=self.direction == "higher_is_better",
        )


def project_instrument(instruments: PracticeInstruments) -> Callable[[Event], None]:
    """Make the use case: one DynamoDB call an event; none for a shipped instrument.

    Of each instrument the highest version counts, so that order and repetition change nothing. Of a shipped one a
    practice changes what detection goes by, which does not matter to who fills it in.

    Parameters
    ----------
    instruments : PracticeInstruments

    Returns
    -------
    callable
        Takes one event in.
    """

    def project(event: Event) -> None:
        told = InstrumentDefined.model_validate(event.data)
        if told.instrument not in SHIPPED:
            instruments.keep(Defined(event.practice, told.version, told.withdrawn, told.described()))

    return project
