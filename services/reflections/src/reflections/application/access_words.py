"""Who looked, in plain words, in English and Japanese."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "ja"]
Who = Literal["you", "therapist", "earlier_therapist", "admin", "supervisor", "somebody"]

_WHO: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "you": "You",
            "therapist": "Your therapist",
            "earlier_therapist": "An earlier therapist of yours",
            "admin": "An admin of the practice",
            "supervisor": "A supervisor",
            "somebody": "Somebody of the practice",
        },
        "ja": {
            "you": "あなた",
            "therapist": "担当のセラピスト",
            "earlier_therapist": "以前のセラピスト",
            "admin": "相談機関の管理者",
            "supervisor": "スーパーバイザー",
            "somebody": "相談機関のだれか",
        },
    }
)
_WHAT: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "journey": "the journey's own page",
            "timeline": "the timeline",
            "goals": "goals",
            "aspiration": "the aspiration",
            "entries": "an entry of their own",
            "measures": "a questionnaire's score",
            "sessions": "a session's date",
            "brief": "the brief for the next session",
            "consents": "consents",
            "handover": "who the therapist is",
            "invitation": "the invitation",
            "export": "an export",
        },
        "ja": {
            "journey": "このあゆみの基本情報",
            "timeline": "タイムライン",
            "goals": "目標",
            "aspiration": "願い",
            "entries": "自分の記録",
            "measures": "質問票の点数",
            "sessions": "面接の日付",
            "brief": "次回の面接のまとめ",
            "consents": "同意",
            "handover": "担当のセラピスト",
            "invitation": "招待",
            "export": "データの書き出し",
        },
    }
)
_OTHER: Mapping[Language, str] = MappingProxyType({"en": "something of this journey", "ja": "このあゆみの一部"})
_SAID: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"read": "{who} read {what}.", "changed": "{who} changed {what}."},
        "ja": {"read": "{who}が{what}を見ました。", "changed": "{who}が{what}を変更しました。"},
    }
)


def sentence(who: Who, did: str, what: str, language: Language) -> str:
    """Say who did what.

    Parameters
    ----------
    who : str
        The person, as the client knows them.
    did : str
        ``read`` or ``changed``.
    what : str
        As the trace names it; a word that is not known here is said in general.
    language : str
        Of the sentence.

    Returns
    -------
    str
        One sentence.
    """
    about = _WHAT[language].get(what, _OTHER[language])
    return _SAID[language][did].format(who=_WHO[language][who], what=about)
