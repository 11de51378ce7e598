"""The sentences beside contacts for a crisis, by language: plain, without alarm, and honest about the limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class SupportWords:
    """The sentences of one language.

    Parameters
    ----------
    why : str
        Why the contacts are shown.
    limits : str
        What the system does not do.
    shared, private : str
        Who is told of it, where the text is shared and where it is not.
    """

    why: str
    limits: str
    shared: str
    private: str


WORDS: Mapping[str, SupportWords] = MappingProxyType(
    {
        "en": SupportWords(
            why=(
                "Some of what you wrote can mean that things are very hard right now. If that is so, you need not be "
                "alone with it: these people listen. If you are in danger, call the emergency number."
            ),
            limits=(
                "A program looked for certain words and may be wrong. Nobody is monitoring what is written here, and "
                "nobody may see it soon."
            ),
            shared=(
                "You shared this with your therapist, who is told that something in it may need a look. It may take a "
                "while until it is seen."
            ),
            private="You kept this to yourself: nobody has been told.",
        ),
        "ja": SupportWords(
            why=(
                "書かれたことばから、いまとてもつらい状況にあるかもしれないと受け取りました。ひとりで抱えなくても大丈夫です。"
                "話を聴いてくれる人がいます。危険がせまっているときは、緊急の番号に電話してください。"
            ),
            limits=(
                "これはプログラムがことばを探した結果で、間違うこともあります。ここに書かれたことを見守っている人はいません。"
                "すぐには誰の目にもふれないかもしれません。"
            ),
            shared=(
                "この記録はセラピストに共有されました。気にかけてほしい内容があることだけが知らされます。"
                "目にするまでに時間がかかることがあります。"
            ),
            private="この記録はあなただけのものです。誰にも知らされていません。",
        ),
    }
)
"""By language."""
