"""What a draft and a notice say.

A draft states facts and names effort, never the person, never a score, an instrument or a superlative (Mueller &
Dweck 1998; Brummelman 2014); the change is the client's, not the therapist's or the system's. The therapist edits it.
A notice says that a message waits, and nothing else: a lock screen or a mail list may be read by anyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from notifications.domain.preferences import Language

_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "sudden_gain": (
            "Your check-ins suggest that something has eased lately, and that it has held. "
            "You kept at it on the way there. I would like to hear what you did that helped."
        ),
        "reliable_improvement": (
            "Looking at where you began and where you are now, your check-ins show a clear change. "
            "You put steady work into the time between our meetings. "
            "Which of the things you tried would you like to keep?"
        ),
        "goal_attained": (
            "You have reached a goal that you set for yourself. "
            "I have seen the steps you took towards it. What would you like to build on next?"
        ),
    }
)
_JAPANESE: Mapping[str, str] = MappingProxyType(
    {
        "sudden_gain": (
            "最近の記録からは、少し楽になってきた様子が続いているようです。"
            "ここまで取り組みを続けてこられましたね。何が役に立ったのか、今度ぜひ聞かせてください。"
        ),
        "reliable_improvement": (
            "始めたころと今の記録を比べると、はっきりした変化が見られます。"
            "面談と面談の間にも、こつこつと取り組んでこられましたね。この先も続けたい工夫はどれでしょうか。"
        ),
        "goal_attained": (
            "ご自分で立てた目標に届きましたね。そこへ向かう一歩一歩を見てきました。"
            "次はどんなことに取り組んでみたいですか。"
        ),
    }
)
# A kind that this service does not know yet still gets its card; the therapist writes the words.
_ANY_KIND: Mapping[Language, str] = MappingProxyType(
    {
        Language.ENGLISH: (
            "I noticed something on your way that is worth a pause. "
            "You kept working at it. I would like to hear how you see it."
        ),
        Language.JAPANESE: (
            "これまでの歩みの中に、立ち止まって振り返りたいことがありました。"
            "取り組みを続けてこられましたね。ご自身ではどう感じているか、聞かせてください。"
        ),
    }
)
_BY_KIND: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {Language.ENGLISH: _ENGLISH, Language.JAPANESE: _JAPANESE}
)


@dataclass(frozen=True, slots=True)
class Notice:
    """The neutral words that may be seen by others.

    Parameters
    ----------
    line
        On a lock screen, in an inbox list, and as the subject of an e-mail.
    invitation
        The second line of an e-mail, before the link.
    """

    line: str
    invitation: str


_NOTICES: Mapping[Language, Notice] = MappingProxyType(
    {
        Language.ENGLISH: Notice("You have a new message", "Sign in to read it:"),
        Language.JAPANESE: Notice("新しいメッセージがあります", "サインインしてお読みください。"),
    }
)


def draft(kind: str, language: Language) -> str:
    """Give the first words of a celebration.

    Parameters
    ----------
    kind
        Of the milestone; an unknown kind gets words that claim nothing.
    language
        Of the client.
    """
    return _BY_KIND[language].get(kind, _ANY_KIND[language])


def notice(language: Language) -> Notice:
    """Give the neutral notice in a language."""
    return _NOTICES[language]
