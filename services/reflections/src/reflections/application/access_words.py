"""What there is to look at on a journey, in plain words, in English and Japanese."""

from types import MappingProxyType

from kernel.access_words import Words

WORDS: Words = MappingProxyType(
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
"""By language and by the name that a trace has for it."""
