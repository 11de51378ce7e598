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
        "clinically_significant_change": (
            "Compared with where you began, your check-ins look quite different now. "
            "Many steps of yours lie in between. Which of them mattered to you?"
        ),
        "comeback": (
            "There was a stretch when things were harder, and you kept working through it. "
            "Your check-ins suggest that things have turned since. What helped you on the way back?"
        ),
        "nhs_reliable_improvement": (
            "Taken together, your check-ins show a clear change since you began. "
            "You put time and work into it. Which of the things you tried have been useful?"
        ),
        "nhs_recovery": (
            "What weighed on you when you began shows up less in your check-ins now. "
            "You kept at it all along. What would you like to make room for next?"
        ),
        "nhs_reliable_recovery": (
            "Looking back to where you began, your check-ins have changed clearly, and what weighed on you then shows "
            "up less. You worked your way here step by step. What would you like to keep doing?"
        ),
        "goal_reliably_improved": (
            "By your own rating, a goal of yours is clearly closer than at the start. "
            "I have seen you work towards it. What brought you this far?"
        ),
        "goal_attainment_scaling": (
            "Looking at your goals together, you have come to where you had hoped to be. "
            "You took steps towards each of them. Which one would you like to build on?"
        ),
        # It claims no improvement: none was found.
        "effort_against_the_odds": (
            "You have kept at something hard lately, and came back to it more than once, whether or not it feels any "
            "easier yet. That effort is worth a pause in itself. I would like to hear what it has been like."
        ),
        "first_step": (
            "You have taken a step on a goal that had been lying still for a while. "
            "To begin takes effort of its own. I would like to hear how it came about."
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
        "clinically_significant_change": (
            "始めたころと比べて、最近の記録はずいぶん様子が変わってきました。"
            "その間に、一歩ずつ取り組みを重ねてこられましたね。ご自身にとって大切だったのは、どんなことでしょうか。"
        ),
        "comeback": (
            "つらさが増した時期にも、取り組みを続けてこられましたね。"
            "最近の記録からは、そこから持ち直してきた様子がうかがえます。何が助けになったのか、聞かせてください。"
        ),
        "nhs_reliable_improvement": (
            "いくつかの記録を合わせて見ると、始めたころからはっきりした変化が見られます。"
            "時間をかけて取り組んでこられましたね。試してみたことの中で、役に立ったのはどれでしょうか。"
        ),
        "nhs_recovery": (
            "始めたころに重くのしかかっていたことが、最近の記録では以前ほど表れなくなってきました。"
            "ずっと取り組みを続けてこられましたね。これからの時間を、どんなことに使いたいですか。"
        ),
        "nhs_reliable_recovery": (
            "始めたころを振り返ると、記録ははっきりと変わり、重くのしかかっていたことも以前ほど表れなくなってきました。"
            "一歩一歩、ここまで歩んでこられましたね。これからも続けたいことは何でしょうか。"
        ),
        "goal_reliably_improved": (
            "ご自分の目標が、始めたころよりはっきりと近づいてきましたね。"
            "そこへ向かう取り組みを見てきました。ここまで進むのに、何が役に立ちましたか。"
        ),
        "goal_attainment_scaling": (
            "目標を合わせて見ると、目指していたところまで来ています。"
            "それぞれに向けて、取り組みを重ねてこられましたね。この先につなげたいのは、どの一歩でしょうか。"
        ),
        "effort_against_the_odds": (
            "このところ、難しいことに繰り返し取り組んでこられましたね。"
            "楽になったかどうかとは別に、その取り組みそのものに目を留めたいと思いました。"
            "どんなふうに過ごしてこられたのか、聞かせてください。"
        ),
        "first_step": (
            "しばらく動きのなかった目標に向けて、一歩を踏み出されましたね。"
            "始めること自体に、力がいるものです。どんなきっかけがあったのか、聞かせてください。"
        ),
    }
)
SETBACKS = frozenset({"sudden_loss", "reliable_deterioration", "nhs_reliable_deterioration"})
"""Kinds that are nothing to cheer: they come in events of their own, which forbid a cheer; none gets a card."""
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
