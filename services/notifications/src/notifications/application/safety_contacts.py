"""A therapist says how she is told of red alerts, and who else; who was named accepts or declines."""

from dataclasses import dataclass, replace
from datetime import timedelta

from kernel.clock import Clock
from kernel.problem import FieldError, invalid, not_found
from kernel.routes import Reply, Request
from notifications.application.contending import looking_again
from notifications.application.safety_models import NamingAnswer, NamingsAnswer, SafetyContactAnswer, SafetyContactBody
from notifications.domain.channel import Channel
from notifications.domain.ports import PreferencesOf
from notifications.domain.preferences import Preferences
from notifications.domain.safety_contact import Naming, SafetyContact, SafetyContacts, Second, SecondState

_MINUTE = timedelta(minutes=1)


def _shown(contact: SafetyContact, wishes: Preferences) -> Reply:
    second = contact.second
    return Reply(
        SafetyContactAnswer(
            channels=list(contact.channels),
            second=None if second is None else second.person,
            second_state=None if second is None else second.state,
            escalate_after_minutes=contact.escalate_after // _MINUTE,
            reached_by=[channel for channel in contact.channels if wishes.reached_by(channel)],
        )
    )


@dataclass(frozen=True, slots=True)
class ShowSafetyContact:
    """Show the caller's own, or the defaults.

    DynamoDB: 2 reads (the contact; the preferences, which know devices and address).

    Parameters
    ----------
    contacts, preferences
        Ports.
    """

    contacts: SafetyContacts
    preferences: PreferencesOf

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /safety-contact``."""
        caller = request.caller
        return _shown(self.contacts.get(caller.practice, caller.sub), self.preferences.get(caller.practice, caller.sub))


@dataclass(frozen=True, slots=True)
class SetSafetyContact:
    """Replace the caller's own; the last word counts. Who is named anew is asked; the same one stays as they said.

    DynamoDB: 2 reads, 1 transaction.

    Parameters
    ----------
    contacts, preferences, clock
        Ports.
    """

    contacts: SafetyContacts
    preferences: PreferencesOf
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /safety-contact``.

        Raises
        ------
        Problem
            422 where e-mail is chosen and notices by e-mail are off, or the second is the caller.
        """
        caller, body = request.caller, request.body
        wishes = self.preferences.get(caller.practice, caller.sub)
        if Channel.EMAIL in body.channels and not wishes.reached_by(Channel.EMAIL):
            raise invalid(FieldError("/channels", "push alone, or switch email_notices on in your preferences first"))
        if body.second == caller.sub:
            raise invalid(FieldError("/second", "somebody else of your practice, or null"))
        written: list[SafetyContact] = []

        def attempt() -> None:
            before = self.contacts.get(caller.practice, caller.sub)
            after = _wanted(body, before)
            self.contacts.put(caller.practice, caller.sub, before, after, self.clock.now())
            written[:] = [after]

        looking_again(attempt)
        return _shown(written[0], wishes)


def _wanted(body: SafetyContactBody, before: SafetyContact) -> SafetyContact:
    second = None if body.second is None else Second(body.second)
    kept = before.second
    if second is not None and kept is not None and kept.person == second.person:
        # Who declined is asked again by being named again; who accepted stays.
        second = kept if kept.stands else second
    return replace(
        before,
        channels=tuple(body.channels),
        second=second,
        escalate_after=body.escalate_after_minutes * _MINUTE,
    )


@dataclass(frozen=True, slots=True)
class ListNamings:
    """Show who named the caller as their second.

    DynamoDB: 1 query.

    Parameters
    ----------
    contacts
        Port.
    """

    contacts: SafetyContacts

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /second-for``."""
        caller = request.caller
        return Reply(NamingsAnswer(items=[_naming(one) for one in self.contacts.named(caller.practice, caller.sub)]))


@dataclass(frozen=True, slots=True)
class AnswerNaming:
    """Accept to be somebody's second, or decline, also later.

    DynamoDB: 1 read, 1 transaction.

    Parameters
    ----------
    contacts
        Port.
    state : SecondState
        Accepted or declined.
    """

    contacts: SafetyContacts
    state: SecondState

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /second-for/{naming}/accept`` and ``POST /second-for/{naming}/decline``.

        Raises
        ------
        Problem
            404 where nobody named the caller so, or does no more.
        """
        caller, said = request.caller, list[Naming | None]()

        def attempt() -> None:
            said[:] = [self.contacts.say(caller.practice, caller.sub, request.path["naming"], self.state)]

        looking_again(attempt)
        if said[0] is None:
            raise not_found()
        return Reply(_naming(said[0]))


def _naming(one: Naming) -> NamingAnswer:
    return NamingAnswer(
        id=one.id, therapist=one.therapist, state=one.state, named_at=one.named_at, escalated_at=one.escalated_at
    )
