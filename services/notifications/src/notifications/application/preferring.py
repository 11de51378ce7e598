"""A person's preferences about messages."""

from dataclasses import dataclass, replace
from datetime import timedelta

from kernel.caller import Caller, Role
from kernel.clock import Clock
from kernel.problem import FieldError, invalid
from kernel.routes import Reply, Request
from notifications.application.models import PreferencesAnswer, PreferencesBody, on_the_clock, wall_clock
from notifications.domain.channel import is_plain
from notifications.domain.mirror_notice import next_mirror
from notifications.domain.ports import PreferencesOf
from notifications.domain.preferences import CardNotices, Preferences
from notifications.domain.quiet_hours import LONGEST


def _shown(preferences: Preferences) -> Reply:
    always = not preferences.quiet_hours.length
    answer = PreferencesAnswer(
        time_zone=preferences.time_zone,
        quiet_from=None if always else on_the_clock(preferences.quiet_from),
        quiet_to=None if always else on_the_clock(preferences.quiet_to),
        language=preferences.language,
        tone=preferences.tone,
        intensity=preferences.intensity,
        email_notices=preferences.email_notices,
        celebrations=preferences.celebrations,
        push_notices=preferences.push_notices,
        channel_order=list(preferences.channel_order),
        cheers_a_month=preferences.cheers_a_month,
        card_notices=preferences.card_notices,
        digest_at=None if preferences.digest_at is None else on_the_clock(preferences.digest_at),
        mirror_day=preferences.mirror_day,
        mirror_at=None if preferences.mirror_at is None else on_the_clock(preferences.mirror_at),
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
    clock : Clock
        Tells from when on the next reminder is sought.
    """

    preferences: PreferencesOf
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /preferences``.

        Raises
        ------
        Problem
            422 where notices by e-mail are asked for and the token states no verified address, where quiet hours
            leave no hour of the day, and where a digest or a reminder of the mirror has no hour, or one within quiet
            hours, or is wished by somebody who is no therapist.
        """
        caller, body = request.caller, request.body
        if body.email_notices:
            _check(caller.email)
        wanted = _wanted(body, caller.email)
        _check_quiet_hours(body, wanted)
        _check_digest(wanted)
        _check_mirror(wanted, caller)
        due = next_mirror(wanted, self.clock.now())
        return _shown(self.preferences.put(caller.practice, caller.sub, replace(wanted, mirror_due=due)))


def _check_quiet_hours(body: PreferencesBody, wanted: Preferences) -> None:
    """Refuse one end without the other, equal ends, which might mean none or all of the day, and more than 23 hours."""
    if (body.quiet_from is None) is not (body.quiet_to is None):
        named = "/quiet_from" if body.quiet_from is None else "/quiet_to"
        raise invalid(FieldError(named, "a time too, or null for both where there are no quiet hours"))
    if body.quiet_from is not None and not timedelta(0) < wanted.quiet_hours.length <= LONGEST:
        right = "a time that leaves at least one hour of the day; for no quiet hours, null for both; "
        raise invalid(FieldError("/quiet_to", right + "for no cheers at all, celebrations false"))


def _check_digest(wanted: Preferences) -> None:
    hour = wanted.digest_at
    if hour is None:
        if wanted.card_notices is CardNotices.DAILY:
            raise invalid(FieldError("/digest_at", "a time of the day, such as 08:00, since card_notices is daily"))
    elif wanted.quiet_hours.hold(hour):
        raise invalid(FieldError("/digest_at", "a time outside your quiet hours, or null where you want no digest"))


def _check_mirror(wanted: Preferences, caller: Caller) -> None:
    if wanted.mirror_day is None and wanted.mirror_at is None:
        return
    if Role.THERAPIST not in caller.roles:
        raise invalid(FieldError("/mirror_day" if wanted.mirror_day else "/mirror_at", "null, for who is no therapist"))
    if wanted.mirror_day is None or wanted.mirror_at is None:
        named = "/mirror_day" if wanted.mirror_day is None else "/mirror_at"
        raise invalid(FieldError(named, "a day of the week and a time of the day, or null for both"))
    if wanted.quiet_hours.hold(wanted.mirror_at):
        raise invalid(FieldError("/mirror_at", "a time outside your quiet hours, or null where you want no reminder"))


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
        tone=body.tone,
        intensity=body.intensity,
        email_notices=body.email_notices,
        celebrations=body.celebrations,
        push_notices=body.push_notices,
        channel_order=tuple(body.channel_order),
        cheers_a_month=body.cheers_a_month,
        email=email if body.email_notices else None,
        card_notices=body.card_notices,
        digest_at=None if body.digest_at is None else wall_clock(body.digest_at),
        mirror_day=body.mirror_day,
        mirror_at=None if body.mirror_at is None else wall_clock(body.mirror_at),
    )
