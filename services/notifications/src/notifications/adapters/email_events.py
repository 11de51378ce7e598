"""Reads what SES says of e-mails after it took them: the events of a configuration set, as SNS hands them on."""

from pydantic import BaseModel, ConfigDict, Field

from notifications.domain.email_report import EmailReport
from notifications.domain.preferences import EmailStopped

PRACTICE_TAG, PERSON_TAG = "practice", "person"


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Recipient(_Read):
    address: str = Field(alias="emailAddress")


class _Bounce(_Read):
    kind: str = Field(alias="bounceType")
    recipients: list[_Recipient] = Field(alias="bouncedRecipients")


class _Complaint(_Read):
    recipients: list[_Recipient] = Field(alias="complainedRecipients")


class _Mail(_Read):
    tags: dict[str, list[str]] = Field(default_factory=dict)


class _Event(_Read):
    kind: str = Field(alias="eventType")
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None


def email_report(body: str) -> EmailReport | None:
    """Read an event.

    Parameters
    ----------
    body : str
        JSON, as SES publishes it.

    Returns
    -------
    EmailReport or None
        None for what stops nothing: a full mailbox, an e-mail that was not ours.

    Raises
    ------
    pydantic.ValidationError
        Where it lacks what it must have.
    """
    event = _Event.model_validate_json(body)
    practice, person = (event.mail.tags.get(name, [""])[0] for name in (PRACTICE_TAG, PERSON_TAG))
    if not (practice and person):
        return None
    if event.bounce is not None and event.bounce.kind == "Permanent":
        return EmailReport(practice, person, _addresses(event.bounce.recipients), EmailStopped.BOUNCED)
    if event.complaint is not None:
        return EmailReport(practice, person, _addresses(event.complaint.recipients), EmailStopped.COMPLAINED)
    return None


def _addresses(recipients: list[_Recipient]) -> tuple[str, ...]:
    return tuple(recipient.address for recipient in recipients)
