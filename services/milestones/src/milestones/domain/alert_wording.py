"""Alerts in words: the numbers, and what to make of them. None says how it will end: none of these rules can.

A passage is made of the alert's own numbers and of nothing that anybody typed (invariants I3 and I4).
"""

from collections.abc import Mapping
from types import MappingProxyType

from milestones.domain.alert import RED, AlertKind, DeclaredBy
from milestones.domain.claim import Numbers
from milestones.domain.explanation import Language

_MISSING = "?"

_EN: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.RISK_ITEM_POSITIVE: (
            "The latest answer to an item of {subject} that asks about thoughts of death or harm is not 'not at all'."
        ),
        AlertKind.CRISIS_LANGUAGE: (
            "In an entry that the client shared, a program noticed words that can speak of a crisis. It may be wrong; "
            "the entry itself is in the timeline."
        ),
        AlertKind.RELIABLE_DETERIORATION: (
            "The {subject} score moved from {baseline} at first to {score}: further towards difficulty than the "
            "questionnaire's own error is likely to explain. It counts whatever other instruments show."
        ),
        AlertKind.SUDDEN_LOSS: (
            "From one session to the next the {subject} score moved from {n} to {n_plus_1}, and it has stayed so."
        ),
        AlertKind.NO_RELIABLE_IMPROVEMENT: (
            "{week} weeks after the first {subject} score of {baseline}, the score is {score}: no change beyond the "
            "questionnaire's own error yet. On real courses about seven of ten such notes came to a good end."
        ),
        AlertKind.ABOVE_EXPECTED_SCORE: (
            "In week {week} the {subject} score is {score}; {value} or more from week {from_week} on is a value that "
            "one study of many clients looked at. It describes groups and not this client."
        ),
        AlertKind.GAIN_REVERSED: (
            "Something that was gained on {subject} does not show in the latest scores. That happens to many who get "
            "better, and says nothing about anybody's effort."
        ),
        AlertKind.SCORES_UNMOVED: (
            "Over {sessions} administrations running the {subject} scores lay close together: {score_1}, {score_2}, "
            "{score_3}, {score_4}, {score_5}."
        ),
        AlertKind.GOAL_UNMOVED: (
            "{ratings} ratings of a goal over {span} days lay between {lowest} and {highest}: the latest is {latest}."
        ),
        AlertKind.STUCKNESS_DECLARED: "The {declared_by} says: we are stuck, or I am unsure. It needs no score.",
        AlertKind.SILENCE: (
            "Nothing that was shared has been captured, and no session held, for {days} days. What the client keeps "
            "private, and your own reflections, are not looked at."
        ),
    }
)
_JA: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.RISK_ITEM_POSITIVE: (
            "{subject}の、死や自分を傷つける考えをたずねる項目への最新の回答が「全くない」ではありません。"
        ),
        AlertKind.CRISIS_LANGUAGE: (
            "クライエントが共有した記録の中に、危機を示すことがあることばをプログラムが見つけました。誤りのこともあります。"
            "記録そのものはタイムラインにあります。"
        ),
        AlertKind.RELIABLE_DETERIORATION: (
            "{subject}の得点は、最初の{baseline}から{score}へ動きました。質問紙の誤差では説明しにくい、困難が増す向きの変化です。"
            "ほかの尺度がどうであっても確認してください。"
        ),
        AlertKind.SUDDEN_LOSS: (
            "{subject}の得点が、ある回から次の回にかけて{n}から{n_plus_1}へ動き、その後も続いています。"
        ),
        AlertKind.NO_RELIABLE_IMPROVEMENT: (
            "{subject}の最初の得点{baseline}から{week}週たった得点は{score}です。質問紙の誤差を超える変化はまだありません。"
            "実際の経過では、このような知らせの10件に7件ほどがよい結果に至りました。"
        ),
        AlertKind.ABOVE_EXPECTED_SCORE: (
            "第{week}週の{subject}の得点は{score}です。第{from_week}週以降の{value}以上は、多くのクライエントについての研究が"
            "目安とした値です。集団についての値であり、この方についてのものではありません。"
        ),
        AlertKind.GAIN_REVERSED: (
            "{subject}で得られた変化が、最近の得点には表れていません。回復していく人の多くに起こることで、努力については何も語りません。"
        ),
        AlertKind.SCORES_UNMOVED: (
            "続けて{sessions}回の{subject}の得点が近い値でした：{score_1}、{score_2}、{score_3}、{score_4}、{score_5}。"
        ),
        AlertKind.GOAL_UNMOVED: (
            "ある目標の{span}日間の{ratings}回の評価は{lowest}から{highest}の間で、最新は{latest}です。"
        ),
        AlertKind.STUCKNESS_DECLARED: (
            "{declared_by}が「行き詰まっている」または「迷っている」と伝えました。得点は必要ありません。"
        ),
        AlertKind.SILENCE: (
            "{days}日間、共有された記録も面接もありません。クライエントが自分だけに残した記録と、あなたの振り返りは見ていません。"
        ),
    }
)
_RED = {
    Language.ENGLISH: (
        "Please look at it soon, in your own judgement. Nobody is told but you and, where you do not acknowledge it in "
        "time, the second you named: that an alert waits, and nothing more."
    ),
    Language.JAPANESE: (
        "ご自身の判断で、早めに確認してください。知らされるのはあなただけです。時間内に確認されない場合に限り、"
        "あなたが指定した人に、確認待ちの知らせがあることだけが伝えられます。"
    ),
}
_AMBER = {
    Language.ENGLISH: "Worth a supervision conversation.",
    Language.JAPANESE: "スーパービジョンで話してみる価値があります。",
}
_WHO = {
    Language.ENGLISH: {DeclaredBy.CLIENT: "client", DeclaredBy.THERAPIST: "therapist"},
    Language.JAPANESE: {DeclaredBy.CLIENT: "クライエント", DeclaredBy.THERAPIST: "セラピスト"},
}
_BETWEEN = {Language.ENGLISH: " ", Language.JAPANESE: ""}
_SENTENCES = {Language.ENGLISH: _EN, Language.JAPANESE: _JA}


class _Facts(dict[str, str]):
    """Facts by name; what is not there is shown as missing, never as an error on a red alert."""

    def __missing__(self, name: str) -> str:
        return _MISSING


def alert_in_words(
    kind: AlertKind,
    *,
    subject: str,
    numbers: Numbers,
    thresholds: Numbers,
    declared_by: DeclaredBy | None,
    language: Language,
) -> str:
    """Say what an alert rests on, and that it is no forecast.

    Parameters
    ----------
    kind : AlertKind
    subject : str
        The instrument; of goals nothing is named.
    numbers, thresholds : Numbers
        As told.
    declared_by : DeclaredBy or None
        Who said so.
    language : Language

    Returns
    -------
    str
        One to three sentences.
    """
    facts = _Facts({name: f"{value:g}" for name, value in {**thresholds, **numbers}.items()})
    facts |= {"subject": subject, "span": f"{numbers.get('days', 0):g}"}
    if declared_by is not None:
        facts["declared_by"] = _WHO[language][declared_by]
    ending = (_RED if kind in RED else _AMBER)[language]
    return _BETWEEN[language].join((_SENTENCES[language][kind].format_map(facts), ending))
