"""What the architecture tests look at: this project's own files, and nothing that make has put beside them."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("reflections", "milestones", "notifications")
_KEPT_DOT_NAMES = {".ci", ".gitignore", ".editorconfig", ".cfnlintrc", ".cfnlintrc.yaml"}
_MADE = {"__pycache__"}


def _own(path: Path) -> bool:
    return path.name in _KEPT_DOT_NAMES or not (path.name.startswith(".") or path.name in _MADE)


def files(suffix: str = "", under: Path = ROOT) -> Iterator[Path]:
    """List this project's own files.

    Parameters
    ----------
    suffix : str
        Only names that end so.
    under : Path
        Where to begin.

    Yields
    ------
    Path
        Absolute.
    """
    for path in sorted(under.iterdir()):
        if not _own(path):
            continue
        if path.is_dir():
            yield from files(suffix, path)
        elif path.name.endswith(suffix):
            yield path


def name_of(path: Path) -> str:
    """Give a path as a person would say it, from the project's root."""
    return path.relative_to(ROOT).as_posix()


def _docstring_lines(tree: ast.Module) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    lines: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        # A bare string is a docstring wherever it stands: below an assignment it tells of what was assigned.
        if isinstance(node, documented) and body:
            for statement in body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    lines.update(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))
    return lines


def code_lines(path: Path) -> int:
    """Count the lines that hold code: neither blank nor comment nor docstring."""
    source = path.read_text(encoding="utf-8")
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in silent
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - _docstring_lines(ast.parse(source)))
