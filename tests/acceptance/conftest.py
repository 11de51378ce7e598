"""The bodies in this folder are no test modules themselves; their assertions explain themselves all the same."""

import pytest

pytest.register_assert_rewrite("acceptance.examples", "acceptance.channels", "acceptance.bad_input", "acceptance.steps")
