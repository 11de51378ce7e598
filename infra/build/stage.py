"""Stage what a service's functions ship: ``python -m build.stage [service ...] [--local]``.

Makes ``.build/{artifact}/`` and ``.build/{artifact}.zip``, which the template's CodeUri names, for each artifact of a
service. Where nothing that goes in has changed, nothing is done.
"""

import argparse
import fcntl
import hashlib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from build.artifact import assemble, zipped
from build.artifacts import Artifact, artifacts_of
from build.aws_data import USED
from build.instruments import InstrumentError, checked
from build.requirements import BuildError, compiler_for, installed
from build.targets import Target

ROOT = Path(__file__).resolve().parents[2]


def stage(root: Path, services: Sequence[str] = tuple(USED), target: Target | None = None) -> list[str]:
    """Stage services.

    Parameters
    ----------
    root : Path
        The repository.
    services : sequence of str
        All where none are named.
    target : Target, optional
        Where they are to run; this interpreter and machine where none is given.

    Returns
    -------
    list of str
        The artifacts for which there was anything to do.

    Raises
    ------
    BuildError
        Where the requirements cannot be installed, or an instrument's file is not as it must be.
    """
    place = target or Target.local()
    try:
        checked()
    except InstrumentError as error:
        raise BuildError(str(error)) from error
    # Two at a time: installing waits for the disk and for uv, which is a program of its own.
    with _alone(root), ThreadPoolExecutor(max_workers=2) as pool:
        artifacts = [artifact for service in services for artifact in artifacts_of(service)]
        done = list(pool.map(lambda artifact: _stage(root, artifact, place), artifacts))
    return [artifact.name for artifact, anew in zip(artifacts, done, strict=True) if anew]


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one process stage at a time: a test and a run in two terminals share the folder."""
    (root / ".build").mkdir(exist_ok=True)
    with (root / ".build" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stage(root: Path, artifact: Artifact, target: Target) -> bool:
    requirements = installed(root, artifact, target)
    stamp = root / ".build" / f"{artifact.name}.stamp"
    archive = root / ".build" / f"{artifact.name}.zip"
    inputs = _inputs(root, artifact, requirements)
    if archive.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == inputs:
        return False
    stamp.unlink(missing_ok=True)
    zipped(assemble(root, artifact, target, requirements))
    stamp.write_text(inputs, encoding="utf-8")
    return True


def _inputs(root: Path, artifact: Artifact, requirements: Path) -> str:
    """Fingerprint all that goes in; the folder of requirements bears its own fingerprint in its name."""
    digest = hashlib.sha256(repr((requirements.name, artifact)).encode())
    sources = [Path(__file__).with_name("artifact.py")]
    for package in ("kernel", artifact.service):
        own = root / "services" / package / "src" / package
        sources += sorted(path for path in own.rglob("*") if path.suffix in {".py", ".json", ".txt"})
    for source in sources:
        digest.update(source.relative_to(root).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Stage the services named, or all of them.

    Parameters
    ----------
    arguments : list of str, optional
        The command line where none are given.

    Returns
    -------
    int
        The exit code.
    """
    parser = argparse.ArgumentParser(description="Stage what each function ships.")
    parser.add_argument("services", nargs="*", metavar="service", help=", ".join(USED))
    parser.add_argument("--local", action="store_true", help="for this interpreter and machine instead of AWS")
    options = parser.parse_args(arguments)
    if unknown := set(options.services) - set(USED):
        print(f"There is no service {', '.join(sorted(unknown))}: choose of {', '.join(USED)}.", file=sys.stderr)
        return 1
    target = Target.local() if options.local else Target.aws()
    if compiler_for(target) is None:
        print(f"· no {target.runtime} on PATH: no bytecode is shipped, and each cold start compiles")
    services = options.services or tuple(USED)
    try:
        done = stage(ROOT, services, target)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for artifact in (artifact for service in services for artifact in artifacts_of(service)):
        state = "staged" if artifact.name in done else "unchanged"
        print(f"· {artifact.name} for {target.runtime} on {target.architecture}: {state}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
