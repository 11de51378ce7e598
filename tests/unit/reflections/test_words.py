"""How words are found: whatever their case, width and accents, and without blanks between them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.application.tags import normalised
from reflections.domain.words import all_in, folded, words_in


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("radio", "A Radio piece"),
        ("uber", "Über den Berg"),
        ("ÜBER", "u\u0308ber"),
        ("strasse", "die Straße"),
        ("\uff32ADIO", "radio"),
        ("カウンセリング", "半角のｶｳﾝｾﾘﾝｸﾞです"),
        ("学校", "今日は学校に行けた"),
        ("えに行", "駅まで迎えに行った"),
        ("ёлка", "Елка"),
        ("istanbul", "İSTANBUL"),
        ("home leaving", "leaving home"),
        ("مرحبا", "قال مرحبا \u202eabc"),
        ("co-operate", "co\u00ad-oper\u200bate"),
        ("ﬁne", "fine"),
        ("😀", "today 😀👍"),
    ],
)
def test_words_are_found(query: str, text: str) -> None:
    assert all_in(words_in(query), [text])


@pytest.mark.parametrize(
    ("query", "text"),
    [("radios", "radio"), ("かき", "がき"), ("ハ", "パ"), ("home school", "leaving home"), ("café", "cab")],
)
def test_others_are_not(query: str, text: str) -> None:
    assert not all_in(words_in(query), [text])


def test_each_word_may_stand_in_another_part() -> None:
    assert all_in(words_in("silence chart"), ["silence", "the chart"])
    assert not all_in(words_in("silence chart"), ["silence"])


@given(st.text(max_size=60))
def test_a_text_finds_itself_however_it_is_composed(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        written: str = unicodedata.normalize(form, text)
        assert all_in(words_in(written), [text])
        assert all_in(words_in(written.upper()), [text.upper()])


@given(st.text(max_size=40))
def test_folding_twice_changes_no_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=40))
def test_a_tag_has_one_form(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
    assert len(normalised(text).splitlines()) <= 1
