"""Words of crisis: the public set of sentences, its floor, and how long a text takes to be looked through."""

import csv
from pathlib import Path

import pytest

from reflections.domain.crisis_language import CrisisKind, crisis_in

SENTENCES = Path(__file__).resolve().parents[2] / "data" / "crisis" / "sentences.csv"


def _judged(language: str) -> tuple[list[str], list[str], int]:
    """Give what is missed, what is found wrongly, and how much is found rightly."""
    missed, wrong, right = [], [], 0
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] != language:
                continue
            found = bool(crisis_in(row["sentence"]))
            if found and row["crisis"] == "1":
                right += 1
            elif found:
                wrong.append(row["sentence"])
            elif row["crisis"] == "1":
                missed.append(row["sentence"])
    return missed, wrong, right


@pytest.mark.parametrize("language", ["en", "ja"])
def test_little_is_missed_and_most_of_what_is_found_is_meant(language: str) -> None:
    missed, wrong, right = _judged(language)
    assert right / (right + len(missed)) >= 0.98, missed
    assert right / (right + len(wrong)) >= 0.97, wrong


@pytest.mark.parametrize(
    "text",
    [
        "new diet, studied with a soldier",
        "Just killing time, deadline tomorrow, dead tired",
        "He said the soup was to die for",
        'We sang "Killing Me Softly" and watched Suicide Squad',
        "I don't want to die",
        "必死に勉強して死ぬほど疲れた",
        "死にたくない",
        "",
        " \n\t ",
    ],
)
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert crisis_in(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I want to die", {CrisisKind.SUICIDE}),
        ("I WANT  to\ndie.", {CrisisKind.SUICIDE}),
        ("I don\N{RIGHT SINGLE QUOTATION MARK}t want to live anymore", {CrisisKind.SUICIDE}),
        ("ｉ ｗａｎｔ ｔｏ ｄｉｅ", {CrisisKind.SUICIDE}),  # noqa: RUF001 - full width, as some type
        ("cut myself last night, and I want to die", {CrisisKind.SUICIDE, CrisisKind.SELF_HARM}),
        ("I don't want to die but I want to kill myself", {CrisisKind.SUICIDE}),
        ("死にたい", {CrisisKind.SUICIDE}),
        ("昨日また手首を切ってしまった", {CrisisKind.SELF_HARM}),
        ("今日は new diet の話。でも、もう消えたい", {CrisisKind.SUICIDE}),
    ],
)
def test_case_width_blanks_and_both_languages(text: str, kinds: set[CrisisKind]) -> None:
    assert crisis_in(text) == kinds


def test_words_that_end_as_a_rule_begins_are_whole_words() -> None:
    assert not crisis_in("unwant to die-cast models")
    assert not crisis_in("I want to diet and to dieter")


@pytest.mark.parametrize("text", ["want to " * 2500, "i do not " * 2500, "死に" * 9000, "'" * 20000, "a" * 20000])
def test_no_text_makes_it_look_without_end(text: str) -> None:
    """Every pattern is bounded, so that a text ten times as long takes ten times as long: this would not end else."""
    assert crisis_in(text) == frozenset()
