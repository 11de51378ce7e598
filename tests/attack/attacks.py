"""Every attack by its name, how they are led, and the table that tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from attack import addresses, bodies, stored, strangers, tokens
from attack.ground import Attack, Ground

ATTACKS: dict[str, Attack] = {
    "forged tokens": tokens.forged,
    "no token, or in the wrong place": tokens.unsigned,
    "tokens of another pool, app or use": tokens.of_elsewhere,
    "tokens of odd people": tokens.odd_people,
    "another practice": strangers.other_practice,
    "another journey of the practice": strangers.same_practice,
    "guessed ids": strangers.guessed_ids,
    "tampered cursors": strangers.tampered_cursors,
    "replay": strangers.replays,
    "invitation codes": strangers.codes,
    "mass assignment": bodies.mass_assignment,
    "oversized, nested, broken JSON": bodies.monstrous_bodies,
    "a name twice": bodies.doubled_names,
    "another content type": bodies.other_kinds,
    "deceiving signs": bodies.deceiving_signs,
    "deceiving names": bodies.deceiving_names,
    "requests to inside addresses": addresses.inside_addresses,
    "disguised paths": addresses.disguised_paths,
    "other methods": addresses.other_methods,
    "injected headers": addresses.injected_headers,
    "other sites' pages": addresses.other_sites,
    "answers without their headers": addresses.bare_answers,
    "swapped ciphertext": stored.swapped_ciphertext,
    "forged log lines": stored.forged_lines,
    "computing cells": stored.computing_cells,
}


@dataclass(frozen=True)
class Row:
    """What came of one attack.

    Parameters
    ----------
    name : str
        The attack's.
    tries : int
        How many requests, or looks, it was.
    through : list of str
        Those that got through, each with how.
    """

    name: str
    tries: int
    through: list[str]


def attacked(ground: Ground, name: str) -> Row:
    """Lead one attack."""
    outcomes = list(ATTACKS[name](ground))
    return Row(name, len(outcomes), [f"{tried}: {fault}" for tried, fault in outcomes if fault is not None])


def table(rows: Sequence[Row]) -> str:
    """Write the table, and below it each try that got through."""
    lines = [f"{'attack':<36}{'tries':>7}{'got through':>13}"]
    lines += [f"{row.name:<36}{row.tries:>7,}{len(row.through):>13}" for row in rows]
    lines.append(f"{'together':<36}{sum(row.tries for row in rows):>7,}{sum(len(row.through) for row in rows):>13}")
    lines += [f"  ! {row.name}: {each}" for row in rows for each in row.through]
    return "\n".join(lines)
