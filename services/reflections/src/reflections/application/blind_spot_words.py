"""The sentences of the blind-spot mirror, in English and Japanese: facts about records, and questions, no judgement."""

from collections.abc import Mapping
from types import MappingProxyType

from reflections.application.brief_words import Language
from reflections.domain.blind_spot import BlindSpot

_FACTS: Mapping[Language, Mapping[BlindSpot, str]] = MappingProxyType(
    {
        "en": {
            BlindSpot.GOAL_UNTOUCHED: (
                "Goals that neither of you has touched over the last {sessions} sessions: {goals} of {active}"
            ),
            BlindSpot.NEVER_IN_MIND: (
                "Thoughts between sessions recorded over the last {weeks} weeks: {thoughts}; "
                "reflections after sessions: {after_session}"
            ),
            BlindSpot.ONLY_WHAT_DID_NOT_WORK: (
                "Your reflections over the last {sessions} sessions that tell what did not work: {did_not_work}; "
                "what worked: {worked}"
            ),
            BlindSpot.IDEA_NEVER_TRIED: "Ideas that wait since before the last {sessions} sessions: {ideas}",
            BlindSpot.CELEBRATION_NEVER_APPROVED: (
                "Milestones older than {weeks} weeks for which no message was approved: {milestones}"
            ),
        },
        "ja": {
            BlindSpot.GOAL_UNTOUCHED: (
                "最近{sessions}回の面接で、お二人のどちらも触れていない目標：{active}件中{goals}件"
            ),
            BlindSpot.NEVER_IN_MIND: (
                "この{weeks}週間に面接の合間の思いとして残した記録：{thoughts}件（面接後の振り返り：{after_session}件）"
            ),
            BlindSpot.ONLY_WHAT_DID_NOT_WORK: (
                "最近{sessions}回の面接についての振り返りのうち、うまくいかなかったことの記録：{did_not_work}件、"
                "うまくいったことの記録：{worked}件"
            ),
            BlindSpot.IDEA_NEVER_TRIED: "最近{sessions}回の面接より前から待っているアイデア：{ideas}件",
            BlindSpot.CELEBRATION_NEVER_APPROVED: (
                "{weeks}週間以上前の節目のうち、メッセージが承認されていないもの：{milestones}件"
            ),
        },
    }
)

_QUESTIONS: Mapping[Language, Mapping[BlindSpot, str]] = MappingProxyType(
    {
        "en": {
            BlindSpot.GOAL_UNTOUCHED: "Is it still what matters, or has something else taken its place?",
            BlindSpot.NEVER_IN_MIND: "What would you like to remember of this person before you meet again?",
            BlindSpot.ONLY_WHAT_DID_NOT_WORK: "Was there a moment, however small, in which something did work?",
            BlindSpot.IDEA_NEVER_TRIED: "Is it time to bring it, or to let it go?",
            BlindSpot.CELEBRATION_NEVER_APPROVED: (
                "You may have been glad together in person. If not: would you like to say something?"
            ),
        },
        "ja": {
            BlindSpot.GOAL_UNTOUCHED: "今も大切な目標でしょうか。それとも、ほかのことが大切になってきたのでしょうか。",
            BlindSpot.NEVER_IN_MIND: "次にお会いする前に、この方について思い出しておきたいことは何でしょうか。",
            BlindSpot.ONLY_WHAT_DID_NOT_WORK: "小さくても、何かがうまくいった瞬間はありませんでしたか。",
            BlindSpot.IDEA_NEVER_TRIED: "お伝えする時でしょうか。それとも手放す時でしょうか。",
            BlindSpot.CELEBRATION_NEVER_APPROVED: (
                "面接の中で一緒に喜ばれたのかもしれません。まだでしたら、何かお伝えになりますか。"
            ),
        },
    }
)

_ABOUT: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "some": "Where your attention may not have been lately",
            "none": "Nothing stands out in what was looked at",
            "note": (
                "For you alone, about your own practice. It sees what was recorded here and when, not what the words "
                "say; what you thought or did without recording it is not in it. It says nothing about any client."
            ),
            "shared": (
                "A snapshot that a therapist chose to show, about her own practice. It says what was recorded and what "
                "was not, nothing about any client, and nothing about how good anybody's work is."
            ),
        },
        "ja": {
            "some": "最近、目が届きにくかったかもしれないところ",
            "none": "ご覧になった範囲では、気になるところはありません",
            "note": (
                "ご自身の実践を振り返るための、あなただけの鏡です。ここに何がいつ記録されたかだけを見ており、言葉の内容は"
                "見ていません。記録されていない思いや行いは含まれません。クライエントについては何も語りません。"
            ),
            "shared": (
                "セラピストがご自身の実践について、見せることを選んだ記録です。何が記録され、何が記録されていないかだけを示し、"
                "クライエントについても、仕事の良し悪しについても、何も語りません。"
            ),
        },
    }
)


def said(topic: BlindSpot, language: Language, numbers: Mapping[str, int]) -> str:
    """State what was recorded and what was not, with its numbers.

    Parameters
    ----------
    topic : BlindSpot
    language : str
    numbers : mapping of str to int
        As the line has them.

    Returns
    -------
    str
    """
    return _FACTS[language][topic].format(**numbers)


def asked(topic: BlindSpot, language: Language) -> str:
    """Give the question that goes with a line: an invitation, which nobody has to take."""
    return _QUESTIONS[language][topic]


def headline(language: Language, *, some: bool) -> str:
    """Give the line above a page of the mirror."""
    return _ABOUT[language]["some" if some else "none"]


def note(language: Language) -> str:
    """Say whom the mirror is for, and what it cannot see."""
    return _ABOUT[language]["note"]


def shared_note(language: Language) -> str:
    """Say what a supervisor sees in a snapshot, and what it does not tell."""
    return _ABOUT[language]["shared"]
