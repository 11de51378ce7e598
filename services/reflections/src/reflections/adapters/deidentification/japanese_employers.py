"""Employers in a Japanese text: by the form of their name, by what is said of working there, and some by name alone."""

import re
from collections.abc import Iterator, Sequence

from reflections.adapters.deidentification.found import Found
from reflections.adapters.deidentification.japanese_words import Token
from reflections.adapters.deidentification.word_lists import words
from reflections.domain.deidentifying import Identifier

_FORM = (
    r"(?:株式会社|有限会社|合同会社|合資会社|医療法人(?:社団)?|学校法人|社会福祉法人|一般社団法人|NPO法人|"
    r"㈱|㈲|\(株\)|\(有\))"
)
_NAME = r"[ァ-ヺー一-鿿々A-Za-z0-9&・]{1,20}"
_NAMED = re.compile(rf"{_FORM}{_NAME}|{_NAME}{_FORM}")
_EMPLOYED = re.compile(
    r"で(?:働|勤務|パート|アルバイト|バイト|正社員|派遣)|に(?:勤|就職|転職|入社|内定|出向|務め)|"
    r"を[^。、]{0,6}(?:辞|退職|退社|やめ|経営|クビ|解雇)|勤務|"
    r"の(?:社員|会社員|社長|従業員|正社員|契約社員|派遣社員|内定|人事|工場|本社|支社|営業|研究所|寮|エンジニア|"
    r"開発|研究員)"
)


def japanese_employers(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Find employers.

    Parameters
    ----------
    text : str
        Plain.
    tokens : sequence of Token
        Its words.

    Yields
    ------
    Found
    """
    if not tokens:
        return
    for hit in _NAMED.finditer(text):
        yield Found(*hit.span(), Identifier.EMPLOYER)
    for name in words("employers_ja"):
        for hit in re.finditer(re.escape(name), text):
            yield Found(*hit.span(), Identifier.EMPLOYER)
    for index, token in enumerate(tokens):
        if _EMPLOYED.match(text, token.start):
            run = _nouns_before(tokens, index)
            if run and _is_somebodys(run):
                yield Found(run[0].start, run[-1].end, Identifier.EMPLOYER)


def _nouns_before(tokens: Sequence[Token], end: int) -> Sequence[Token]:
    first = end
    while first and tokens[first - 1].is_noun and tokens[first - 1].text not in words("relations_ja"):
        first -= 1
    return tokens[first:end]


def _is_somebodys(run: Sequence[Token]) -> bool:
    """Say whether nouns before "で働く" name an employer and not only its kind."""
    if any(token.is_proper or token.unknown for token in run):
        return not all(token.is_place for token in run)
    whole = "".join(token.text for token in run)
    kinds = words("not_employers_ja")
    return whole not in kinds and run[-1].text not in kinds and run[-1].text in words("employer_endings_ja")
