"""Settings are read from the environment, and an error shows nothing of it."""

import pytest
from pydantic import ValidationError

from kernel.settings import Settings


class _TableSettings(Settings):
    table_name: str


_GIVEN = {"SERVICE": "things", "STAGE": "dev", "TABLE_NAME": "t"}


def test_a_field_reads_its_variable() -> None:
    found = _TableSettings.from_environment({**_GIVEN, "AWS_REGION": "eu-west-1"})
    assert (found.service, found.stage, found.table_name) == ("things", "dev", "t")


@pytest.mark.parametrize("missing", _GIVEN)
def test_a_missing_variable_is_named_and_no_value_is_shown(missing: str) -> None:
    """The environment holds the function's credentials, and what INIT raises is logged."""
    given = {name: value for name, value in _GIVEN.items() if name != missing}
    with pytest.raises(ValidationError, match=missing.lower()) as caught:
        _TableSettings.from_environment({"A": "canary", **given, "Z": "canary"})
    assert "canary" not in str(caught.value)
