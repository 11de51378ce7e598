"""The cheer check: whether a draft praises the person, or says what a cheer should leave out (SCIENCE, section 8).

It finds phrases by rules, one list a language; both are run over every text, since people mix languages. It judges
nothing: each finding names the phrase, says why, and offers words about what was done. The therapist decides.
"""

import re
from functools import cache

from notifications.domain import cheer_rules_en, cheer_rules_ja
from notifications.domain.cheer_finding import FindingKind, Mark

# One sign for one sign, so that an offset in what is searched is an offset in what was written.
_PLAIN = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x2019: 0x27, 0x2018: 0x27, 0x3000: 0x20, 0xA0: 0x20}
# What a client called "amazing" is the client's word, and may be told back (Gable 2004).
_QUOTED = r'"[^"\n]{1,200}"|“[^”\n]{1,200}”|「[^」\n]{1,200}」|『[^』\n]{1,200}』'
_EXCLAMATION = r"[!?]*!\s?[!?]+|[!?]*[‼⁉❗❣]+[!?‼⁉❗❣]*"
_MAY_BE_QUOTED = frozenset({FindingKind.SUPERLATIVE, FindingKind.COMPARISON})


def check(text: str) -> tuple[Mark, ...]:
    """Look for what a cheer should not say.

    Parameters
    ----------
    text : str
        A draft in any language; rules exist for English and Japanese.

    Returns
    -------
    tuple of Mark
        In the order of the text. Of findings that lie within one another the longest stands for all.
    """
    searched = text.translate(_PLAIN)
    found = {
        Mark(match.start(), match.end() - match.start(), kind)
        for kind, pattern in _patterns()
        for match in pattern.finditer(searched)
        if match[0].strip()
    }
    quoted = [match.span() for match in _quotes().finditer(text)]
    told = [mark for mark in found if not (mark.kind in _MAY_BE_QUOTED and _inside(mark, quoted))]
    return tuple(sorted(mark for mark in told if not any(mark.within(other) for other in told)))


def _inside(mark: Mark, spans: list[tuple[int, int]]) -> bool:
    return any(begin <= mark.offset and mark.end <= end for begin, end in spans)


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(_QUOTED)


@cache
def _patterns() -> tuple[tuple[FindingKind, re.Pattern[str]], ...]:
    """Compile the rules at the first check, not at a cold start."""
    english = [(kind, f"(?<![A-Za-z0-9])(?:{_blanks(rule)})(?![A-Za-z0-9])") for kind, rule in cheer_rules_en.RULES]
    rules = [*english, *cheer_rules_ja.RULES, (FindingKind.EXCLAMATION, _EXCLAMATION)]
    return tuple((kind, re.compile(rule, re.IGNORECASE)) for kind, rule in rules)


def _blanks(rule: str) -> str:
    """Let a blank of a rule match any white space, but in sets of signs, and where a look back needs a fixed width."""
    return re.sub(
        r"(\[[^\]]*\]|\(\?<[!=][^()]*\))|( \?)|( )", lambda found: found[1] or (r"\s*" if found[2] else r"\s+"), rule
    )
