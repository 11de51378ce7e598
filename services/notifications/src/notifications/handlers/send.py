"""The send function: the only one that calls providers; a queue brings it one sending at a time."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from kernel.aws import client
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.turnstile import Turnstile
from notifications.application.log_codes import Code
from notifications.domain.identity import CelebrationId
from notifications.domain.message import MessageId
from notifications.domain.mirror_notice import Reminded, reminded
from notifications.domain.ports import Sends
from notifications.handlers.outgoing import sending
from notifications.settings import SendSettings


class Wake(BaseModel):
    """What the queue brings: a celebration, a message whose notice needs attention, or a therapist to be told.

    Parameters
    ----------
    practice : str
        Tenant.
    celebration : str
        Which celebration is due; empty where it is about a message.
    planned : bool
        Whether its moment was found already.
    client, message : str
        Whose message, and which; empty where it is about something else.
    therapist : str
        Who is to be told of her cards; empty where it is about something else.
    mirror : bool
        Whether she is to be reminded of her mirror instead.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    practice: str
    celebration: str = ""
    planned: bool = True
    client: str = ""
    message: str = ""
    therapist: str = ""
    mirror: bool = False


class Through(Protocol):
    """What lets a sending through."""

    def through(self, act: Callable[[], None]) -> None:
        """Do it, at the rate that is set."""
        ...


def sender(
    send: Sends, follow_up: Callable[[MessageId], None], tell: Callable[[Reminded], None], gate: Through, log: Log
) -> Handler:
    """Make the handler of the queue of sendings; what fails is brought again, alone."""

    def act(body: str) -> None:
        wake = Wake.model_validate_json(body)
        if wake.message:
            follow_up(MessageId.parse(wake.practice, wake.client, wake.message))
        elif wake.therapist:
            tell(reminded(wake.practice, wake.therapist, mirror=wake.mirror))
        elif wake.planned:
            send(CelebrationId.parse(wake.practice, wake.celebration))
        else:
            send.at_a_decent_hour(CelebrationId.parse(wake.practice, wake.celebration))

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        failed = []
        for record in event["Records"]:
            try:
                gate.through(lambda body=record["body"]: act(body))  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hide the others
                log.line(Code.SENDING_FAILED, message=record["messageId"], error=type(error).__name__)
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}

    return handler


def compose() -> Handler:
    """Compose the function."""
    settings = SendSettings.from_environment()
    send, follow_up, tell = sending(settings, client("dynamodb"))
    gate = Turnstile(settings.send_concurrency / settings.sends_per_second)
    return sender(send, follow_up, tell, gate, Log(settings.service))


handler = lambda_handler(compose)
