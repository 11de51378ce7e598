"""The acceptance examples in this process: fast, and deterministic."""

from collections.abc import Iterator

import pytest

from acceptance import bad_input, channels, danger, examples
from acceptance.endpoints import ENDPOINTS
from acceptance.in_process import InProcess
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


class TestAtSending(examples.AtSending):
    """Example 8."""


class TestLockScreen(channels.LockScreen):
    """Example 9."""


class TestUnsubscribe(channels.Unsubscribe):
    """Example 16."""


class TestStuckness(danger.Stuckness):
    """Example 12."""


class TestCrisisWords(danger.CrisisWords):
    """Example 14."""


class TestBadInput(bad_input.BadInput):
    """Everything that a caller can get wrong."""


def test_no_endpoint_of_the_templates_is_left_out() -> None:
    routes = {
        made["RouteKey"] for service in SERVICES for _, made in Template(service).of_type("AWS::ApiGatewayV2::Route")
    }
    assert routes == {f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS}
