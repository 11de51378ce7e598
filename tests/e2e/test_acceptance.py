"""The acceptance examples through HTTP, on the deployed stacks."""

from acceptance import bad_input, channels, consulting, danger, examples, mirroring, rights
from e2e.emulated import Emulated


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


def test_nobody_gets_in_without_a_token_of_the_pool(driver: Emulated) -> None:
    for path in ("/journeys", "/instruments", "/celebrations", "/inbox", "/preferences"):
        assert driver.ask(None, "GET", path).status == 401
    forged = driver.world.voice(None)
    # pragma: allowlist nextline secret
    forged.headers["Authorization"] = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9."
    assert forged.ask("GET", "/journeys").status == 401
