"""What a comparison with one file came to."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

Row = Mapping[str, str]


@dataclass(slots=True)
class Comparison:
    """One file.

    Parameters
    ----------
    file : str
        Below the folder of vectors.
    what : str
        What was compared.
    compared, equal : int
        Rows.
    explained : Counter
        Rows that differ, by why.
    unexplained : list of str
        The others.
    """

    file: str
    what: str
    compared: int = 0
    equal: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    @property
    def different(self) -> int:
        """Rows that differ."""
        return self.compared - self.equal

    def note(self, place: object, ours: object, theirs: object, why: str | None = None) -> None:
        """Note one row.

        Parameters
        ----------
        place : object
            Which one.
        ours, theirs : object
        why : str or None
            Why it differs, where that is known; looked at only where it does.
        """
        self.compared += 1
        if alike(ours, theirs):
            self.equal += 1
        elif why:
            self.explained[why] += 1
        else:
            self.unexplained.append(f"{place}: here {ours}, there {theirs}")


def alike(ours: object, theirs: object) -> bool:
    """Tell whether two values are the same; computed numbers as far as fifteen printed digits tell."""
    if isinstance(ours, float) and isinstance(theirs, (float, int)):
        return isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(ours, (tuple, list)) and isinstance(theirs, (tuple, list)):
        return len(ours) == len(theirs) and all(alike(one, other) for one, other in zip(ours, theirs, strict=True))
    return ours == theirs


def rows(path: Path) -> Iterator[Row]:
    """Read a CSV file with a header.

    Parameters
    ----------
    path : Path

    Yields
    ------
    dict
    """
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def number(cell: str) -> float | None:
    """Read a number as R prints it; None where it is missing."""
    return float(cell) if cell.strip() not in {"", "NA"} else None


def printed(found: Sequence[Comparison]) -> str:
    """Write a table.

    Parameters
    ----------
    found : sequence of Comparison

    Returns
    -------
    str
    """
    wide = max(len(one.file) for one in found)
    lines = [f"{'file':{wide}}  compared  equal  different  of what; why it differs"]
    for one in found:
        why = "; ".join(f"{count} {reason}" for reason, count in one.explained.items())
        lines.append(
            f"{one.file:{wide}}  {one.compared:8}  {one.equal:5}  {one.different:9}  {one.what}{why and f'; {why}'}"
        )
        lines += [f"{'':{wide}}  UNEXPLAINED {what}" for what in one.unexplained[:5]]
    return "\n".join(lines)
