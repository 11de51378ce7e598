"""The send function: a schedule wakes it for one celebration."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from kernel.aws import client
from kernel.start import Handler, lambda_handler
from notifications.domain.identity import CelebrationId
from notifications.handlers.outgoing import sending
from notifications.settings import SendSettings


class Wake(BaseModel):
    """What a schedule says.

    Parameters
    ----------
    practice : str
        Tenant.
    celebration : str
        Which celebration is due.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    practice: str
    celebration: str


def compose() -> Handler:
    """Compose the function."""
    settings = SendSettings.from_environment()
    send, _ = sending(settings, client("dynamodb"))

    def handler(event: Mapping[str, Any], context: object) -> None:
        del context
        wake = Wake.model_validate(event)
        send(CelebrationId.parse(wake.practice, wake.celebration))

    return handler


handler = lambda_handler(compose)
