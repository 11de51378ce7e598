"""Zips of the same content are the same bytes, and hold what the folder holds."""

import os
import zipfile
from pathlib import Path

from build.artifact import zipped


def _folder(place: Path) -> Path:
    folder = place / "reflections"
    (folder / "kernel").mkdir(parents=True)
    (folder / "kernel" / "b.py").write_text("B = 1\n")
    (folder / "a.py").write_text("A = 1\n")
    (folder / "fast.so").write_bytes(b"\x7fELF")
    return folder


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one = zipped(_folder(tmp_path / "one")).read_bytes()
    other = _folder(tmp_path / "other")
    os.utime(other / "a.py", (1, 1))
    assert zipped(other).read_bytes() == one


def test_a_zip_holds_the_folder_and_lets_libraries_be_loaded(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(_folder(tmp_path))) as archive:
        rights = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
    assert rights == {"a.py": 0o644, "fast.so": 0o755, "kernel/b.py": 0o644}
