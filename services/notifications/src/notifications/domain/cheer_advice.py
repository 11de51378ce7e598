"""What the cheer check says about a finding: why it is one, by whom that is known, and words about what was done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from notifications.domain.cheer_finding import FindingKind as Kind
from notifications.domain.preferences import Language

_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say about one kind of finding.

    Parameters
    ----------
    why : str
        One sentence.
    rewrite : str
        Words about effort and process, with an ellipsis for what only the therapist knows.
    """

    why: str
    rewrite: str


SOURCES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PERSON_PRAISE: "Mueller & Dweck 1998; Kamins & Dweck 1999",
        Kind.SUPERLATIVE: "Brummelman et al. 2014",
        Kind.SCORE: "Butler 1988",
        Kind.CLINICAL: "Gable et al. 2004",
        Kind.COMPARISON: "Deci, Koestner & Ryan 1999; Corpus, Ogle & Love-Geiger 2006",
        Kind.STREAK: "Deci, Koestner & Ryan 1999",
        Kind.TAKING_CREDIT: "Deci, Koestner & Ryan 1999",
        Kind.EXCLAMATION: "Brummelman et al. 2014",
    }
)
"""Where each rule comes from."""

_ENGLISH: Mapping[Kind, Advice] = MappingProxyType(
    {
        Kind.PERSON_PRAISE: Advice(
            "It praises who they are. After the next hard week the same words turn into a verdict.",
            "You did … even though … made it hard.",
        ),
        Kind.SUPERLATIVE: Advice(
            "Inflated praise sets a bar that an ordinary week cannot reach; a plain fact is easier to believe.",
            "You did …, and that took effort.",
        ),
        Kind.SCORE: Advice(
            "A number makes it an examination. What they did is theirs; a figure is not.",
            "Something seems to have eased since you began to …",
        ),
        Kind.CLINICAL: Advice(
            "It is our word, not theirs, and may be read by somebody else.",
            "What you call … takes up less room than it did.",
        ),
        Kind.COMPARISON: Advice(
            "Measured against others, the next time may be lost. Where they began is the only measure that is theirs.",
            "Compared with where you began, you now …",
        ),
        Kind.STREAK: Advice(
            "A count that must not break, or a prize, makes the day off a failure.",
            "You came back to … more than once, also after a day when it did not work.",
        ),
        Kind.TAKING_CREDIT: Advice(
            "The change is theirs. Who owns it keeps it after the last meeting.",
            "You chose to …, and you found out that it helps.",
        ),
        Kind.EXCLAMATION: Advice(
            "So much emphasis may be more than they can feel today.",
            "End the sentence with a full stop.",
        ),
    }
)
_JAPANESE: Mapping[Kind, Advice] = MappingProxyType(
    {
        Kind.PERSON_PRAISE: Advice(
            "その人自身への評価になっています。次につらい週が来たとき、同じ言葉が裁きになりかねません。",
            "…という難しさの中で、…をなさいましたね。",
        ),
        Kind.SUPERLATIVE: Advice(
            "大きすぎる言葉は、いつもの週には届かない基準になります。事実だけのほうが受け取りやすくなります。",
            "…をなさいましたね。力のいることだったと思います。",
        ),
        Kind.SCORE: Advice(
            "数字は試験のように響きます。その人のものは、数字ではなく、なさったことです。",
            "…を始めたころから、少し楽になってきた様子がうかがえます。",
        ),
        Kind.CLINICAL: Advice(
            "専門家の言葉であって、ご本人の言葉ではありません。ほかの誰かの目に触れることもあります。",
            "…とおっしゃっていたことが、以前ほど場所を取らなくなってきましたね。",
        ),
        Kind.COMPARISON: Advice(
            "人と比べると、次は負けるかもしれません。ご本人のものさしは、始めたころのご自身だけです。",
            "始めたころと比べて、…が増えてきましたね。",
        ),
        Kind.STREAK: Advice(
            "切らしてはいけない数や賞は、休む日を失敗にしてしまいます。",
            "うまくいかない日のあとにも、…にまた取り組みましたね。",
        ),
        Kind.TAKING_CREDIT: Advice(
            "変化はご本人のものです。ご自分のものだと思えれば、面談が終わったあとも残ります。",
            "ご自分で…を選び、それが助けになると見つけましたね。",
        ),
        Kind.EXCLAMATION: Advice(
            "強調が重なると、今日のご本人の気持ちには大きすぎるかもしれません。",
            "文の終わりを句点にしてください。",
        ),
    }
)
_BY_LANGUAGE = MappingProxyType({Language.ENGLISH: _ENGLISH, Language.JAPANESE: _JAPANESE})


def advice(kind: Kind, text: str) -> Advice:
    """Say why something is a finding and what could stand there, in the language of the draft.

    Parameters
    ----------
    kind : FindingKind
        What was found.
    text : str
        The whole draft; one sign of Japanese writing makes it Japanese.
    """
    return _BY_LANGUAGE[Language.JAPANESE if _KANA_OR_KANJI.search(text) else Language.ENGLISH][kind]
