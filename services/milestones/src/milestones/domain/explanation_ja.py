"""The sentences of explanations in Japanese: plain, polite, hedged, and without blame."""

from types import MappingProxyType

from milestones.domain.claim import MilestoneKind as Kind
from milestones.domain.claim import MilestoneState as State
from milestones.domain.wording import Wording

_STEP = (
    "ある回から次の回にかけて、{subject}の得点が{n}点から{n_plus_1}点へ{moved}。"
    "変化の幅は{magnitude:points}（基準は{criterion_1_points:points}以上）"
)
_STEPS = (
    _STEP + "で、直前の得点の{share:percent}（基準は{criterion_2_share:percent}以上）にあたります。",
    _STEP + "です。",
    "{subject}の得点に、二つの回の間で通常より大きな変化が見られました。",
)
_MEANS = (
    "前後の平均（{mean_before}点と{mean_after}点）の差は{apart:points}で、得点のばらつきから見込まれる{needed:points}を"
)
_UNSTABLE = (
    _MEANS + "超えていません。前後の得点のばらつきが大きく、続いている変化とはまだ言えません。",
    "前後の得点のばらつきが大きく、続いている変化とはまだ言えません。",
)
_UNTESTED = ("この変化が続くかどうかは、まだ判断できません。判断には、変化の後の得点が2回分必要です。",)
_LASTS = ("今のところ続いています。" + _MEANS + "超えています。", "今のところ続いています。")
_CHANCE = (
    (
        "これは得点の動きを述べたもので、その理由を示すものではありません。変化のない人でも、"
        "10回の測定のうちにこのような変化が見られることが、100人中およそ9人にあります（Vittengl 2015、"
        "再検査信頼性.80の場合）。"
    ),
)
_CAUSE = ("これは得点の動きを述べたもので、その理由を示すものではありません。",)
_GENTLY = (
    (
        "得点はさまざまな理由で動きます。どれだけ取り組んできたかを表すものではありません。"
        "一緒に見ていくための手がかりです。"
    ),
)
_PAIR = (
    "最初の得点と比べて、PHQ-9は{phq9_first}点から{phq9_then}点へ、GAD-7は{gad7_first}点から{gad7_then}点へ動きました。"
)
_CHANGES = "信頼できる変化の基準はPHQ-9で{phq9_reliable_change:points}、GAD-7で{gad7_reliable_change:points}"
_CASES = "臨床域はPHQ-9で{phq9_caseness:points}以上、GAD-7で{gad7_caseness:points}以上"
_PAIR_NO_MORE = (
    "その後、PHQ-9が{phq9_reversed_by}点、GAD-7が{gad7_reversed_by}点となり、現在はあてはまりません。",
    "現在はあてはまりません。",
)
_NOT_HELD = "その後、この変化は続いていません。"
_VARIES = "得点のばらつきが大きく、続いている変化とはまだ言えません。"
_NHS = (
    (
        "これはNHS Talking Therapies（英国の公的な心理療法事業）の定義によるもので、得点の動きを述べており、"
        "その理由を示すものではありません。"
    ),
)

WORDING = Wording(
    found=MappingProxyType(
        {
            Kind.SUDDEN_GAIN: _STEPS,
            Kind.SUDDEN_LOSS: _STEPS,
            Kind.RELIABLE_IMPROVEMENT: (
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点になり、{change:points}良くなりました。"
                    "{reliable_change_points:points}以上の変化は、質問票の測定誤差だけでは説明しにくいものです。"
                ),
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点になり、{change:points}良くなりました。"
                    "信頼できる変化の指数は{index}で、{critical_index}を超える変化は、"
                    "質問票の測定誤差だけでは説明しにくいものです。"
                ),
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点になり、"
                    "質問票の測定誤差だけでは説明しにくいほど良くなりました。"
                ),
                "{subject}の得点は、質問票の測定誤差だけでは説明しにくいほど、最初より良くなっています。",
            ),
            Kind.RELIABLE_DETERIORATION: (
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点へ、つらさが増す方向に動きました。"
                    "{reliable_change_points:points}以上の変化は、質問票の測定誤差だけでは説明しにくいものです。"
                ),
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点へ、質問票の測定誤差だけでは説明しにくいほど、"
                    "つらさが増す方向に動きました。"
                ),
                "{subject}の得点は、質問票の測定誤差だけでは説明しにくいほど、最初よりつらさが増す方向に動いています。",
            ),
            Kind.CLINICALLY_SIGNIFICANT_CHANGE: (
                (
                    "{subject}の得点は、最初の{baseline}点から{score}点になりました。"
                    "質問票の測定誤差だけでは説明しにくい変化であり、治療を受けていない人たちの得点に近づく境目である"
                    "{cutoff}点を越えています。"
                ),
                "{subject}の得点は、最初と比べて確かに良くなり、治療を受けていない人たちの得点に近づいています。",
            ),
            Kind.COMEBACK: (
                (
                    "{subject}の得点は、いったん後退した後、{setback_score}点から{score}点になり、"
                    "質問票の測定誤差だけでは説明しにくいほど持ち直しました。"
                ),
                "{subject}の得点は、いったん後退した後、確かに持ち直しています。",
            ),
            Kind.GOAL_ATTAINED: (
                (
                    "目標の評定が{first_rating}点、続いて{second_rating}点となり、"
                    "二回とも目指していた{target}点に届いています。"
                ),
                "お二人がともに、この目標に届いたと述べています。",
            ),
            Kind.GOAL_RELIABLY_IMPROVED: (
                (
                    "目標の評定は、最初の{baseline}点から{score}点になり、{change:points}近づきました。"
                    "{reliable_change_points:points}以上の変化は、偶然だけでは説明しにくいものです。"
                ),
                "目標の評定は、偶然だけでは説明しにくいほど、最初より高くなっています。",
            ),
            Kind.GOAL_ATTAINMENT_SCALING: (
                (
                    "{goals:goals}の目標を合わせたT得点が、{t_first}から{t_then}になりました。{t_at_least}は、"
                    "全体として見込んだとおりの成果を表します。"
                ),
                "目標全体が、見込んだとおりのところまで来ています。",
            ),
            Kind.EFFORT_AGAINST_THE_ODDS: (
                (
                    "{days:days}以内に、同じ困難に対する取り組みが{efforts:efforts}ありました。その間、"
                    "得点や評定に良い方向への動きは見られていません。"
                ),
                "得点や評定に良い方向への動きが見られない間も、同じ困難に対する取り組みが重ねられました。",
            ),
            Kind.FIRST_STEP: (
                "目標を立ててから{days_since_set:days}で、この目標についての最初の取り組みまたは達成が記録されました。",
                "この目標について、{days_since_last:days}ぶりに取り組みまたは達成が記録されました。",
                "久しぶりに、この目標についての取り組みまたは達成が記録されました。",
            ),
            Kind.NHS_RELIABLE_IMPROVEMENT: (
                _PAIR + "少なくとも一方が確かに良くなり、どちらも確かな悪化はありません（" + _CHANGES + "）。",
                "PHQ-9とGAD-7の少なくとも一方が最初より確かに良くなり、どちらも確かな悪化はありません。",
            ),
            Kind.NHS_RECOVERY: (
                _PAIR + "最初は少なくとも一方が臨床域にありましたが、どちらも臨床域を下回りました（" + _CASES + "）。",
                "最初はPHQ-9とGAD-7の少なくとも一方が臨床域にありましたが、どちらも臨床域を下回っています。",
            ),
            Kind.NHS_RELIABLE_RECOVERY: (
                _PAIR
                + "どちらも臨床域を下回り、少なくとも一方は確かに良くなり、どちらも確かな悪化はありません（"
                + _CASES
                + "。"
                + _CHANGES
                + "）。",
                "PHQ-9とGAD-7はどちらも臨床域を下回り、最初からの変化は確かなものです。",
            ),
            Kind.NHS_RELIABLE_DETERIORATION: (
                _PAIR
                + "少なくとも一方が、つらさが増す方向へ基準以上に動き、良い方向へ同じだけ動いたものはありません（"
                + _CHANGES
                + "）。",
                "PHQ-9とGAD-7の少なくとも一方が、つらさが増す方向へ基準以上に動いています。",
            ),
        }
    ),
    held=MappingProxyType(
        {
            (Kind.SUDDEN_GAIN, State.CONFIRMED): _LASTS,
            (Kind.SUDDEN_LOSS, State.CONFIRMED): _LASTS,
            (Kind.SUDDEN_GAIN, State.PROVISIONAL): _UNTESTED,
            (Kind.SUDDEN_LOSS, State.PROVISIONAL): _UNTESTED,
            (Kind.SUDDEN_GAIN, State.UNSTABLE): _UNSTABLE,
            (Kind.SUDDEN_LOSS, State.UNSTABLE): _UNSTABLE,
            (Kind.SUDDEN_GAIN, State.REVERSED): (
                (
                    "この変化は続きませんでした。その後の得点{reversed_by}点は、"
                    "変化の半分が失われる{reversal_value}点を{past}います。"
                ),
                "この変化は続きませんでした。",
            ),
            (Kind.SUDDEN_LOSS, State.REVERSED): (
                (
                    "その後、持ち直しています。後の得点{reversed_by}点は、"
                    "変化の半分を取り戻す{reversal_value}点を{past}います。"
                ),
                "その後、持ち直しています。",
            ),
            (Kind.RELIABLE_IMPROVEMENT, State.CONFIRMED): ("最新の得点でも、この変化は保たれています。",),
            (Kind.RELIABLE_IMPROVEMENT, State.REVERSED): (
                "その後の得点は{reversed_by}点で、最初との差は基準に届かなくなりました。",
                _NOT_HELD,
            ),
            (Kind.RELIABLE_DETERIORATION, State.CONFIRMED): ("最新の得点でも、この状態が続いています。",),
            (Kind.RELIABLE_DETERIORATION, State.REVERSED): (
                "その後の得点は{reversed_by}点で、最初の得点に再び近づいています。",
                "その後、最初の得点に再び近づいています。",
            ),
            (Kind.GOAL_ATTAINED, State.CONFIRMED): (
                "直近の評定が目標を下回らない間は、達成としています。そう感じられるかどうかは、お二人で確かめてください。",
            ),
            (Kind.GOAL_ATTAINED, State.REVERSED): (
                "その後の評定は{reversed_by}点で、再び目標を下回っています。",
                _NOT_HELD,
            ),
            (Kind.GOAL_RELIABLY_IMPROVED, State.REVERSED): (
                "その後の評定は{reversed_by}点で、最初との差は基準に届かなくなりました。",
                _NOT_HELD,
            ),
            (Kind.GOAL_ATTAINMENT_SCALING, State.REVERSED): (
                "その後、同じ目標を合わせたT得点は{t_reversed_by}になっています。",
                _NOT_HELD,
            ),
            (Kind.EFFORT_AGAINST_THE_ODDS, State.CONFIRMED): (
                "改善があったという意味ではありません。取り組みそのものに目を留めるためのものです。",
            ),
            (Kind.FIRST_STEP, State.CONFIRMED): (
                "何かが始まったことを示すもので、その先についてはまだ何も述べていません。",
            ),
            (Kind.NHS_RELIABLE_IMPROVEMENT, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RECOVERY, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RELIABLE_RECOVERY, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RELIABLE_DETERIORATION, State.REVERSED): _PAIR_NO_MORE,
        }
    ),
    generally=MappingProxyType(
        {
            State.PROVISIONAL: ("続くかどうかを判断するには、まだ早い段階です。",),
            State.CONFIRMED: ("現時点でもあてはまっています。",),
            State.REVERSED: ("その後の得点は{reversed_by}点で、現在はあてはまりません。", "現在はあてはまりません。"),
            State.UNSTABLE: (_VARIES,),
        }
    ),
    hedge=MappingProxyType(
        {
            Kind.SUDDEN_GAIN: _CHANCE,
            Kind.SUDDEN_LOSS: _GENTLY,
            Kind.RELIABLE_IMPROVEMENT: _CAUSE,
            Kind.RELIABLE_DETERIORATION: _GENTLY,
            Kind.CLINICALLY_SIGNIFICANT_CHANGE: _CAUSE,
            Kind.COMEBACK: _CAUSE,
            Kind.GOAL_ATTAINED: (),
            Kind.GOAL_RELIABLY_IMPROVED: (),
            Kind.GOAL_ATTAINMENT_SCALING: (),
            Kind.EFFORT_AGAINST_THE_ODDS: (),
            Kind.FIRST_STEP: (),
            Kind.NHS_RELIABLE_IMPROVEMENT: _NHS,
            Kind.NHS_RECOVERY: _NHS,
            Kind.NHS_RELIABLE_RECOVERY: _NHS,
            Kind.NHS_RELIABLE_DETERIORATION: _GENTLY,
        }
    ),
    whole=MappingProxyType(
        {
            State.RETRACTED: (
                "もとになった得点や記録が、その後に訂正または取り消されたか、新たに加わったものがあり、"
                "現在はこの内容を裏づけていません。いつ何が示されたかは、履歴で確かめられます。"
            ),
            State.DISMISSED: (
                "セラピストがこの項目を取り下げました。再び取り上げるまでは、その後の得点や記録にかかわらず、"
                "このままになります。いつ何が示されたかは、履歴で確かめられます。"
            ),
        }
    ),
    road=("この困難が初めて語られてから{days:days}、その間に{efforts:efforts}の取り組みが共有されています。",),
    anything="質問票",
    nothing="これらの数値では、この規則にあてはまるものはありません。",
    moved=MappingProxyType({True: "上がりました", False: "下がりました"}),
    past=MappingProxyType({True: "下回って", False: "上回って"}),
    units=MappingProxyType(
        {
            "points": ("{}点", "{}点"),
            "days": ("{}日", "{}日"),
            "efforts": ("{}回", "{}回"),
            "goals": ("{}つ", "{}つ"),
        }
    ),
    percent="{}%",
    between="",
)
