"""The drafts that come with the system, in English."""

from collections.abc import Mapping
from types import MappingProxyType

from notifications.domain.shipped import Shipped

ROAD = "[It is {days} since you first named what makes this hard.] [On the way I count {efforts} of yours.]"
"""How long the road was, as far as it is known."""

BY_KIND: Mapping[str, Shipped] = MappingProxyType(
    {
        "sudden_gain": Shipped(
            (
                "Your check-ins suggest that something has eased lately, and that it has held. You kept "
                "at it on the way there."
            ),
            (
                "I have been thinking of you: going by your check-ins, something has eased lately, and "
                "it has held. I know how much went into the way there."
            ),
            "I would like to hear what you did that helped.",
        ),
        "reliable_improvement": Shipped(
            (
                "Looking at where you began and where you are now, your check-ins show a clear change. "
                "You put steady work into the time between our meetings."
            ),
            (
                "I looked back at where you began, and was glad: your check-ins show a clear change. "
                "So much of it was done between our meetings, by you."
            ),
            "Which of the things you tried would you like to keep?",
        ),
        "goal_attained": Shipped(
            ("You have reached a goal that you set for yourself. I have seen the steps you took towards it."),
            (
                "I smiled when I saw it: you have reached a goal that you set for yourself. I remember "
                "the steps you took towards it."
            ),
            "What would you like to build on next?",
        ),
        "clinically_significant_change": Shipped(
            (
                "Compared with where you began, your check-ins look quite different now. Many steps "
                "of yours lie in between."
            ),
            (
                "It moved me to look back: compared with where you began, your check-ins look quite "
                "different now. Many steps of yours lie in between."
            ),
            "Which of them mattered to you?",
        ),
        "comeback": Shipped(
            (
                "There was a stretch when things were harder, and you kept working through it. Your "
                "check-ins suggest that things have turned since."
            ),
            (
                "I remember the stretch when things were harder, and how you kept working through it. "
                "Going by your check-ins, things have turned since."
            ),
            "What helped you on the way back?",
        ),
        "nhs_reliable_improvement": Shipped(
            ("Taken together, your check-ins show a clear change since you began. You put time and work into it."),
            (
                "I was glad to see it: taken together, your check-ins show a clear change since you "
                "began. You gave it your time and your work."
            ),
            "Which of the things you tried have been useful?",
        ),
        "nhs_recovery": Shipped(
            ("What weighed on you when you began shows up less in your check-ins now. You kept at it all along."),
            (
                "I was glad to see that what weighed on you when you began shows up less in your check-ins "
                "now. You kept at it, also when it was slow."
            ),
            "What would you like to make room for next?",
        ),
        "nhs_reliable_recovery": Shipped(
            (
                "Looking back to where you began, your check-ins have changed clearly, and what weighed "
                "on you then shows up less. You worked your way here step by step."
            ),
            (
                "It moved me to look back to where you began: your check-ins have changed clearly, and "
                "what weighed on you then shows up less. You came here step by step."
            ),
            "What would you like to keep doing?",
        ),
        "goal_reliably_improved": Shipped(
            (
                "By your own rating, a goal of yours is clearly closer than at the start. I have seen "
                "you work towards it."
            ),
            (
                "I was glad to read that, by your own rating, a goal of yours is clearly closer than "
                "at the start. I have seen you work towards it."
            ),
            "What brought you this far?",
        ),
        "goal_attainment_scaling": Shipped(
            (
                "Looking at your goals together, you have come to where you had hoped to be. You took "
                "steps towards each of them."
            ),
            (
                "I was glad to look at your goals together: you have come to where you had hoped to "
                "be. You took steps towards each of them."
            ),
            "Which one would you like to build on?",
        ),
        "effort_against_the_odds": Shipped(
            (
                "You have kept at something hard lately, and came back to it more than once, whether "
                "or not it feels any easier yet. That effort is worth a pause in itself."
            ),
            (
                "I have been thinking of you. You have kept at something hard lately, and came back "
                "to it more than once, whether or not it feels any easier yet. That effort is worth "
                "a pause in itself, and I did pause."
            ),
            "I would like to hear what it has been like.",
        ),
        "first_step": Shipped(
            (
                "You have taken a step on a goal that had been lying still for a while. To begin takes "
                "effort of its own."
            ),
            (
                "I smiled when I saw it: you have taken a step on a goal that had been lying still for "
                "a while. To begin takes effort of its own."
            ),
            "I would like to hear how it came about.",
        ),
    }
)
"""By the kind of milestone. What is told of an effort claims no improvement: none was found."""

ANY_KIND = Shipped(
    "I noticed something on your way that is worth a pause. You kept working at it.",
    ("I thought of you when I noticed something on your way that is worth a pause. You kept working at it."),
    "I would like to hear how you see it.",
)
"""Of a kind that this service does not know yet: it claims nothing, and the therapist writes the words."""
