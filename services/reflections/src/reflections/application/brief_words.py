"""The sentences of a brief, in English and Japanese: facts alone; a person's own words are never touched by them."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "ja"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_SAID: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "since_session": "Since session {number} on {day}",
            "since_opening": "Since the journey began on {day}",
            "nothing": "Nothing new since {day}",
            "risk": "{instrument}: the answer to a risk item was positive",
            "untouched": "Nothing said about this goal",
            "found": "{what}, {state}",
            "found_in": "{what} in {subject}, {state}",
        },
        "ja": {
            "since_session": "第{number}回（{day}）以降",
            "since_opening": "{day}に始まってから",
            "nothing": "{day}以降、新しいことはありません",
            "risk": "{instrument}：リスク項目に該当する回答がありました",
            "untouched": "この目標についての記録はありません",
            "found": "{what}（{state}）",
            "found_in": "{subject}の{what}（{state}）",
        },
    }
)

_KINDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "sudden_gain": "Sudden gain",
            "reliable_improvement": "Reliable improvement",
            "goal_attained": "Goal attained",
            "clinically_significant_change": "Clinically significant change",
            "comeback": "Comeback after a setback",
            "nhs_reliable_improvement": "Reliable improvement (NHS)",
            "nhs_recovery": "Recovery (NHS)",
            "nhs_reliable_recovery": "Reliable recovery (NHS)",
            "goal_reliably_improved": "Goal reliably improved",
            "goal_attainment_scaling": "Goals attained as expected (GAS)",
            "effort_against_the_odds": "Effort against the odds",
            "first_step": "First step",
            "sudden_loss": "Sudden loss",
            "reliable_deterioration": "Reliable deterioration",
            "nhs_reliable_deterioration": "Reliable deterioration (NHS)",
        },
        "ja": {
            "sudden_gain": "急激な改善",
            "reliable_improvement": "信頼できる改善",
            "goal_attained": "目標の達成",
            "clinically_significant_change": "臨床的に意味のある変化",
            "comeback": "後退からの立ち直り",
            "nhs_reliable_improvement": "信頼できる改善（NHS基準）",
            "nhs_recovery": "回復（NHS基準）",
            "nhs_reliable_recovery": "信頼できる回復（NHS基準）",
            "goal_reliably_improved": "目標の確かな前進",
            "goal_attainment_scaling": "目標達成尺度（GAS）での達成",
            "effort_against_the_odds": "逆境の中での努力",
            "first_step": "最初の一歩",
            "sudden_loss": "急激な悪化",
            "reliable_deterioration": "信頼できる悪化",
            "nhs_reliable_deterioration": "信頼できる悪化（NHS基準）",
        },
    }
)

_STATES: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"provisional": "provisional", "confirmed": "confirmed", "reversed": "reversed since"},
        "ja": {"provisional": "暫定", "confirmed": "確認済み", "reversed": "その後逆戻り"},
    }
)

_ANY: Mapping[Language, str] = MappingProxyType({"en": "Milestone", "ja": "節目"})


def day_of(moment: datetime, language: Language, today: datetime) -> str:
    """Write a day as people say it; with its year only where that is not the present one.

    Parameters
    ----------
    moment, today : datetime
        Both in the reader's offset.
    language : str

    Returns
    -------
    str
        For example ``3 June``, ``6月3日``.
    """
    same_year = moment.year == today.year
    if language == "ja":
        return f"{'' if same_year else f'{moment.year}年'}{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]}{'' if same_year else f' {moment.year}'}"


def said(name: str, language: Language, **facts: object) -> str:
    """Give a sentence by its name, with its facts in it."""
    return _SAID[language][name].format(**facts)


def finding(kind: str, state: str, subject: str | None, language: Language) -> str:
    """Name a milestone or setback.

    Parameters
    ----------
    kind, state : str
        As the milestones service names them; a kind that is not known here is called a milestone.
    subject : str or None
        The instrument; None where there is none, or it is a goal.
    language : str

    Returns
    -------
    str
    """
    what, how = _KINDS[language].get(kind, _ANY[language]), _STATES[language].get(state, state)
    name = "found" if subject is None else "found_in"
    return said(name, language, what=what, state=how, subject=subject)
