"""What every test shares: how hard Hypothesis tries, and which tests may reach the network."""

import os

import pytest
from hypothesis import HealthCheck, settings

# The gate must say the same of the same code each time; `HYPOTHESIS_PROFILE=thorough` looks for what it has missed.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "thorough", max_examples=2000, stateful_step_count=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# The bodies in tests/acceptance are no test modules themselves; their assertions explain themselves all the same.
pytest.register_assert_rewrite("acceptance")

# A test that forgets its fake must not reach a real account: the keys are nobody's, and sockets are off.
os.environ.update(
    AWS_ACCESS_KEY_ID="none",
    AWS_SECRET_ACCESS_KEY="none",  # pragma: allowlist secret
    AWS_DEFAULT_REGION="eu-west-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/e2e, and let it alone open sockets; what is built is built by one of the workers.

    That one begins with it: the longest chain of all would else be waited for at the end.
    """
    for item in items:
        within = item.path.relative_to(item.config.rootpath).parts
        if "e2e" in within:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.enable_socket)
        if "e2e" in within or item.path.name == "test_artifacts.py":
            item.add_marker(pytest.mark.xdist_group("built"))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
