"""What this service says in its logs, beside the kernel's codes."""

from kernel.log import Level, LogCode


class MilestoneCode(LogCode):
    """Codes of the milestones service; each is a key of its runbook."""

    TOLD = ("MS001", Level.INFO, "milestone found or changed")
    ALERT = ("MS005", Level.INFO, "alert raised, raised again, or cleared")
    RECOMPUTED = ("MS003", Level.INFO, "courses judged anew by what a practice set of their instrument")
    SET_APART = ("MS004", Level.WARN, "course could not be judged anew, is tried again alone")
    CONTENDED = ("MS002", Level.WARN, "course written by others at every try, event left for another try")
    NOTE_UNREADABLE = (
        "MS006",
        Level.ERROR,
        "therapist's note cannot be opened, its text is missing in the answer",
    )
    SWEPT = ("MS008", Level.INFO, "silent journeys looked for")
    SWEEP_FAILED = ("MS009", Level.ERROR, "journey could not be looked at for silence, tried again by the next sweep")
    REFRESHED = ("MS007", Level.INFO, "lines of the caseload kept after what was written")
