"""Write each service's policy into its README: the very table that its routes are made from.

``make openapi`` runs this too. The table stands between two marks, and what is between them is made anew.
"""

import sys
from importlib import import_module
from pathlib import Path

from build.openapi import FOLDER, SERVICES
from kernel.policy import Policy

BEGIN, END = "<!-- policy: made by `make openapi` -->\n", "<!-- policy: end -->\n"
_NOBODY = "-"


def policy_of(service: str) -> Policy:
    """Give the policy of a service.

    Parameters
    ----------
    service : str
        One of `SERVICES`.

    Returns
    -------
    Policy
        From ``<service>.handlers.policy``.
    """
    policy: Policy = import_module(f"{service}.handlers.policy").POLICY
    return policy


def table_of(policy: Policy) -> str:
    """Write a policy as a table for people.

    Parameters
    ----------
    policy : Policy
        A service's.

    Returns
    -------
    str
        Markdown: a line a route, a column a relation; in it the roles that reach the route in that relation.
    """
    lines = [["route", *policy.relations], ["---"] * (1 + len(policy.relations))]
    for route, row in policy.rows.items():
        cells = (
            ", ".join(sorted(role for role, relations in row.items() if relation in relations)) or _NOBODY
            for relation in policy.relations
        )
        lines.append([f"`{route.replace('<', '{').replace('>', '}')}`", *cells])
    everybody = ["whoever has the link"] * len(policy.relations)
    lines += [[f"`{route.replace('<', '{').replace('>', '}')}`", *everybody] for route in sorted(policy.unsigned)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def readme_of(service: str) -> Path:
    """Say where a service's table is written."""
    return FOLDER / service / "README.md"


def with_table(page: str, table: str) -> str:
    """Put a table between the marks of a page.

    Parameters
    ----------
    page : str
        Markdown with both marks.
    table : str
        As `table_of` gives it.

    Returns
    -------
    str
        The page, with nothing else changed.
    """
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table + END + rest.partition(END)[2]


def main() -> int:
    """Write every table.

    Returns
    -------
    int
        0, the process's exit code.
    """
    for service in SERVICES:
        page = readme_of(service)
        page.write_text(with_table(page.read_text(encoding="utf-8"), table_of(policy_of(service))), encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(FOLDER.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
