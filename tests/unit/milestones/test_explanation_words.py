"""Explanations in each language: a passage for every kind and state, whose every number is the claim's own."""

import re

import pytest

from milestones.domain.claim import SETBACKS, Claim, MilestoneKind, MilestoneState
from milestones.domain.detection import claims_of_trail
from milestones.domain.explanation import Language, explain, explain_road, not_found
from milestones.domain.rulebook import told_numbers
from milestones.domain.trail import Road
from unit.milestones.courses import STATES_OF_GAINS, claims_of
from unit.milestones.trails import GOAL, effort, goal, level, pair, trail, win

# Of the hedge about chance, of what a test of lasting takes, and of the names of instruments.
LITERATURE = ("2回分", "Vittengl 2015", ".80", "about 9 of 100", "10回の測定", "100人中およそ9人", "PHQ-9", "GAD-7")
BLAME = re.compile(r"fail|relaps|worse|should have|fault|失敗|悪化|怠|せい|べき")
OVERDONE = re.compile(r"amazing|great|proud|cured|proves|definitely|素晴らし|完治|必ず|絶対")


def claims() -> list[Claim]:
    walked = [
        trail([effort(day, day + 1) for day in (0, 4, 11)]),
        trail([goal(0), win(35, 1, GOAL), win(70, 2, GOAL)]),
        trail([goal(0, weight=3), level(1, 1, -1), level(20, 2, 0)]),
        trail([goal(0), level(1, 1, -2), level(20, 2, 0), level(30, 3, -1)]),
        pair([17, 8], [12, 6]),
        pair([17, 8, 16], [12, 6, 12]),
        pair([10, 16], [12, 12]),
        pair([10, 16, 10], [12, 12, 12]),
    ]
    return [claim for scores in STATES_OF_GAINS for claim in claims_of(scores)] + [
        claim for one in walked for claim in claims_of_trail(one)
    ]


CLAIMS = claims()


def numbers_in(text: str) -> set[float]:
    for known in LITERATURE:
        text = text.replace(known, "")
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}


def words(claim: Claim, language: Language) -> str:
    return explain(claim.kind, claim.state, claim.subject, told_numbers(claim), claim.thresholds, language=language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.kind}-{claim.state}")
def test_every_number_in_words_is_the_claims_own(claim: Claim, language: Language) -> None:
    told = {**told_numbers(claim), **claim.thresholds}
    known = {round(float(number), 3) for number in told.values()}
    known |= {round(100 * float(told[name]), 1) for name in ("share", "criterion_2_share") if name in told}
    if "pooled_sd" in told:
        known |= {round(abs(told["mean_before"] - told["mean_after"]), 3)}
        known |= {round(told["critical_t"] * told["pooled_sd"], 3)}
    found = numbers_in(words(claim, language))
    assert found
    assert found <= known


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.kind}-{claim.state}")
def test_who_has_the_numbers_gets_them_in_words(claim: Claim, language: Language) -> None:
    """Not the shorter sentence that serves where a number is missing."""
    shorter = explain(claim.kind, claim.state, claim.subject, {}, {}, language=language)
    assert words(claim, language) != shorter


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", MilestoneState)
@pytest.mark.parametrize("kind", MilestoneKind)
def test_there_are_words_for_every_kind_and_state(
    kind: MilestoneKind, state: MilestoneState, language: Language
) -> None:
    text = explain(kind, state, "PHQ-9", {}, {}, language=language)
    assert len(text) > 25
    assert not re.search(r"[{}_:]\w|None", text)
    assert text.endswith("." if language is Language.ENGLISH else "。")
    assert text.isascii() is (language is Language.ENGLISH)
    assert not OVERDONE.search(text)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", MilestoneState)
@pytest.mark.parametrize("kind", sorted(SETBACKS))
def test_a_setback_blames_nobody(kind: MilestoneKind, state: MilestoneState, language: Language) -> None:
    assert not BLAME.search(explain(kind, state, "PHQ-9", {}, {}, language=language))


@pytest.mark.parametrize("language", Language)
def test_what_was_set_aside_or_taken_back_says_so_for_every_kind_alike(language: Language) -> None:
    for state in (MilestoneState.DISMISSED, MilestoneState.RETRACTED):
        assert len({explain(kind, state, "PHQ-9", {}, {}, language=language) for kind in MilestoneKind}) == 1


def test_effort_claims_no_improvement() -> None:
    (claim,) = [one for one in CLAIMS if one.kind is MilestoneKind.EFFORT_AGAINST_THE_ODDS]
    assert words(claim, Language.ENGLISH) == (
        "There were 3 efforts against the same struggle within 11 days, at a time in which no course of scores or "
        "ratings turned for the better. It claims no improvement: the effort itself is what is worth noticing."
    )
    assert words(claim, Language.JAPANESE) == (
        "11日以内に、同じ困難に対する取り組みが3回ありました。その間、得点や評定に良い方向への動きは見られていません。"
        "改善があったという意味ではありません。取り組みそのものに目を留めるためのものです。"
    )


def test_a_sudden_gain_in_japanese() -> None:
    (claim,) = [one for one in claims_of([18, 19, 18, 11, 10]) if one.kind is MilestoneKind.SUDDEN_GAIN]
    assert words(claim, Language.JAPANESE).startswith(
        "ある回から次の回にかけて、PHQ-9の得点が18点から11点へ下がりました。変化の幅は7点（基準は6点以上）で、"
        "直前の得点の38.9%（基準は25%以上）にあたります。今のところ続いています。"
    )


def test_a_recovery_by_the_nhs() -> None:
    (claim,) = [one for one in claims_of_trail(pair([17, 8], [12, 6])) if one.kind == "nhs_reliable_recovery"]
    assert words(claim, Language.ENGLISH).startswith(
        "Compared with the first scores, PHQ-9 went from 17 to 8 and GAD-7 from 12 to 6: below caseness on both"
    )


def test_the_road_in_words() -> None:
    assert explain_road(Road(1, 1)) == (
        "It is 1 day since the struggle was first named, with 1 effort shared on the way."
    )
    assert explain_road(Road(40, 4), Language.JAPANESE) == (
        "この困難が初めて語られてから40日、その間に4回の取り組みが共有されています。"
    )


@pytest.mark.parametrize("language", Language)
def test_that_nothing_was_found_is_said_too(language: Language) -> None:
    assert len(not_found(language)) > 20
