"""Puts an artifact together: what is required, the kernel and the service, as a folder and as a zip of it."""

import os
import shutil
import zipfile
from pathlib import Path

from build.artifacts import Artifact
from build.requirements import compiled
from build.targets import Target

# The time every file in a zip bears: the same content gives the same bytes, and an unchanged artifact no deployment.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def assemble(root: Path, artifact: Artifact, target: Target, requirements: Path) -> Path:
    """Put an artifact together in ``.build/{name}``.

    Parameters
    ----------
    root : Path
        The repository.
    artifact : Artifact
        Which one.
    target : Target
        Where it is to run.
    requirements : Path
        What it requires, installed.

    Returns
    -------
    Path
        The folder.
    """
    folder = root / ".build" / artifact.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(requirements, folder, copy_function=_linked)
    own = folder.with_name(f"{artifact.name}.own")
    shutil.rmtree(own, ignore_errors=True)
    for package in ("kernel", artifact.service):
        shutil.copytree(
            root / "services" / package / "src" / package,
            own / package,
            ignore=shutil.ignore_patterns("__pycache__", ".*", "*.pyc", "py.typed"),
        )
    for package in artifact.without:
        shutil.rmtree(own / artifact.service / package)
    compiled(own, target)
    shutil.copytree(own, folder, dirs_exist_ok=True)
    shutil.rmtree(own)
    return folder


def zipped(folder: Path) -> Path:
    """Zip a folder: the same content gives the same bytes.

    Parameters
    ----------
    folder : Path
        An assembled artifact.

    Returns
    -------
    Path
        The zip beside it.
    """
    archive = folder.with_name(folder.name + ".zip")
    partial = archive.with_name(archive.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if path.suffix == ".so" else 0o644) << 16
            out.writestr(entry, path.read_bytes())
    partial.replace(archive)
    return archive


def _linked(source: str, destination: str) -> None:
    """Link instead of copying: the folder of requirements is never written again once it is there."""
    try:
        os.link(source, destination)
    except OSError:
        shutil.copyfile(source, destination)
