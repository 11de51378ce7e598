"""Words of the way out of notices by e-mail: under each e-mail, and on the page that its link leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from notifications.domain.preferences import Language

LASTS = timedelta(days=90)
"""A link works for so long; the law of some countries asks for 30 days (16 CFR 316.5 in the United States)."""
ONE_CLICK = "List-Unsubscribe=One-Click"
"""What a mail program posts (RFC 8058, section 3.1), and the page's own button too."""


class ForgedLinkError(ValueError):
    """The link is none of ours, or was altered."""


class ExpiredLinkError(ValueError):
    """The link is one of ours, and too old."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Whom a link is for.

    Parameters
    ----------
    practice, person : str
        Who gets notices by e-mail.
    """

    practice: str
    person: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """The words in one language.

    Parameters
    ----------
    footer : str
        Under an e-mail, before the link.
    title, question, button : str
        Of the page that asks.
    done : str
        Of the page that says it is done.
    """

    footer: str
    title: str
    question: str
    button: str
    done: str


_WORDS: Mapping[Language, WayOut] = MappingProxyType(
    {
        Language.ENGLISH: WayOut(
            footer="No more of these e-mails:",
            title="E-mails",
            question="Do you want no more e-mails that say there is a new message?",
            button="No more e-mails",
            done="You will get no more of these e-mails. Signed in, you can switch them on again.",
        ),
        Language.JAPANESE: WayOut(
            footer="このメールの配信を停止する：",
            title="メール",
            question="新しいメッセージをお知らせするメールの配信を停止しますか。",
            button="配信を停止する",
            done="メールの配信を停止しました。サインインすると、また受け取れるように設定できます。",
        ),
    }
)


def way_out(language: Language) -> WayOut:
    """Give the words in a language."""
    return _WORDS[language]
