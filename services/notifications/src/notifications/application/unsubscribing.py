"""The way out of notices by e-mail that needs no sign-in (RFC 8058): a page that asks, and one click that does it."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from kernel.clock import Clock
from kernel.languages import preferred
from kernel.log import Log
from kernel.problem import FieldError, Problem, malformed, not_found
from kernel.routes import Reply, Request, Text
from notifications.application.log_codes import Code
from notifications.domain.ports import Links, PreferencesOf
from notifications.domain.preferences import EmailStopped, Language
from notifications.domain.unsubscribing import (
    ONE_CLICK,
    ExpiredLinkError,
    ForgedLinkError,
    Subscriber,
    WayOut,
    way_out,
)

_HEADERS = {
    "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    # The address is the token.
    "referrer-policy": "no-referrer",
}
_GONE = 410


def _page(language: Language, words: WayOut, inner: str) -> Reply:
    content = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(words.title)}</title></head><body><main>{inner}</main></body></html>\n"
    )
    return Reply(Text(content, "text/html; charset=utf-8", headers=_HEADERS))


def _read(links: Links, clock: Clock, request: Request) -> Subscriber:
    try:
        return links.read(request.path["token"], clock.now())
    except ForgedLinkError:
        raise not_found() from None
    except ExpiredLinkError:
        raise Problem(
            _GONE,
            "link-expired",
            "This link is too old",
            "Take the link of a newer e-mail, or sign in and switch e-mails off in your preferences.",
        ) from None


def _words(request: Request) -> tuple[Language, WayOut]:
    language = Language(preferred(request.languages, list(Language)))
    return language, way_out(language)


@dataclass(frozen=True, slots=True)
class AskToUnsubscribe:
    """Show the page that asks; it changes nothing, for mail programs and virus scanners open every link.

    DynamoDB: no call.

    Parameters
    ----------
    links, clock
        Ports.
    """

    links: Links
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /unsubscribe/{token}``.

        Raises
        ------
        Problem
            404 for a link that is none of ours, 410 for one that is too old.
        """
        _read(self.links, self.clock, request)
        language, words = _words(request)
        name, _, value = ONE_CLICK.partition("=")
        form = (
            f'<p>{escape(words.question)}</p><form method="post"><input type="hidden" name="{name}" value="{value}">'
            f"<button>{escape(words.button)}</button></form>"
        )
        return _page(language, words, form)


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Switch notices by e-mail off, as often as it is asked.

    DynamoDB: 1 write.

    Parameters
    ----------
    links, preferences, clock, log
        Ports.
    """

    links: Links
    preferences: PreferencesOf
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /unsubscribe/{token}``.

        Raises
        ------
        Problem
            404 for a link that is none of ours, 410 for one that is too old, 400 for another body.
        """
        subscriber = _read(self.links, self.clock, request)
        name, _, value = ONE_CLICK.partition("=")
        if parse_qs(request.raw.decode(errors="replace")).get(name) != [value]:
            wanted = FieldError("/", f"{ONE_CLICK} as application/x-www-form-urlencoded")
            raise malformed("This is no one-click request.", wanted)
        stopped = self.preferences.stop_email(subscriber.practice, subscriber.person, EmailStopped.UNSUBSCRIBED)
        self.log.line(Code.EMAIL_STOPPED, why=EmailStopped.UNSUBSCRIBED, changed=stopped)
        language, words = _words(request)
        return _page(language, words, f"<p>{escape(words.done)}</p>")
