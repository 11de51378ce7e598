"""The engine behind `reflections.domain.deidentifying.Deidentifier`: rules and word lists, no model and no network."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reflections.adapters.deidentification import wording
from reflections.adapters.deidentification.ages import ages
from reflections.adapters.deidentification.english_dates import english_dates
from reflections.adapters.deidentification.english_places import english_addresses, known_firms
from reflections.adapters.deidentification.english_runs import english_runs
from reflections.adapters.deidentification.found import Found, joined, settled
from reflections.adapters.deidentification.japanese_dates import japanese_dates
from reflections.adapters.deidentification.japanese_employers import japanese_employers
from reflections.adapters.deidentification.japanese_people import japanese_people
from reflections.adapters.deidentification.japanese_places import japanese_places, japanese_postal_codes
from reflections.adapters.deidentification.japanese_words import japanese_words
from reflections.adapters.deidentification.numbers import numbers, phones
from reflections.adapters.deidentification.occupations import occupations
from reflections.adapters.deidentification.people import worded_people
from reflections.adapters.deidentification.plain_text import plain
from reflections.domain.deidentifying import Identifier, Known, Replacement

_SENTENCE = re.compile(r"(?:[.!?][\"']? |\n *)$")


class RuleDeidentifier:
    """Finds identifiers by rules and word lists; over-careful, since what is found wrongly can be undone."""

    def replacements(self, text: str, language: str, known: Known) -> Sequence[Replacement]:
        """Propose what to replace; see `reflections.domain.deidentifying.Deidentifier`."""
        simple = plain(text)
        runs = list(english_runs(simple))
        tokens = japanese_words(simple)
        found = settled(
            simple,
            [
                _known_names(simple, known),
                numbers(simple),
                [*english_dates(simple, known, language), *japanese_dates(simple, known, language)],
                ages(simple, language),
                [*english_addresses(simple), *japanese_postal_codes(simple)],
                phones(simple),
                [one for one in runs if one.identifier is Identifier.EMPLOYER],
                [*known_firms(simple), *japanese_employers(simple, tokens)],
                [one for one in runs if one.identifier is Identifier.PLACE],
                occupations(simple),
                _met_before(simple, known),
                japanese_people(simple, tokens),
                japanese_places(simple, tokens),
                [*(one for one in runs if one.identifier is Identifier.NAME)],
            ],
        )
        people = worded_people(simple, found, language, known)
        whole = [
            one if one.wording else replace(one, wording=wording.placeholder(one.identifier, language))
            for one in people
        ]
        return [Replacement(one.start, one.end, one.identifier, _begun(simple, one)) for one in joined(simple, whole)]


def _begun(text: str, one: Found) -> str:
    """Give a wording with a capital where it begins a sentence."""
    begins = _SENTENCE.search(text[max(0, one.start - 4) : one.start]) is not None or one.start == 0
    return one.wording[:1].upper() + one.wording[1:] if begins and text[one.start].isupper() else one.wording


def _known_names(text: str, known: Known) -> Iterator[Found]:
    """Find the names that are known beforehand, whole and in their parts, whatever else they may mean."""
    for name in {*known.client_names, *known.therapist_names}:
        simple = plain(name).strip()
        for part in {simple, *re.split(r"[\s・]+", simple)} - {""}:
            bounded = rf"(?<!\w){re.escape(part)}(?!\w)" if part.isascii() else re.escape(part)
            for hit in re.finditer(bounded, text, re.IGNORECASE):
                yield Found(*hit.span(), Identifier.NAME)


def _met_before(text: str, known: Known) -> Iterator[Found]:
    """Find the names of those who came up in other texts: as they were typed there, and no word in small letters."""
    for name in known.people:
        simple = plain(name)
        bounded = rf"(?<!\w){re.escape(simple)}(?!\w)" if simple.isascii() else re.escape(simple)
        for hit in re.finditer(bounded, text):
            yield Found(*hit.span(), Identifier.NAME)
