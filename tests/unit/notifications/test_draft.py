import re

import pytest

from notifications.domain.draft import draft, notice
from notifications.domain.preferences import Language

KINDS = (
    "sudden_gain",
    "reliable_improvement",
    "goal_attained",
    "clinically_significant_change",
    "comeback",
    "nhs_reliable_improvement",
    "nhs_recovery",
    "nhs_reliable_recovery",
    "goal_reliably_improved",
    "goal_attainment_scaling",
    "effort_against_the_odds",
    "first_step",
    "a_kind_of_tomorrow",
)
PERSON_PRAISE_AND_SUPERLATIVES = re.compile(
    r"proud|amazing|brilliant|incredible|wonderful|strong|brave|special|great|best|most|congratulat|すごい|素晴らし|偉い|最高|天才|誇り",
    re.IGNORECASE,
)
CLINICAL = re.compile(
    r"PHQ|GAD|score|symptom|depress|anxi|therap|session|clinic|treatment|gain|点数|スコア|症状|うつ|不安|治療|診断",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_states_facts_without_scores_praise_or_noise(kind: str, language: Language) -> None:
    text = draft(kind, language)
    assert not re.search(r"\d", text)
    assert not PERSON_PRAISE_AND_SUPERLATIVES.search(text)
    assert not CLINICAL.search(text)
    assert "!" not in text
    assert "!" not in text


@pytest.mark.parametrize("language", list(Language))
def test_each_kind_has_words_of_its_own_in_each_language(language: Language) -> None:
    texts = {draft(kind, language) for kind in KINDS}
    assert len(texts) == len(KINDS)
    assert all((language is Language.ENGLISH) == text.isascii() for text in texts)


def test_effort_is_named_without_a_claim_that_anything_improved() -> None:
    english, japanese = (draft("effort_against_the_odds", language) for language in Language)
    assert not re.search(r"eased|better|improve|progress|changed?\b", english)
    assert not re.search(r"改善|良く|回復|変化", japanese)


def test_the_notice_is_the_neutral_line_and_nothing_else() -> None:
    assert notice(Language.ENGLISH).line == "You have a new message"
    assert notice(Language.JAPANESE).line == "新しいメッセージがあります"
    for language in Language:
        assert not CLINICAL.search(notice(language).line + notice(language).invitation)
