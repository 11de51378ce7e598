"""What the reflections service says in its log, besides the kernel's codes; RUNBOOK.md tells what to do about each."""

from kernel.log import Level, LogCode


class Code(LogCode):
    """The service's codes."""

    TEXT_UNREADABLE = ("RF001", Level.ERROR, "a sealed text cannot be opened, shown as unreadable")
    GLASS_BROKEN = ("RF003", Level.WARN, "an admin reads a journey in an emergency")
    RACE_LOST = ("RF002", Level.WARN, "a journey changed under every attempt to change it")
