"""The template of a draft: plain words with a few facts in braces, in parts that fall away where a fact is unknown.

``[It is {days} since you first named what makes this hard.]`` stands only where the days are known. A brace or bracket
that is meant as such is written twice. There is nothing else: no expression, no loop, so nothing to break out of.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = ("days", "efforts", "date")
"""What a template may name: days on the road, efforts on the way, the day of the milestone."""

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}\[\]]*)\}|[{}\[\]]")
_LITERAL = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}
_BLANKS = re.compile(r" {2,}")


class TemplateError(ValueError):
    """A template that cannot be filled in.

    Parameters
    ----------
    offset : int
        Where the fault is, in characters.
    right : str
        What would be right there.
    """

    def __init__(self, offset: int, right: str) -> None:
        super().__init__(offset, right)
        self.offset = offset
        self.right = right


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand or fall together.

    Parameters
    ----------
    pieces : tuple of (bool, str)
        In order: whether it is a fact, and its name or the words themselves.
    """

    pieces: tuple[tuple[bool, str], ...]

    def filled(self, facts: Mapping[str, str]) -> str:
        """Write it with its facts; nothing where one of them is not known."""
        if any(name not in facts for is_fact, name in self.pieces if is_fact):
            return ""
        return "".join(facts[piece] if is_fact else piece for is_fact, piece in self.pieces)


def parse(template: str) -> tuple[Part, ...]:
    """Read a template.

    Parameters
    ----------
    template : str
        As it was typed.

    Returns
    -------
    tuple of Part
        What stands always, and what stands where its facts are known, in order.

    Raises
    ------
    TemplateError
        At the first fault.
    """
    parts: list[Part] = []
    pieces: list[tuple[bool, str]] = []
    opened: int | None = None
    end = 0
    for token in _TOKEN.finditer(template):
        pieces.append((False, template[end : token.start()]))
        end, at, sign = token.end(), token.start(), token[0]
        if sign in _LITERAL:
            pieces.append((False, _LITERAL[sign]))
        elif token[1] is not None:
            pieces.append((True, _known(token[1], at, optional=opened is not None)))
        elif sign == ("[" if opened is None else "]"):
            parts.append(Part(tuple(pieces)))
            pieces, opened = [], at if opened is None else None
        else:
            raise TemplateError(at, _RIGHT[sign])
    if opened is not None:
        raise TemplateError(opened, "a closing ] after it; write [[ for the sign itself")
    parts.append(Part((*pieces, (False, template[end:]))))
    return tuple(parts)


def fill(template: str, facts: Mapping[str, str]) -> str:
    """Write a template with what is known.

    Parameters
    ----------
    template : str
        As `parse` reads it.
    facts : mapping of str to str
        Name to how the language writes it; what is not known is not in it.

    Returns
    -------
    str
        Without the gaps that fallen parts would leave.

    Raises
    ------
    TemplateError
        Where it cannot be read.
    """
    return _BLANKS.sub(" ", "".join(part.filled(facts) for part in parse(template))).strip()


_RIGHT = {
    "{": "a fact in braces, such as {days}; write {{ for the sign itself",
    "}": "a { before it; write }} for the sign itself",
    "[": "no part within a part; write [[ for the sign itself",
    "]": "a [ before it; write ]] for the sign itself",
}


def _known(name: str, at: int, *, optional: bool) -> str:
    if name not in FIELDS:
        raise TemplateError(at, f"one of {', '.join(f'{{{field}}}' for field in FIELDS)}")
    if not optional:
        raise TemplateError(at, f"[ ] around the words with {{{name}}}, which is not known of every milestone")
    return name
