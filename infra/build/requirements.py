"""Installs what a service requires into a folder, trimmed and compiled; done once for each set of versions."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from build.artifacts import Artifact
from build.aws_data import USED, trim
from build.targets import Target

# A function never runs tests, reads stubs or asks what is installed; pydantic looks through every dist-info at import.
_NOT_SHIPPED = (
    "*.dist-info",
    "bin",
    ".lock",
    "boto3/data",
    "boto3/examples",
    "**/tests",
    "**/*.pyi",
    "**/*.c",
    "**/*.h",
    "**/*.pyx",
)


_KEY = 16


class BuildError(Exception):
    """An artifact could not be made; the message says what to do."""


def installed(root: Path, artifact: Artifact, target: Target) -> Path:
    """Install the requirements of an artifact, unless the same ones for the same target are there already.

    Parameters
    ----------
    root : Path
        The repository.
    artifact : Artifact
        Whose.
    target : Target
        Where they are to run.

    Returns
    -------
    Path
        A folder for ``sys.path``.

    Raises
    ------
    BuildError
        Where uv cannot install them.
    """
    locked = artifact.locked(root)
    used = USED[artifact.service]
    key = hashlib.sha256(repr((_requirements(locked), used, target, _own_code())).encode()).hexdigest()[:_KEY]
    folder = root / ".build" / "requirements" / f"{artifact.name}-{key}"
    if folder.exists():
        return folder
    _make_room(folder.parent, artifact.name)
    partial = folder.with_name(folder.name + ".partial")
    _install(root, locked, partial, target)
    trim(partial / "botocore", used)
    for pattern in _NOT_SHIPPED:
        for path in list(partial.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    compiled(partial, target)
    partial.rename(folder)
    return folder


def _make_room(folder: Path, name: str) -> None:
    """Remove what a broken run has left, and all but the latest set: that of the other target stays."""
    there = sorted(folder.glob(f"{name}-{'[0-9a-f]' * _KEY}*"), key=lambda path: path.stat().st_mtime)
    for path in there[:-1] + [path for path in there[-1:] if path.suffix == ".partial"]:
        shutil.rmtree(path)


def compiler_for(target: Target) -> str | None:
    """Find the interpreter that makes a target's bytecode.

    Parameters
    ----------
    target : Target
        Whose bytecode it is to be.

    Returns
    -------
    str or None
        Its path; None where this machine has no interpreter of that version.
    """
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    return sys.executable if target.python == own else shutil.which(f"python{target.python}")


def compiled(folder: Path, target: Target) -> None:
    """Compile a folder's sources to bytecode that stays valid whatever times a zip gives its files.

    Bytecode checked by time is stale after unpacking and doubles an import; unchecked hashes are never looked at.
    Only the target's own version can make it. Where that is not on PATH none is shipped, and each start compiles.

    Parameters
    ----------
    folder : Path
        Of sources.
    target : Target
        Whose bytecode it is to be.
    """
    interpreter = compiler_for(target)
    if interpreter is None:
        return
    # A process of its own: two artifacts compile at once.
    options = ["-qq", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/var/task"]
    subprocess.run([interpreter, "-m", "compileall", *options, str(folder)], check=False)


def _requirements(locked: Path) -> list[str]:
    lines = (line.split("#")[0].strip() for line in locked.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def _own_code() -> str:
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")) if path.stem in _MAKERS)
    return hashlib.sha256(code).hexdigest()


_MAKERS = ("aws_data", "requirements", "targets")


def _install(root: Path, locked: Path, folder: Path, target: Target) -> None:
    uv = root / ".venv-uv" / "bin" / "uv"
    command = [uv if uv.exists() else "uv", "pip", "install", "--quiet", "--python", sys.executable, "--target", folder]
    # Copies: what is trimmed here must not be a hard link into uv's own cache.
    command += ["--link-mode", "copy", "--no-deps", "--require-hashes", "--only-binary", ":all:", *target.pip_options]
    try:
        subprocess.run([*command, "--requirements", locked], check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BuildError("uv is missing: run make setup.") from error
    except subprocess.CalledProcessError as error:
        raise BuildError(f"uv could not install {locked.relative_to(root)}: {error.stderr.strip()}") from error
