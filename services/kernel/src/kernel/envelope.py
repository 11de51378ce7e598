"""The envelope that every event travels in (CloudEvents 1.0, JSON format)."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from kernel.ids import event_id


class Event(BaseModel):
    """An event: what happened, to which subject, in which practice.

    Events carry identifiers, enumerations and numbers, never text that a person typed.

    Parameters
    ----------
    id : str
        Deterministic: aggregate, version and type give it, so that a repeated publication is recognised.
    type : str
        For example ``measure.scored.v1``.
    source : str
        The producer, for example ``/quietcheer/reflections``.
    time : str
        When it was recorded: RFC 3339, UTC.
    subject : str
        What the event is about; the unit within which order would matter.
    practice : str
        The tenant.
    correlationid : str
        The request that began the chain.
    causationid : str
        The command or event that led to this one.
    data : dict
        The payload, as the producer's model dumps it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: str
    type: str
    source: str
    time: str
    subject: str
    practice: str
    correlationid: str
    causationid: str
    data: dict[str, Any]

    @classmethod
    def of(  # noqa: PLR0913 - an envelope has that many facts, all by name
        cls,
        *,
        kind: str,
        aggregate: str,
        version: int,
        service: str,
        time: str,
        subject: str,
        practice: str,
        correlation: str,
        causation: str,
        data: BaseModel,
    ) -> Self:
        """Wrap a payload.

        Parameters
        ----------
        kind : str
            The event's type with its version, for example ``measure.scored.v1``.
        aggregate : str
            The identifier of the thing that changed.
        version : int
            Its version after the change, from 1.
        service : str
            The producer's name.
        time : str
            When it was recorded: RFC 3339, UTC.
        subject : str
            What the event is about.
        practice : str
            The tenant.
        correlation : str
            The request that began the chain.
        causation : str
            The command or event that led to this one.
        data : BaseModel
            The payload.

        Returns
        -------
        Self
            The event; the same aggregate, version and kind give the same ``id``.
        """
        return cls(
            id=event_id(aggregate, version, kind),
            type=kind,
            source=f"/quietcheer/{service}",
            time=time,
            subject=subject,
            practice=practice,
            correlationid=correlation,
            causationid=causation,
            data=data.model_dump(mode="json", exclude_none=True),
        )
