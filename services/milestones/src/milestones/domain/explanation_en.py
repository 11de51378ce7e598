"""The sentences of explanations in English: plain, hedged, and without blame."""

from types import MappingProxyType

from milestones.domain.claim import MilestoneKind as Kind
from milestones.domain.claim import MilestoneState as State
from milestones.domain.wording import Wording

_STEP = (
    "From one session to the next the {subject} score {moved} from {n} to {n_plus_1}: a step of {magnitude:points} "
    "(at least {criterion_1_points})"
)
_STEPS = (
    _STEP + ", {share:percent} of the score before (at least {criterion_2_share:percent}).",
    _STEP + ".",
    "The {subject} score took a larger step between two sessions than scores usually do.",
)
_MEANS = (
    "the means of the scores before and after ({mean_before} and {mean_after}) are {apart} apart, ",
    "the {needed} that their own spread accounts for.",
)
_VARIES = "The scores around it vary too much to call it lasting"
_UNSTABLE = (_VARIES + ": " + _MEANS[0] + "not more than " + _MEANS[1], _VARIES + ".")
_UNTESTED = ("Whether it lasts cannot be tested yet: that takes two scores after the step.",)
_LASTS = ("It has lasted so far: " + _MEANS[0] + "more than " + _MEANS[1], "It has lasted so far.")
_CHANCE = (
    (
        "This describes the scores and does not say what brought it about; among people who do not change, a course "
        "of ten administrations still shows such a step in about 9 of 100 cases (Vittengl 2015, retest reliability "
        ".80)."
    ),
)
_CAUSE = ("This describes the scores, not what brought it about.",)
_GENTLY = (
    (
        "Scores move for many reasons, and this says nothing about how hard anybody has tried: it is a reason to "
        "look at it together."
    ),
)
_PAIR = (
    "Compared with the first scores, PHQ-9 went from {phq9_first} to {phq9_then} and GAD-7 from {gad7_first} to "
    "{gad7_then}"
)
_CHANGES = "reliable change: PHQ-9 {phq9_reliable_change:points}, GAD-7 {gad7_reliable_change:points}"
_CASES = "caseness: PHQ-9 from {phq9_caseness}, GAD-7 from {gad7_caseness}"
_PAIR_NO_MORE = (
    "It does not hold any more since PHQ-9 {phq9_reversed_by} and GAD-7 {gad7_reversed_by}.",
    "It does not hold any more.",
)
_UNDONE = ("It has not held: a later score of {reversed_by} does not reach that any more.", "It has not held.")
_NHS = ("These are the NHS Talking Therapies' terms; they describe the scores, not what brought them about.",)

WORDING = Wording(
    found=MappingProxyType(
        {
            Kind.SUDDEN_GAIN: _STEPS,
            Kind.SUDDEN_LOSS: _STEPS,
            Kind.RELIABLE_IMPROVEMENT: (
                (
                    "The {subject} score moved from {baseline} at first to {score}: better by {change:points}, and "
                    "{reliable_change_points} or more is a change that the questionnaire's own error is unlikely to "
                    "explain."
                ),
                (
                    "The {subject} score moved from {baseline} at first to {score}: better by {change:points}, a "
                    "reliable change index of {index}, and beyond {critical_index} is more than the questionnaire's "
                    "own error is likely to explain."
                ),
                (
                    "The {subject} score moved from {baseline} at first to {score}: better by more than the "
                    "questionnaire's own error is likely to explain."
                ),
                (
                    "The {subject} score is better than at first by more than the questionnaire's own error is "
                    "likely to explain."
                ),
            ),
            Kind.RELIABLE_DETERIORATION: (
                (
                    "The {subject} score moved from {baseline} at first to {score}, and a move of "
                    "{reliable_change_points:points} or more is one that the questionnaire's own error is unlikely "
                    "to explain."
                ),
                (
                    "The {subject} score moved from {baseline} at first to {score}: further towards difficulty than "
                    "the questionnaire's own error is likely to explain."
                ),
                (
                    "The {subject} score shows more difficulty than at first, by more than the questionnaire's own "
                    "error is likely to explain."
                ),
            ),
            Kind.CLINICALLY_SIGNIFICANT_CHANGE: (
                (
                    "The {subject} score moved from {baseline} at first to {score}: better by more than the "
                    "questionnaire's own error is likely to explain, and across {cutoff}, where scores begin to look "
                    "more like those of people who are not in treatment."
                ),
                (
                    "The {subject} score is reliably better than at first, and now looks more like those of people "
                    "who are not in treatment."
                ),
            ),
            Kind.COMEBACK: (
                (
                    "After a setback on {subject}, the score moved from {setback_score} to {score}: better by more "
                    "than the questionnaire's own error is likely to explain."
                ),
                "After a setback on {subject}, the score is reliably better again.",
            ),
            Kind.GOAL_ATTAINED: (
                "The goal was rated {first_rating} and then {second_rating}, both at or above its target of {target}.",
                "The goal was said to be reached by both of you.",
            ),
            Kind.GOAL_RELIABLY_IMPROVED: (
                (
                    "The goal was rated {baseline} at first and then {score}: closer by {change:points}, and "
                    "{reliable_change_points} or more is a change that chance is unlikely to explain."
                ),
                "The goal is rated higher than at first, by more than chance is likely to explain.",
            ),
            Kind.GOAL_ATTAINMENT_SCALING: (
                (
                    "Taken together, {goals:goals} rose from a T-score of {t_first} to {t_then}; {t_at_least} is "
                    "where the outcome is what was expected."
                ),
                "Taken together, the goals have come to what was expected of them.",
            ),
            Kind.EFFORT_AGAINST_THE_ODDS: (
                (
                    "There were {efforts:efforts} against the same struggle within {days:days}, at a time in which "
                    "no course of scores or ratings turned for the better."
                ),
                (
                    "There were several efforts against the same struggle, at a time in which no course of scores or "
                    "ratings turned for the better."
                ),
            ),
            Kind.FIRST_STEP: (
                "This is the first effort or win on this goal since it was set {days_since_set:days} before.",
                "This is the first effort or win on this goal after {days_since_last:days} without one.",
                "This is the first effort or win on this goal in a long time.",
            ),
            Kind.NHS_RELIABLE_IMPROVEMENT: (
                _PAIR + ": at least one is reliably better and neither is reliably worse (" + _CHANGES + ").",
                "Of PHQ-9 and GAD-7 at least one is reliably better than at first and neither is reliably worse.",
            ),
            Kind.NHS_RECOVERY: (
                _PAIR + ": at least one was at caseness at first, and neither was then (" + _CASES + ").",
                "Of PHQ-9 and GAD-7 at least one was at caseness at first, and neither is now.",
            ),
            Kind.NHS_RELIABLE_RECOVERY: (
                _PAIR + ": below caseness on both after being at it, and at least one reliably better with neither "
                "reliably worse (" + _CASES + "; " + _CHANGES + ").",
                "PHQ-9 and GAD-7 are both below caseness, and the change since the first scores is reliable.",
            ),
            Kind.NHS_RELIABLE_DETERIORATION: (
                _PAIR + ": at least one moved towards difficulty by its reliable change, and neither moved as far the "
                "other way (" + _CHANGES + ").",
                "Of PHQ-9 and GAD-7 at least one moved reliably towards difficulty, and neither the other way.",
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
                    "It did not last: a later score of {reversed_by} is {past} {reversal_value}, where half of the "
                    "step is lost."
                ),
                "It did not last.",
            ),
            (Kind.SUDDEN_LOSS, State.REVERSED): (
                (
                    "It has been made up for: a later score of {reversed_by} is {past} {reversal_value}, where half "
                    "of the step is won back."
                ),
                "It has been made up for.",
            ),
            (Kind.RELIABLE_IMPROVEMENT, State.CONFIRMED): ("The latest score is still that much better.",),
            (Kind.RELIABLE_IMPROVEMENT, State.REVERSED): (
                "It has not held: a later score of {reversed_by} is less than that much better than the first.",
                "It has not held.",
            ),
            (Kind.RELIABLE_DETERIORATION, State.CONFIRMED): ("The latest score is still there.",),
            (Kind.RELIABLE_DETERIORATION, State.REVERSED): (
                "It is over: a later score of {reversed_by} is closer to the first again.",
                "It is over.",
            ),
            (Kind.GOAL_ATTAINED, State.CONFIRMED): (
                (
                    "It holds while the latest rating is not below the target; whether it feels so is for the two of "
                    "you to say."
                ),
            ),
            (Kind.GOAL_ATTAINED, State.REVERSED): (
                "A later rating of {reversed_by} is below the target again.",
                "It has not held.",
            ),
            (Kind.GOAL_RELIABLY_IMPROVED, State.REVERSED): (
                "A later rating of {reversed_by} is less than that much higher than the first.",
                "It has not held.",
            ),
            (Kind.GOAL_ATTAINMENT_SCALING, State.REVERSED): (
                "It has not held: later levels of the same goals give a T-score of {t_reversed_by}.",
                "It has not held.",
            ),
            (Kind.EFFORT_AGAINST_THE_ODDS, State.CONFIRMED): (
                "It claims no improvement: the effort itself is what is worth noticing.",
            ),
            (Kind.FIRST_STEP, State.CONFIRMED): (
                "It says that something was begun, and nothing yet about where it leads.",
            ),
            (Kind.NHS_RELIABLE_IMPROVEMENT, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RECOVERY, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RELIABLE_RECOVERY, State.REVERSED): _PAIR_NO_MORE,
            (Kind.NHS_RELIABLE_DETERIORATION, State.REVERSED): _PAIR_NO_MORE,
        }
    ),
    generally=MappingProxyType(
        {
            State.PROVISIONAL: ("It is too early to tell whether it lasts.",),
            State.CONFIRMED: ("It holds as things stand now.",),
            State.REVERSED: _UNDONE,
            State.UNSTABLE: (_VARIES + ".",),
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
                "This was found in scores or entries that have since been corrected, taken back or joined by others, "
                "and they do not support it any more. The history shows what was said and when."
            ),
            State.DISMISSED: (
                "The therapist has set this aside. It stays so, whatever later scores or entries say, until the "
                "therapist takes it up again. The history shows what was said and when."
            ),
        }
    ),
    road=("It is {days:days} since the struggle was first named, with {efforts:efforts} shared on the way.",),
    anything="questionnaire",
    nothing="With these numbers the rule finds nothing.",
    moved=MappingProxyType({True: "rose", False: "fell"}),
    past=MappingProxyType({True: "under", False: "over"}),
    units=MappingProxyType(
        {
            "points": ("{} point", "{} points"),
            "days": ("{} day", "{} days"),
            "efforts": ("{} effort", "{} efforts"),
            "goals": ("{} goal", "{} goals"),
        }
    ),
    percent="{} %",
    between=" ",
)
