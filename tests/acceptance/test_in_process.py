"""The acceptance examples in this process: fast, and deterministic."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from acceptance import bad_input, channels, consulting, danger, examples, mirroring, rights
from acceptance.endpoints import ENDPOINTS
from acceptance.in_process import InProcess
from acceptance.steps import opened
from kernel.instants import from_text
from whole.template import SERVICES, Template
from whole.world import a_world


@pytest.fixture
def driver() -> Iterator[InProcess]:
    with a_world() as world:
        yield InProcess(world)


class TestCapture(examples.Capture):
    """Example 1."""


class TestSync(examples.Sync):
    """Example 2."""


class TestOwnInstrument(examples.OwnInstrument):
    """An instrument of a practice's own."""


class TestVisibility(examples.Visibility):
    """Example 3."""


class TestBrief(examples.Brief):
    """Example 10."""


class TestCourses(examples.Courses):
    """Example 4."""


class TestEffort(examples.Effort):
    """Example 11."""


class TestSilence(examples.Silence):
    """Example 5."""


class TestApproval(examples.Approval):
    """Example 6."""


class TestStandingCheer(examples.StandingCheer):
    """A standing cheer."""


class TestAtSending(examples.AtSending):
    """Example 8."""


class TestLockScreen(channels.LockScreen):
    """Example 9."""


class TestUnsubscribe(channels.Unsubscribe):
    """Example 16."""


class TestStuckness(danger.Stuckness):
    """Example 12."""


class TestRights(rights.Rights):
    """Example 15."""


class TestCrisisWords(danger.CrisisWords):
    """Example 14."""


class TestMirror(mirroring.Mirror):
    """The blind-spot mirror, and what came after a consult."""


class TestConsult(consulting.Consult):
    """Examples 12 and 13."""


class TestBadInput(bad_input.BadInput):
    """Everything that a caller can get wrong."""


def test_no_endpoint_of_the_templates_is_left_out() -> None:
    routes = {
        made["RouteKey"]
        for service in SERVICES
        for _, made in Template(service).of_type("AWS::ApiGatewayV2::Route")
        if "AuthorizerId" in made  # the way out of e-mails asks nobody to sign in: example 16 and its bad input
    }
    # A log of a service that is not reached by its path alone is asked for behind the service's name.
    logs = {f"/{service}/journeys/{{journey}}/access-log" for service in SERVICES}
    paths = {one.path: "/journeys/{journey}/access-log" if one.path in logs else one.path for one in ENDPOINTS}
    assert routes == {f"{endpoint.method} {paths[endpoint.path]}" for endpoint in ENDPOINTS}


class TestQuietHours:
    """Example 7: the exact instant, also on the nights on which clocks change; here, since clocks can be set."""

    @pytest.mark.parametrize(
        ("approved_at", "zone", "sent_at"),
        [
            ("2026-11-01T05:30:00Z", "America/New_York", "2026-11-01T13:00:00.000Z"),
            ("2026-03-08T06:30:00Z", "America/New_York", "2026-03-08T12:00:00.000Z"),
            ("2026-06-01T13:45:00Z", "Asia/Tokyo", "2026-06-01T23:00:00.000Z"),
        ],
    )
    def test_it_waits_for_the_decent_instant_and_is_sent_then(
        self, driver: InProcess, approved_at: str, zone: str, sent_at: str
    ) -> None:
        driver.world.now = from_text(approved_at)
        journey = opened(driver)
        journey.lives_in(zone)
        journey.course([18, 19, 18, 11, 10])
        card = journey.card(journey.gain("confirmed")["id"], "drafted")
        assert journey.approves(card).status == 200
        driver.settle()
        planned = journey.card(card["milestone"]["id"], "approved")
        assert planned["send_at"] == sent_at
        driver.world.now = from_text(sent_at) - timedelta(seconds=1)
        driver.world.run("notifications", "OverdueFunction")
        driver.settle()
        assert journey.inbox() == []
        driver.world.now = from_text(sent_at)
        driver.settle()
        assert journey.card(card["milestone"]["id"], "sent")["sent_at"] == sent_at
        assert len(journey.inbox()) == 1
