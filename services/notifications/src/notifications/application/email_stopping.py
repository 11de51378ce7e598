"""What the mail provider says of an address: where it bounces for good, or its owner complains, nothing goes there."""

from dataclasses import dataclass

from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.email_report import EmailReport
from notifications.domain.ports import PreferencesOf


@dataclass(frozen=True, slots=True)
class StopEmail:
    """Switch notices by e-mail off for the person whose address it is; done again it changes nothing.

    DynamoDB: 1 write an address.

    Parameters
    ----------
    preferences, log
        Ports.
    """

    preferences: PreferencesOf
    log: Log

    def __call__(self, report: EmailReport) -> None:
        """Take a report in; about an address that the person has no longer it says nothing."""
        for address in report.addresses:
            stopped = self.preferences.stop_email(report.practice, report.person, report.why, address)
            self.log.line(Code.EMAIL_STOPPED, why=report.why, changed=stopped)
