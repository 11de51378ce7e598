"""The service's endpoints: what is served, and what openapi.json is generated from."""

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Nothing, Route
from kernel.traces import Traces
from notifications.application.answer_models import AnswerBody, AnswerGiven, Joy, JoyBody
from notifications.application.answering import AnswerCheer
from notifications.application.card_models import Approval, Card, Cards, CardWithHistory, CardWithText, Edit
from notifications.application.checking import CheckCheer
from notifications.application.cheer_models import CheckBody, Findings
from notifications.application.deciding import Decide, Reword
from notifications.application.device_models import Devices, RegisteredDevice, Subscription
from notifications.application.models import (
    InboxPage,
    Paging,
    PreferencesAnswer,
    PreferencesBody,
    Seen,
)
from notifications.application.opening import Open
from notifications.application.preferring import Prefer, ShowPreferences
from notifications.application.receiving import MarkRead, OpenInbox
from notifications.application.registering import ForgetDevice, ListDevices, RegisterDevice
from notifications.application.rejoicing import KeepJoy
from notifications.application.showing import ListCards, ShowCard
from notifications.application.unsubscribing import AskToUnsubscribe, Unsubscribe
from notifications.domain.lifecycle import Step
from notifications.domain.ports import (
    Celebrations,
    Inbox,
    Journeys,
    Links,
    PreferencesOf,
    PushServices,
    StandingCheers,
    Texts,
)
from notifications.domain.practice_template import Templates
from notifications.domain.safety_contact import SafetyContacts
from notifications.handlers.access_log_routes import access_log_routes
from notifications.handlers.policy import POLICY
from notifications.handlers.safety_routes import safety_routes
from notifications.handlers.standing_routes import standing_routes
from notifications.handlers.template_routes import template_routes

_ONE = "/celebrations/<celebration>"


def routes(  # noqa: PLR0913, PLR0917 - the function's ports, each used by some of its routes
    celebrations: Celebrations,
    inbox: Inbox,
    preferences: PreferencesOf,
    texts: Texts,
    clock: Clock,
    log: Log,
    push: PushServices,
    standing: StandingCheers,
    links: Links,
    templates: Templates,
    journeys: Journeys,
    traces: Traces,
    contacts: SafetyContacts,
) -> list[Route]:
    """Give all endpoints of the service.

    Parameters
    ----------
    celebrations, inbox, preferences, texts, clock, log, push, standing, links, templates, journeys, traces,
    contacts
        Ports.
    """
    signed_in = with_sign_in(celebrations, inbox, preferences, texts, clock, log, push, standing)
    return [
        *signed_in,
        *without_sign_in(links, preferences, clock, log),
        *template_routes(templates),
        *access_log_routes(journeys, traces),
        *safety_routes(contacts, preferences, clock),
    ]


def without_sign_in(links: Links, preferences: PreferencesOf, clock: Clock, log: Log) -> list[Route]:
    """Give the endpoints of the unsubscribe function.

    Parameters
    ----------
    links, preferences, clock, log
        Ports.
    """
    path, page = "/unsubscribe/<token>", ("text/html",)
    ask, unsubscribe = AskToUnsubscribe(links, clock), Unsubscribe(links, preferences, clock, log)
    return [
        POLICY.route("GET", path, ask, "Ask whether to stop e-mails; changes nothing", media_types=page),
        POLICY.route("POST", path, unsubscribe, "Stop e-mails, with one click (RFC 8058)", media_types=page),
    ]


def with_sign_in(  # noqa: PLR0917 - the function's ports, each used by some of its routes
    celebrations: Celebrations,
    inbox: Inbox,
    preferences: PreferencesOf,
    texts: Texts,
    clock: Clock,
    log: Log,
    push: PushServices,
    standing: StandingCheers,
) -> list[Route]:
    """Give the endpoints of the celebrations function.

    Parameters
    ----------
    celebrations, inbox, preferences, texts, clock, log, push, standing
        Ports.
    """
    opened = Open(texts, log)
    cards, open_inbox = ListCards(celebrations, texts, opened), OpenInbox(inbox, preferences, texts, opened)
    return [
        POLICY.route("GET", "/celebrations", cards, "Your celebrations", Cards, query=Paging),
        POLICY.route("GET", _ONE, ShowCard(celebrations, opened), "One celebration", CardWithHistory),
        POLICY.route(
            "PATCH",
            _ONE,
            Reword(celebrations, texts, opened, clock),
            "Replace the words of a draft",
            CardWithText,
            Edit,
            versioned=True,
        ),
        _step("Send it, at a decent hour for the client", Decide(Step.APPROVE, celebrations, opened, clock)),
        _step("Approve it for the moment the milestone is confirmed", Decide(Step.HOLD, celebrations, opened, clock)),
        _step("Stay silent", Decide(Step.DISMISS, celebrations, opened, clock)),
        POLICY.route("PUT", f"{_ONE}/joy", KeepJoy(celebrations, texts), "Keep how it moved you", Joy, JoyBody),
        POLICY.route(
            "POST",
            f"{_ONE}/answer",
            AnswerCheer(celebrations, preferences, clock),
            "Say whether it landed, or that no more are wished",
            AnswerGiven,
            AnswerBody,
        ),
        POLICY.route(
            "POST",
            "/cheer-check",
            CheckCheer(),
            "Look a draft over for praise of the person, scores, comparisons and the like",
            Findings,
            CheckBody,
            storing=False,
        ),
        *standing_routes(standing, texts, opened, clock),
        POLICY.route("GET", "/inbox", open_inbox, "Your messages", InboxPage, query=Paging),
        POLICY.route("POST", "/inbox/<message>/read", MarkRead(inbox, clock), "Mark a message read", Seen, Nothing),
        POLICY.route(
            "GET", "/preferences", ShowPreferences(preferences), "Your wishes about messages", PreferencesAnswer
        ),
        POLICY.route(
            "PUT",
            "/preferences",
            Prefer(preferences, clock),
            "Replace your wishes about messages",
            PreferencesAnswer,
            PreferencesBody,
        ),
        *_devices(preferences, push, clock),
    ]


def _devices(preferences: PreferencesOf, push: PushServices, clock: Clock) -> list[Route]:
    register, forget = RegisterDevice(preferences, push, clock), ForgetDevice(preferences)
    return [
        POLICY.route("GET", "/devices", ListDevices(preferences, push), "Your devices", Devices),
        POLICY.route("POST", "/devices", register, "Be notified on it", RegisteredDevice, Subscription, status=201),
        POLICY.route("DELETE", "/devices/<device>", forget, "Be notified on it no more", status=204),
    ]


def _step(summary: str, decide: Decide) -> Route:
    body = Nothing if decide.step is Step.DISMISS else Approval
    return POLICY.route("POST", f"{_ONE}/{decide.step}", decide, summary, Card, body, versioned=True)
