"""Conventions about what is written for people: complete, and no link that leads nowhere."""

import re
from pathlib import Path

import pytest

from architecture.tree import ROOT, files, name_of

ADRS = ROOT / "docs" / "adr"


def test_each_decision_is_in_the_index() -> None:
    index = (ADRS / "README.md").read_text(encoding="utf-8")
    decisions = [path.name for path in ADRS.glob("[0-9]*.md")]
    assert [name for name in decisions if f"({name})" not in index] == []


def test_each_decision_is_numbered_once() -> None:
    numbers = [path.name[:4] for path in ADRS.glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("decision", sorted(ADRS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_says_what_why_and_what_else_was_tried(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", decision.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["What", "Why", "What else was tried", "What would change our mind"]


def test_a_link_leads_somewhere() -> None:
    broken = [
        f"{name_of(page)}: {target}"
        for page in files(".md")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_each_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
