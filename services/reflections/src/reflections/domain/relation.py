"""In what relation a person may stand to a journey, or to what belongs to one."""

from enum import StrEnum


class Relation(StrEnum):
    """Each is a column of the policy; the last two reach nothing, wherever a route does not say so."""

    OWN_THERAPIST = "own therapist"
    CLIENT = "client"
    SUPERVISOR = "assigned supervisor"
    FORMER_THERAPIST = "former therapist"
    BREAK_GLASS = "broke the glass"
    SAME_PRACTICE = "same practice"
    OTHER_PRACTICE = "other practice"
    NOBODY = "nobody"
