"""Neutral notices by e-mail through SES: one try a call, and an exact reading of how it ended."""

from typing import TYPE_CHECKING, Any, cast

import botocore.session
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
)

from notifications.domain.channel import Mailbox
from notifications.domain.draft import notice as notice_in
from notifications.domain.notice import Delivery, Notice, Outcome

if TYPE_CHECKING:
    from types_boto3_sesv2 import SESV2Client

# Retries belong to us alone: a client that repeats a call after a time-out may send two e-mails.
_ONCE = Config(connect_timeout=2, read_timeout=8, retries={"mode": "standard", "total_max_attempts": 1})
# The address or the message is at fault: the same again would be refused again.
_FOR_GOOD = frozenset({"BadRequestException", "MessageRejected"})
# Nothing left this machine.
_NEVER_SENT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError)
_SERVER_ERROR = 500


def ses_client() -> "SESV2Client":
    """Make a client that tries each call exactly once."""
    client: Any = botocore.session.get_session().create_client("sesv2", config=_ONCE)
    return cast("SESV2Client", client)


class SesMailer:
    """SES, version 2.

    Parameters
    ----------
    ses : SESV2Client
        A client that tries once, as `ses_client` makes it.
    sender : str
        The address that notices are from.
    app_url : str
        Where the reader signs in.
    """

    def __init__(self, ses: "SESV2Client", sender: str, app_url: str) -> None:
        self._ses = ses
        self._sender = sender
        self._app_url = app_url

    def carry(self, notice: Notice, mailbox: Mailbox) -> Delivery:
        """Send one notice, trying exactly once.

        Returns
        -------
        Delivery
            ``unknown`` where the provider may have taken it without our knowing; the provider's id where it did.
        """
        words = notice_in(notice.language)
        body = f"{words.line}.\n\n{words.invitation}\n{self._app_url}\n"
        try:
            answer = self._ses.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mailbox.address]},
                Content={"Simple": {"Subject": _text(words.line), "Body": {"Text": _text(body)}}},
            )
        except ClientError as error:
            return Delivery(_refused(error))
        except _NEVER_SENT:
            return Delivery(Outcome.REFUSED_FOR_NOW)
        except BotoCoreError:
            return Delivery(Outcome.UNKNOWN)
        return Delivery(Outcome.ACCEPTED, answer["MessageId"])


def _refused(error: ClientError) -> Outcome:
    response: Any = error.response
    if response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERROR) >= _SERVER_ERROR:
        return Outcome.UNKNOWN
    return Outcome.REFUSED if response["Error"]["Code"] in _FOR_GOOD else Outcome.REFUSED_FOR_NOW


def _text(data: str) -> Any:  # noqa: ANN401 - the client's own typed dictionary
    return {"Data": data, "Charset": "UTF-8"}
