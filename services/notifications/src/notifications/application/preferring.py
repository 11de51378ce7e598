"""A person's preferences about messages."""

from dataclasses import dataclass

from kernel.problem import FieldError, invalid
from kernel.routes import Reply, Request
from notifications.application.models import PreferencesAnswer, PreferencesBody, on_the_clock, wall_clock
from notifications.domain.channel import is_plain
from notifications.domain.ports import PreferencesOf
from notifications.domain.preferences import Preferences


def _shown(preferences: Preferences) -> Reply:
    answer = PreferencesAnswer(
        time_zone=preferences.time_zone,
        quiet_from=on_the_clock(preferences.quiet_from),
        quiet_to=on_the_clock(preferences.quiet_to),
        language=preferences.language,
        email_notices=preferences.email_notices,
        celebrations=preferences.celebrations,
        push_notices=preferences.push_notices,
        channel_order=list(preferences.channel_order),
        email=preferences.address,
        email_stopped=preferences.email_stopped,
    )
    return Reply(answer, version=preferences.version)


@dataclass(frozen=True, slots=True)
class ShowPreferences:
    """Show the caller's preferences, or the defaults.

    DynamoDB: 1 read.

    Parameters
    ----------
    preferences : PreferencesOf
        Preferences of people.
    """

    preferences: PreferencesOf

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /preferences``."""
        return _shown(self.preferences.get(request.caller.practice, request.caller.sub))


@dataclass(frozen=True, slots=True)
class Prefer:
    """Replace the caller's preferences; they are one person's own, so the last word counts.

    DynamoDB: 1 write.

    Parameters
    ----------
    preferences : PreferencesOf
        Preferences of people.
    """

    preferences: PreferencesOf

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /preferences``.

        Raises
        ------
        Problem
            422 where notices by e-mail are asked for and the token states no verified address.
        """
        caller, body = request.caller, request.body
        if body.email_notices:
            _check(caller.email)
        return _shown(self.preferences.put(caller.practice, caller.sub, _wanted(body, caller.email)))


def _check(email: str | None) -> None:
    if email is None:
        raise invalid(FieldError("/email_notices", "false, or verify an e-mail address in your account first"))
    if not is_plain(email):
        raise invalid(FieldError("/email_notices", "false, or verify a plain address, such as name@example.org"))


def _wanted(body: PreferencesBody, email: str | None) -> Preferences:
    return Preferences(
        time_zone=body.time_zone,
        quiet_from=wall_clock(body.quiet_from),
        quiet_to=wall_clock(body.quiet_to),
        language=body.language,
        email_notices=body.email_notices,
        celebrations=body.celebrations,
        push_notices=body.push_notices,
        channel_order=tuple(body.channel_order),
        email=email if body.email_notices else None,
    )
