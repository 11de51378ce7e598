"""Conventions about files: small, well named, and free of the machine they were written on."""

import ast
import re

from architecture.tree import ROOT, SERVICES, code_lines, files, name_of

HANDLER_LINES = 60
CODE_LINES = 150
ALL_LINES = 300

# Larger files, each with what makes it one thing.
LARGER: dict[str, str] = {
    "services/reflections/src/reflections/domain/crisis_english.py": "one language: its patterns, nothing else",
    "services/notifications/src/notifications/domain/cheer_rules_en.py": "one language: its phrases, nothing else",
    "services/notifications/src/notifications/domain/cheer_rules_ja.py": "one language: its phrases, nothing else",
    "services/milestones/src/milestones/domain/explanation_en.py": "one language: its sentences, nothing else",
    "services/milestones/src/milestones/domain/explanation_ja.py": "one language: its sentences, nothing else",
}


def _source_files() -> list[str]:
    return [name_of(path) for path in files(".py") if not name_of(path).startswith("tests/")]


def test_a_handler_file_is_thin() -> None:
    beside = [path for path in files(".py") if path.parent.name == "handlers"]
    handlers = [path for path in beside if "handler = " in path.read_text(encoding="utf-8")]
    too_long = {name_of(path): code_lines(path) for path in handlers if code_lines(path) >= HANDLER_LINES}
    assert handlers
    assert too_long == {}


def test_a_file_holds_one_thing() -> None:
    measured = {name: (code_lines(ROOT / name), _lines(name)) for name in _source_files() if name not in LARGER}
    too_long = {name: size for name, size in measured.items() if size[0] > CODE_LINES or size[1] > ALL_LINES}
    assert too_long == {}


def _lines(name: str) -> int:
    return len((ROOT / name).read_text(encoding="utf-8").splitlines())


def test_an_exception_from_the_length_is_still_needed() -> None:
    assert [name for name in LARGER if code_lines(ROOT / name) <= CODE_LINES] == []


def test_a_name_says_what_is_inside() -> None:
    says_nothing = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|stuff|base)(_|$)")
    assert [name_of(path) for path in files() if says_nothing.search(path.stem)] == []


def test_no_file_names_a_registry_or_a_place_on_some_machine() -> None:
    # Put together here, so that this file does not name them either.
    refused = ["pypi" + ".org", "python" + "hosted", *(f"/{folder}/" for folder in ("root", "work")), "/ho" + "me/"]
    found = [
        (name_of(path), words)
        for path in files()
        for words in refused
        if words in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []


def test_nothing_happens_when_a_service_is_imported() -> None:
    """A service's module holds definitions only: no loop, no branch but for types, no bare call at its top."""
    busy = (ast.For, ast.While, ast.With, ast.Try, ast.Assert)
    found = []
    for service in (*SERVICES, "kernel"):
        for path in files(".py", ROOT / "services" / service / "src"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                bare_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
                if isinstance(node, busy) or bare_call:
                    found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def test_the_licence_is_the_whole_apache_licence() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
