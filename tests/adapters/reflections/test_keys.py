"""No two kinds of rows of a journey have sort keys that begin alike: whoever reads one kind reads no other."""

import inspect
import re

from reflections.adapters import keys
from reflections.adapters.keys import journey_partition


def _beginnings() -> dict[str, list[str]]:
    """Name what the sort keys within a journey's partition begin with, each with the functions that make such keys."""
    found: dict[str, list[str]] = {}
    for name, function in inspect.getmembers(keys, inspect.isfunction):
        source = inspect.getsource(function)
        beginning = re.search(r'"sk": f?"([A-Z]+#?)', source)
        if beginning is not None and f"{journey_partition.__name__}(practice, journey)" in source:
            found.setdefault(beginning[1], []).append(name)
    return found


def test_what_lies_on_a_journey_is_told_apart_by_its_sort_key() -> None:
    found = _beginnings()
    assert len(found) > 10
    assert {beginning: names for beginning, names in found.items() if len(names) > 1} == {}
    assert [(one, other) for one in found for other in found if one != other and other.startswith(one)] == []
