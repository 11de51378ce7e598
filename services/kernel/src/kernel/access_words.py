"""Who looked, in plain words, in English and Japanese; what there is to look at, a service says itself."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "ja"]
Who = Literal["you", "therapist", "earlier_therapist", "admin", "supervisor", "somebody"]
Words = Mapping[Language, Mapping[str, str]]
"""What a service calls what it shows, in each language, by the name that a trace has for it."""

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
_OTHER: Mapping[Language, str] = MappingProxyType({"en": "something of yours", "ja": "あなたに関する情報の一部"})
_SAID: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"read": "{who} read {what}.", "changed": "{who} changed {what}."},
        "ja": {"read": "{who}が{what}を見ました。", "changed": "{who}が{what}を変更しました。"},
    }
)


_WHY: Mapping[Language, str] = MappingProxyType({"en": " The reason stated: {why}.", "ja": "理由：{why}。"})


def sentence(  # noqa: PLR0917 - the parts of a sentence
    who: Who, did: str, what: str, words: Words, language: Language, purpose: str | None = None
) -> str:
    """Say who did what, and why where that was asked.

    Parameters
    ----------
    who : str
        The person, as the reader knows them.
    did : str
        ``read`` or ``changed``.
    what : str
        As the trace names it; a name that ``words`` does not have is said in general.
    words : mapping
        By language, what each name means.
    language : str
        Of the sentence.
    purpose : str or None
        Why, as the trace names it; ``words`` has that too.

    Returns
    -------
    str
        One sentence; two where a reason was stated.
    """
    about = words[language].get(what, _OTHER[language])
    said = _SAID[language][did].format(who=_WHO[language][who], what=about)
    why = None if purpose is None else words[language].get(purpose)
    return said if why is None else said + _WHY[language].format(why=why)
