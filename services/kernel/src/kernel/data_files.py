"""Data that a package ships beside its code: JSON files, read when first looked at and kept."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from typing import Any, TypeVar

Made = TypeVar("Made")


class DataFiles(Mapping[str, Made]):
    """The JSON files of a folder of a package, each as what is made of it, by its name without the suffix.

    Nothing is read at import: a function that never looks pays nothing at its start.

    Parameters
    ----------
    package : str
        For example ``reflections.domain``.
    folder : str
        Within it.
    make : callable
        Makes the value of a file's content; None leaves the file out.
    """

    def __init__(self, package: str, folder: str, make: Callable[[Any], Made | None]) -> None:
        self._package = package
        self._folder = folder
        self._make: Callable[[Any], Made | None] = make

    @cached_property
    def _made(self) -> Mapping[str, Made]:
        there = sorted(files(self._package).joinpath(self._folder).iterdir(), key=lambda file: file.name)
        read = {
            file.name.removesuffix(".json"): self._make(json.loads(file.read_text(encoding="utf-8")))
            for file in there
            if file.name.endswith(".json")
        }
        return {name: made for name, made in read.items() if made is not None}

    def __getitem__(self, name: str) -> Made:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)
