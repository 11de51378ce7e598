"""Conventions about what is written for people: complete, and no link that leads nowhere."""

import re
from pathlib import Path

import pytest

from architecture.tree import ROOT, SERVICES, files, name_of
from whole.template import Template

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


@pytest.mark.parametrize("service", SERVICES)
def test_a_readme_has_the_tables_of_metrics_parameters_and_decisions(service: str) -> None:
    page = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    for heading in ("Metrics", "Parameters", "Decisions"):
        assert "\n| " in page.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("service", SERVICES)
def test_a_readme_names_what_alarms_and_what_can_be_set(service: str) -> None:
    page = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    text = (ROOT / "services" / service / "template.yaml").read_text(encoding="utf-8")
    alarming = {held["MetricName"] for _, held in Template(service).of_type("AWS::CloudWatch::Alarm")}
    set_by_hand = re.findall(
        r"^  (\w+):\n    Type: ", text.split("\nParameters:\n")[1].split("\nRules:\n")[0], re.MULTILINE
    )
    assert [name for name in {*alarming, *set_by_hand} if f"`{name}`" not in page] == []


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
