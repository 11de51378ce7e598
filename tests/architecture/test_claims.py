"""What the pages on trust claim is there: each test that they name exists."""

import re
from pathlib import Path

import pytest

from architecture.tree import ROOT

PAGES = [ROOT / "docs" / "threat-model.md", ROOT / "docs" / "compliance.md"]


def _exists(named: str) -> bool:
    path, _, test = named.partition("::")
    source = ROOT / path
    if not source.is_file():
        return False
    text = source.read_text(encoding="utf-8")
    # A state machine of Hypothesis is collected by the name that its case is given.
    return not test or f"def {test}(" in text or f"\n{test} = " in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_test_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`(tests/[^`\s]+)`", page.read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [claim for claim in named if not _exists(claim)] == []
