"""Conventions about what a scanner is told to leave alone: each has its reason beside it."""

import re

import yaml

from architecture.tree import ROOT, files, name_of

CHECKOV = ROOT / ".checkov.yaml"
TEMPLATES = files(".yaml")


def test_each_check_that_is_skipped_everywhere_has_its_reason() -> None:
    text = CHECKOV.read_text(encoding="utf-8")
    skipped = yaml.safe_load(text)["skip-check"]
    assert skipped
    assert [check for check in skipped if not re.search(rf"^  # \w.{{30,}}\n  - {check}$", text, re.MULTILINE)] == []


def test_each_check_that_a_resource_is_excused_from_has_its_reason() -> None:
    faults = [
        f"{name_of(template)}: {excused}"
        for template in TEMPLATES
        for excused, reason in re.findall(
            r"^ +- id: (CKV_\w+)\n +comment:(.*)$", template.read_text(encoding="utf-8"), re.MULTILINE
        )
        if len(reason.strip()) < len("because of this and that")
    ]
    assert faults == []


def test_bandit_is_told_by_number_what_to_leave_alone() -> None:
    bare = [
        name_of(source)
        for source in files(".py")
        if re.search(r"# nosec(?! B\d{3}$)", source.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert bare == [name_of(ROOT / "tests" / "architecture" / "test_scans.py")]
