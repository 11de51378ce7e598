import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.cheer_check import check
from notifications.domain.draft import KINDS, draft, template
from notifications.domain.facts import NOTHING_KNOWN, Facts
from notifications.domain.preferences import Intensity, Language, Tone
from notifications.domain.template import FIELDS, TemplateError, fill, parse

LONG_ROAD = Facts(days=1234, efforts=9, on=date(2026, 6, 20))
STYLES = [(language, tone, intensity) for language in Language for tone in Tone for intensity in Intensity]


@pytest.mark.parametrize(
    ("text", "facts", "written"),
    [
        ("You went.", {}, "You went."),
        ("You went[ after {days}].", {"days": "3 days"}, "You went after 3 days."),
        ("You went[ after {days}].", {}, "You went."),
        ("A. [It is {days}.] [It took {efforts}.] B.", {"efforts": "9 efforts"}, "A. It took 9 efforts. B."),
        ("A. [It is {days} and {efforts}.] B.", {"days": "3 days"}, "A. B."),
        ("{{days}} [[x]] [{{{days}}}]", {"days": "3"}, "{days} [x] {3}"),
        ("[{date}]", {"date": "20 June"}, "20 June"),
        ("", {}, ""),
        ("[{days}]", {}, ""),
    ],
)
def test_a_template_is_filled_with_what_is_known(text: str, facts: dict[str, str], written: str) -> None:
    assert fill(text, facts) == written


@pytest.mark.parametrize(
    ("text", "offset", "right"),
    [
        ("You went {weeks}.", 9, "one of {days}, {efforts}, {date}"),
        ("You went [{weeks}].", 10, "one of {days}, {efforts}, {date}"),
        ("Hi [{days.__class__}]", 4, "one of"),
        ("Hi [{0}]", 4, "one of"),
        ("Hi [{}]", 4, "one of"),
        ("For {days}.", 4, "[ ] around the words with {days}"),
        ("You [went {days}.", 4, "a closing ]"),
        ("You went].", 8, "a [ before it"),
        ("a [b [c] d]", 5, "no part within a part"),
        ("a { b", 2, "a fact in braces"),
        ("a } b", 2, "a { before it"),
        ("日本語 {days}", 4, "[ ] around"),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, offset: int, right: str) -> None:
    with pytest.raises(TemplateError) as fault:
        parse(text)
    assert (fault.value.offset, fault.value.right[: len(right)]) == (offset, right)


@given(st.text("{}[]" + string.ascii_lowercase + " ", max_size=30))
def test_a_template_is_filled_or_refused_and_its_words_never_change(text: str) -> None:
    facts = dict.fromkeys(FIELDS, "1")
    try:
        parts = parse(text)
    except TemplateError as fault:
        assert 0 <= fault.offset < len(text)  # noqa: PT017 - either outcome is right
        return
    assert "".join(part.filled(facts) for part in parts) is not None
    assert parse(text.replace("{", "{{").replace("}", "}}").replace("[", "[[").replace("]", "]]"))


@given(st.text(string.printable, min_size=1, max_size=40))
def test_words_without_signs_of_their_own_stay_as_they_are(text: str) -> None:
    doubled = "".join(sign * 2 if sign in "{}[]" else sign for sign in text)
    assert fill(doubled, {}).split() == text.split()


# --- how facts are written -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "english", "japanese"),
    [
        (Facts(days=1, efforts=1), {"days": "1 day", "efforts": "1 effort"}, {"days": "1日", "efforts": "1回"}),
        (
            LONG_ROAD,
            {"days": "1,234 days", "efforts": "9 efforts", "date": "20 June"},
            {"days": "1,234日", "efforts": "9回", "date": "6月20日"},
        ),
        (Facts(days=0, efforts=0), {}, {}),
        (NOTHING_KNOWN, {}, {}),
    ],
)
def test_numbers_plurals_and_dates_are_those_of_the_language(
    facts: Facts, english: dict[str, str], japanese: dict[str, str]
) -> None:
    assert facts.written(Language.ENGLISH) == english
    assert facts.written(Language.JAPANESE) == japanese


# --- the drafts that come with the system ---------------------------------------------------------------


@pytest.mark.parametrize(("language", "tone", "intensity"), STYLES)
@pytest.mark.parametrize("facts", [NOTHING_KNOWN, LONG_ROAD, Facts(days=1), Facts(efforts=1)])
def test_every_draft_passes_the_cheer_check_whatever_is_known(
    language: Language, tone: Tone, intensity: Intensity, facts: Facts
) -> None:
    for kind in (*KINDS, "a_kind_of_tomorrow"):
        text = draft(kind, language, tone, intensity, facts)
        assert [text[mark.offset : mark.end] for mark in check(text)] == []
        assert text.isascii() is (language is Language.ENGLISH)
        assert "  " not in text


@pytest.mark.parametrize("language", list(Language))
def test_each_kind_tone_and_intensity_has_words_of_its_own(language: Language) -> None:
    texts = [template(kind, language, tone, intensity) for kind in KINDS for tone in Tone for intensity in Intensity]
    assert len(set(texts)) == len(texts) == len(KINDS) * 4


@pytest.mark.parametrize(("language", "tone", "intensity"), STYLES)
def test_a_quiet_draft_says_less_and_asks_nothing(language: Language, tone: Tone, intensity: Intensity) -> None:
    for kind in KINDS:
        text = draft(kind, language, tone, intensity, LONG_ROAD)
        if intensity is Intensity.QUIET:
            assert len(text) < len(draft(kind, language, tone, Intensity.FULL))
            assert not text.endswith(("?", "か。", "ください。"))
        else:
            assert all(fact in text for fact in ("1,234", "9"))


@pytest.mark.parametrize(("language", "tone", "intensity"), STYLES)
def test_effort_is_told_without_a_claim_that_anything_improved(
    language: Language, tone: Tone, intensity: Intensity
) -> None:
    text = draft("effort_against_the_odds", language, tone, intensity, LONG_ROAD)
    assert not any(
        claim in text for claim in ("eased", "better", "improve", "progress", "改善", "良く", "回復", "変化")
    )
