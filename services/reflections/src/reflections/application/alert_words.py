"""What a brief calls an alert, in English and Japanese: what was found, never a forecast."""

from collections.abc import Mapping
from types import MappingProxyType

from reflections.application.brief_words import Language, said
from reflections.domain.highlight import ACKNOWLEDGED

_KINDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "risk_item_positive": "Risk item answered positively",
            "crisis_language": "Words of crisis",
            "reliable_deterioration": "Reliable deterioration",
            "sudden_loss": "Sudden loss",
            "no_reliable_improvement": "No reliable improvement so far",
            "above_expected_score": "Above the score expected by now",
            "gain_reversed": "A gain was reversed",
            "scores_unmoved": "Scores have not moved",
            "goal_unmoved": "A goal has not moved",
            "stuckness_declared": "One of you said that it is stuck",
            "silence": "Nothing heard for a while",
        },
        "ja": {
            "risk_item_positive": "リスク項目に該当する回答",
            "crisis_language": "危機をうかがわせる言葉",
            "reliable_deterioration": "信頼できる悪化",
            "sudden_loss": "急激な悪化",
            "no_reliable_improvement": "これまでに信頼できる改善なし",
            "above_expected_score": "この時期に期待される得点を上回る",
            "gain_reversed": "改善の逆戻り",
            "scores_unmoved": "得点に動きなし",
            "goal_unmoved": "目標に動きなし",
            "stuckness_declared": "行き詰まりとの申し出",
            "silence": "しばらく記録なし",
        },
    }
)

_STATES: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"open": "alert open", ACKNOWLEDGED: "alert seen"},
        "ja": {"open": "アラート未確認", ACKNOWLEDGED: "アラート確認済み"},
    }
)

_ANY: Mapping[Language, str] = MappingProxyType({"en": "Alert", "ja": "アラート"})


def alert(kind: str, state: str, subject: str | None, language: Language) -> str:
    """Name an alert.

    Parameters
    ----------
    kind, state : str
        As the milestones service names them; a kind that is not known here is called an alert.
    subject : str or None
        The instrument; None where there is none, or it is a goal.
    language : str

    Returns
    -------
    str
    """
    what, how = _KINDS[language].get(kind, _ANY[language]), _STATES[language].get(state, state)
    return said("found" if subject is None else "found_in", language, what=what, state=how, subject=subject)
