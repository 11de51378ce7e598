"""What this service says in its logs; RUNBOOK.md tells for each code what to do."""

from kernel.log import Level, LogCode


class Code(LogCode):
    """The codes of notifications."""

    DRAFTED = ("NT001", Level.INFO, "celebration drafted")
    POSTPONED = ("NT002", Level.INFO, "celebration waits for a decent hour")
    SENT = ("NT003", Level.INFO, "celebration sent")
    NOT_DONE = ("NT004", Level.INFO, "celebration not sent")
    RACE = ("NT005", Level.INFO, "something changed while sending, looked again")
    NOTICE = ("NT006", Level.INFO, "notice attempted")
    NOTICE_WITHHELD = ("NT007", Level.INFO, "notice not tried again")
    PLAN_FAILED = ("NT008", Level.ERROR, "celebration could not be planned")
    OVERDUE = ("NT009", Level.INFO, "overdue sendings swept")
    OVERDUE_FAILED = ("NT010", Level.ERROR, "overdue sending failed")
    TEXT_UNREADABLE = ("NT011", Level.ERROR, "text cannot be opened")
    NOT_KNOWN = ("NT012", Level.INFO, "celebration waits for what must be known")
    RETURNED = ("NT013", Level.INFO, "celebration is a draft again, its standing cheer ended")
    BY_STANDING = ("NT014", Level.INFO, "celebration approved or held by a standing cheer")
    TEMPLATE_FAILED = ("NT020", Level.WARN, "practice template cannot be filled, ours used")
    LEASE_RAN_OUT = ("NT030", Level.WARN, "lease on a notice ran out without a word")
    DEVICES_GONE = ("NT031", Level.INFO, "devices that are gone are forgotten")
    EMAIL_STOPPED = ("NT032", Level.INFO, "e-mail notices stopped from outside")
    EMAIL_EVENT_FAILED = ("NT033", Level.ERROR, "event of the mail provider could not be taken in")
    URGENT = ("NT040", Level.INFO, "urgent notice of a red alert attempted")
    UNHEARD = ("NT041", Level.ERROR, "urgent notice of a red alert reached nobody")
    ALARM_FAILED = ("NT042", Level.ERROR, "urgent notice failed, is tried again")
    SENDING_FAILED = ("NT034", Level.ERROR, "sending failed")
