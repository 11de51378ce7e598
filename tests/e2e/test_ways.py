"""What only the deployed system has: a schedule that brings a sending to its queue, a push service that says gone."""

from datetime import datetime, timedelta
from typing import Any

from acceptance.channels import WORDS
from acceptance.steps import Journey, opened
from e2e.emulated import Emulated
from e2e.push_server import GONE, PUSH_SERVICE
from unit.notifications.browser import Browser

_AHEAD = timedelta(seconds=20)


def _approved(journey: Journey) -> str:
    """Let a gain be cheered; give the milestone's id."""
    journey.course([18, 19, 18, 11, 10])
    card = journey.card(journey.gain("confirmed")["id"], "drafted")
    assert journey.approves(card, WORDS).status == 200
    about: Any = card["milestone"]
    return str(about["id"])


def test_a_schedule_brings_the_cheer_when_the_quiet_hours_end(driver: Emulated) -> None:
    journey = opened(driver)
    journey.course([18, 19, 18, 11, 10])
    card = journey.card(journey.gain("confirmed")["id"], "drafted")
    ends = (driver.now + _AHEAD).replace(second=0, microsecond=0) + timedelta(minutes=1)
    journey.lives_in("UTC", quiet_from=f"{ends - timedelta(hours=3):%H:%M}", quiet_to=f"{ends:%H:%M}")
    assert journey.approves(card, WORDS).status == 200
    planned = driver.soon(lambda: journey.card(card["milestone"]["id"])["send_at"], "the planned minute")
    assert datetime.fromisoformat(planned) == ends
    assert journey.inbox() == []
    for instant in (ends - timedelta(seconds=40), ends):
        driver.soon(lambda instant=instant: driver.now > instant or None, "the morning")  # type: ignore[misc]
    # The emulator looks at its schedules every ten seconds; the sweep comes every five minutes only.
    driver.soon(lambda: journey.inbox() or None, "the cheer")
    assert journey.inbox() == [WORDS]
    driver.settle()
    assert len(driver.mails(journey.client)) == 1


def test_a_device_that_is_gone_is_forgotten_and_the_other_one_notified(driver: Emulated) -> None:
    journey = opened(driver)
    good, gone = Browser(PUSH_SERVICE.endpoint()), Browser(PUSH_SERVICE.endpoint(GONE))
    # The one last seen is tried first.
    for browser in (good, gone):
        journey.tells(journey.client, "POST", "/devices", browser.subscription)
    journey.card(_approved(journey), "sent")
    driver.settle()
    assert [len(driver.pushed(browser.endpoint)) for browser in (gone, good)] == [1, 1]
    assert good.decrypted(driver.pushed(good.endpoint)[0].body) == "You have a new message"
    assert len(journey.tells(journey.client, "GET", "/devices").body["items"]) == 1
    assert driver.mails(journey.client) == []
