"""Neutral notices by e-mail through SES: one try a call, and an exact reading of how it ended."""

from html import escape
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

from kernel.clock import Clock
from notifications.adapters.email_events import PERSON_TAG, PRACTICE_TAG
from notifications.adapters.unsubscribe_links import UnsubscribeLinks
from notifications.domain.channel import Mailbox
from notifications.domain.draft import notice as notice_in
from notifications.domain.notice import Delivery, Notice, Outcome
from notifications.domain.unsubscribing import ONE_CLICK, Subscriber, way_out

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
    configuration_set : str
        Publishes what becomes of an e-mail.
    links : UnsubscribeLinks
        The way out, under each e-mail and in its headers.
    clock : Clock
        Tells when a link ends.
    """

    def __init__(  # noqa: PLR0917 - what an e-mail is made of
        self,
        ses: "SESV2Client",
        sender: str,
        app_url: str,
        configuration_set: str,
        links: UnsubscribeLinks,
        clock: Clock,
    ) -> None:
        self._ses = ses
        self._sender = sender
        self._app_url = app_url
        self._configuration_set = configuration_set
        self._links = links
        self._clock = clock

    def carry(self, notice: Notice, mailbox: Mailbox) -> Delivery:
        """Send one notice, trying exactly once.

        Returns
        -------
        Delivery
            ``unknown`` where the provider may have taken it without our knowing; the provider's id where it did.
        """
        try:
            link = self._links.link(Subscriber(notice.practice, notice.person), self._clock.now())
        except (BotoCoreError, ClientError):
            # No e-mail leaves without its way out.
            return Delivery(Outcome.REFUSED_FOR_NOW)
        try:
            answer = self._ses.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mailbox.address]},
                Content={"Simple": self._content(notice, link)},
                ConfigurationSetName=self._configuration_set,
                EmailTags=[_tag(PRACTICE_TAG, notice.practice), _tag(PERSON_TAG, notice.person)],
            )
        except ClientError as error:
            return Delivery(_refused(error))
        except _NEVER_SENT:
            return Delivery(Outcome.REFUSED_FOR_NOW)
        except BotoCoreError:
            return Delivery(Outcome.UNKNOWN)
        return Delivery(Outcome.ACCEPTED, answer["MessageId"])

    def _content(self, notice: Notice, link: str) -> Any:  # noqa: ANN401 - the client's own typed dictionary
        line = notice_in(notice.language, urgent=notice.urgent)
        footer = way_out(notice.language).footer
        plain = f"{line.line}.\n\n{line.invitation}\n{self._app_url}\n\n{footer}\n{link}\n"
        rich = (
            f'<!doctype html>\n<html lang="{notice.language}"><body><p>{escape(line.line)}.</p>'
            f"<p>{escape(line.invitation)}<br>{_anchor(self._app_url)}</p>"
            f"<p><small>{escape(footer)}<br>{_anchor(link)}</small></p></body></html>\n"
        )
        name, _, _ = ONE_CLICK.partition("=")
        return {
            "Subject": _text(line.line),
            "Body": {"Text": _text(plain), "Html": _text(rich)},
            "Headers": [
                {"Name": name, "Value": f"<{link}>"},
                {"Name": f"{name}-Post", "Value": ONE_CLICK},
            ],
        }


def _refused(error: ClientError) -> Outcome:
    response: Any = error.response
    if response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERROR) >= _SERVER_ERROR:
        return Outcome.UNKNOWN
    return Outcome.REFUSED if response["Error"]["Code"] in _FOR_GOOD else Outcome.REFUSED_FOR_NOW


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _tag(name: str, value: str) -> Any:  # noqa: ANN401 - the client's own typed dictionary
    return {"Name": name, "Value": value}


def _text(data: str) -> Any:  # noqa: ANN401 - the client's own typed dictionary
    return {"Data": data, "Charset": "UTF-8"}
