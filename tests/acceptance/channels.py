"""Acceptance examples of the channels: what others may see of a message, and the way out."""

import re
from typing import Any

import pytest

from acceptance.driver import Driver
from acceptance.steps import Journey, opened
from local.client import Answer
from unit.notifications.browser import Browser, read

WORDS = "You kept going to the group even on the weeks it felt pointless."
LINES = {"en": "You have a new message", "ja": "新しいメッセージがあります"}
_LINK = re.compile(r"/unsubscribe/([A-Za-z0-9_-]+)")
_CLICK = "List-Unsubscribe=One-Click"


def _registered(driver: Driver, journey: Journey) -> Browser:
    """Let the client be notified on a device."""
    browser = Browser(driver.push_endpoint())
    journey.tells(journey.client, "POST", "/devices", browser.subscription)
    return browser


def _cheered(driver: Driver, journey: Journey) -> dict[str, Any]:
    """Let a gain be found and cheered; give the card as it is after the sending."""
    journey.course([18, 19, 18, 11, 10])
    card = journey.card(journey.gain("confirmed")["id"], "drafted")
    assert journey.approves(card, WORDS).status == 200
    sent = journey.card(card["milestone"]["id"], "sent")
    driver.settle()
    return sent


class LockScreen:
    """Example 9: what others may see is the locale's neutral line and nothing else, by push and by e-mail."""

    @pytest.mark.parametrize("language", LINES)
    def test_a_push_says_that_a_message_waits_and_nothing_else(self, driver: Driver, language: str) -> None:
        journey = opened(driver)
        journey.by_day(language=language)
        browser = _registered(driver, journey)
        _cheered(driver, journey)
        (pushed,) = driver.pushed(browser.endpoint)
        assert browser.decrypted(pushed.body) == LINES[language]
        assert (pushed.headers["content-encoding"], pushed.headers["topic"]) == ("aes128gcm", "message")
        key = journey.tells(journey.client, "GET", "/devices").body["application_server_key"]
        assert f"k={key}" in pushed.headers["authorization"]
        assert len(read(key)) == 65
        # It was taken, so no e-mail follows; the words are behind sign-in.
        assert driver.subjects(journey.client) == []
        assert journey.inbox() == [WORDS]

    @pytest.mark.parametrize("language", LINES)
    def test_an_e_mail_says_no_more_and_comes_first_if_so_wished(self, driver: Driver, language: str) -> None:
        journey = opened(driver)
        journey.by_day(language=language, channel_order=["email", "push"])
        browser = _registered(driver, journey)
        _cheered(driver, journey)
        assert driver.subjects(journey.client) == [LINES[language]]
        (text,) = driver.mails(journey.client)
        assert f"{LINES[language]}." in text
        assert not any(word in text.lower() for word in ("group", "gain", "phq", "therap", journey.therapist.email))
        assert driver.pushed(browser.endpoint) == []

    def test_without_consent_to_a_channel_nothing_goes_by_it(self, driver: Driver) -> None:
        journey = opened(driver)
        journey.by_day(push_notices=False, email_notices=False)
        browser = _registered(driver, journey)
        _cheered(driver, journey)
        assert (driver.pushed(browser.endpoint), driver.subjects(journey.client)) == ([], [])
        assert journey.inbox() == [WORDS]

    def test_a_consent_to_a_channel_is_withdrawn_for_this_journey_and_the_next_channel_takes_over(
        self, driver: Driver
    ) -> None:
        journey = opened(driver)
        journey.by_day()
        browser = _registered(driver, journey)
        withdrawn = journey.path("/consents/celebrations_push")
        journey.tells(journey.client, "PUT", withdrawn, {"granted": False})
        driver.settle()
        _cheered(driver, journey)
        assert (driver.pushed(browser.endpoint), driver.subjects(journey.client)) == ([], [LINES["en"]])
        assert journey.inbox() == [WORDS]
        heard = journey.tells(journey.therapist, "GET", withdrawn).body["items"]
        assert [(word["granted"], word["by"]) for word in heard] == [(False, "client")]


def _follow(driver: Driver, method: str, token: str, body: str | None = None) -> Answer:
    return driver.ask(None, method, f"/unsubscribe/{token}", raw=body, key="")


class Unsubscribe:
    """Example 16: the way out of e-mails works without sign-in, and only when it is clicked."""

    def test_get_shows_a_page_and_post_switches_off_twice(self, driver: Driver) -> None:
        journey = opened(driver)
        _cheered(driver, journey)
        (text,) = driver.mails(journey.client)
        found = _LINK.search(text)
        assert found is not None
        before = driver.stored()
        page = _follow(driver, "GET", found[1])
        assert (page.status, page.kind.partition(";")[0]) == (200, "text/html")
        assert driver.stored() == before
        for _ in range(2):
            assert _follow(driver, "POST", found[1], _CLICK).status == 200
        wishes = journey.tells(journey.client, "GET", "/preferences").body
        assert (wishes["email_notices"], wishes["email_stopped"]) == (False, "unsubscribed")

    def test_a_forged_link_does_nothing(self, driver: Driver) -> None:
        journey = opened(driver)
        _cheered(driver, journey)
        (text,) = driver.mails(journey.client)
        found = _LINK.search(text)
        assert found is not None
        token = found[1][:20] + ("B" if found[1][20] != "B" else "C") + found[1][21:]
        before = driver.stored()
        for wrong in (token, "made-up", "A" * 120):
            for method in ("GET", "POST"):
                answer = _follow(driver, method, wrong, _CLICK)
                assert (answer.status, answer.kind) == (404, "application/problem+json")
        assert _follow(driver, "POST", found[1], "{}").status == 400
        assert driver.stored() == before
