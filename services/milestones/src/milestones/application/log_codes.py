"""What this service says in its logs, beside the kernel's codes."""

from kernel.log import Level, LogCode


class MilestoneCode(LogCode):
    """Codes of the milestones service; each is a key of its runbook."""

    TOLD = ("MS001", Level.INFO, "milestone found or changed")
    CONTENDED = ("MS002", Level.WARN, "course written by others at every try, event left for another try")
