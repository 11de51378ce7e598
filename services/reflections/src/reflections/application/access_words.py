"""What there is to look at on a journey, and why, in plain words, in English and Japanese."""

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
            "record-requests": "requests about the record",
            "break-glass": "who may read this journey in an emergency",
            "emergency": "this journey, in an emergency",
            "client_at_risk": "somebody may be in danger",
            "therapist_unreachable": "the therapist cannot be reached",
            "legal_order": "the law demands it",
            "complaint": "a complaint is looked into",
            "consults": "a summary of this journey without names",
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
            "record-requests": "記録についての請求",
            "break-glass": "緊急時にこのあゆみを見られる人",
            "emergency": "緊急時のこのあゆみの記録",
            "client_at_risk": "だれかに危険が及ぶおそれがあるため",
            "therapist_unreachable": "セラピストと連絡がとれないため",
            "legal_order": "法令にもとづくため",
            "complaint": "苦情を調べるため",
            "consults": "名前を伏せたこのあゆみの要約",
        },
    }
)
"""By language and by the name that a trace has for it."""
