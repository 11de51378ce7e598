"""What a therapist makes of proposed replacements: what she confirms or takes out is not in what goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.domain.deidentifying import Identifier, Replacement
from reflections.domain.packet_decisions import REMOVED, Decisions, decided
from reflections.domain.refusals import WrongFieldError

LETTERS = "abcdefghijklmnopqrstuvwxyz日本語ァ😀"


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Replacement], Decisions]:
    """Draw a text of signs that are all different, so that each tells where it came from, and decisions about it."""
    text = "".join(draw(st.permutations(LETTERS)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    proposed = [Replacement(start, end, Identifier.NAME, f"[{place}]") for place, (start, end) in enumerate(spans)]
    confirmed = frozenset(place for place in range(len(proposed)) if draw(st.booleans()))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 6))
    removed = [(start, min(start + length, len(text))) for start, length in draw(st.lists(ends, max_size=4))]
    undone = frozenset(range(len(proposed))) - confirmed
    return text, proposed, Decisions(confirmed, undone, removed, "/decisions/0")


@given(texts())
def test_each_sign_goes_or_stays_as_was_decided(drawn: tuple[str, list[Replacement], Decisions]) -> None:
    text, proposed, said = drawn
    goes, undone = decided("question", text, proposed, said)
    gone = {place for start, end in said.removed for place in range(start, end)}
    gone |= {place for index in said.confirmed for place in range(proposed[index].start, proposed[index].end)}
    kept = [sign for place, sign in enumerate(text) if place not in gone]
    assert [sign for sign in goes if sign in LETTERS] == kept
    shown = [proposed[index] for index in said.undone]
    covered = [one for one in shown if any(start <= one.start and one.end <= end for start, end in said.removed)]
    assert undone == len(shown) - len(covered)


def test_with_nothing_to_decide_it_stays() -> None:
    assert decided("question", "plain", [], Decisions(frozenset(), frozenset(), [], "/decisions")) == ("plain", 0)


def test_what_is_taken_out_swallows_what_it_touches() -> None:
    proposed = [Replacement(0, 4, Identifier.NAME, "[client]"), Replacement(9, 13, Identifier.PLACE, "[place]")]
    said = Decisions(frozenset({0}), frozenset({1}), [(2, 6), (8, 14)], "/decisions/0")
    assert decided("question", "Emma in a Kobe cafe", proposed, said) == (f"{REMOVED}n {REMOVED} cafe", 0)


@pytest.mark.parametrize(
    ("confirmed", "undone"), [({0}, set()), (set(), {1}), ({0, 1}, {1}), ({0, 1, 2}, set()), (set(), set())]
)
def test_none_is_left_out_and_none_is_made_up(confirmed: set[int], undone: set[int]) -> None:
    proposed = [Replacement(0, 1, Identifier.NAME, "x"), Replacement(1, 2, Identifier.NAME, "y")]
    with pytest.raises(WrongFieldError) as refused:
        decided("question", "ab", proposed, Decisions(frozenset(confirmed), frozenset(undone), [], "/decisions/0"))
    assert refused.value.findings[0][0] == "/decisions/0"


@pytest.mark.parametrize("span", [(-1, 1), (1, 1), (2, 1), (0, 3)])
def test_only_what_is_in_the_text_can_be_taken_out(span: tuple[int, int]) -> None:
    with pytest.raises(WrongFieldError) as refused:
        decided("question", "ab", [], Decisions(frozenset(), frozenset(), [span], "/decisions/0"))
    assert refused.value.findings[0][0] == "/decisions/0/removed/0"
