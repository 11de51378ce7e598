"""Keep the lines of caseloads after what is stored: the table's stream says of which journeys something was written."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kernel.clock import Clock
from kernel.ids import uuid7
from kernel.log import Log
from milestones.application.breaking_silence import Silence
from milestones.application.log_codes import MilestoneCode
from milestones.domain.caseload_ports import Caseloads
from milestones.domain.ports import ErasedJourneyError


@dataclass(frozen=True, slots=True)
class RefreshCaseload:
    """Make the line of each journey anew that something was written of.

    What was written last is read then, whatever the record says, so that late, repeated and reordered records end in
    the same line. It is no part of an event's way: a score waits for none of it.
    DynamoDB: for each journey of a batch 1 query, and 1 update where its line changed; where that ends a silence 1
    read, 1 transaction, 1 update.

    Parameters
    ----------
    caseloads : Caseloads
    silence : Silence
        Is ended by what was heard.
    clock : Clock
    log : Log
        Takes one line a batch.
    """

    caseloads: Caseloads
    silence: Silence
    clock: Clock
    log: Log

    def __call__(self, partitions: Iterable[str]) -> None:
        """Refresh.

        Parameters
        ----------
        partitions : iterable of str
            Each ``{practice}#{journey}``, as often as something was written of it.

        Raises
        ------
        StaleError
            Where another run was faster: the stream brings the batch again.
        """
        written = dict.fromkeys(partitions)
        for one in written:
            practice, _, journey = one.rpartition("#")
            heard = self.caseloads.refresh(practice, journey)
            if heard is not None:
                with suppress(ErasedJourneyError):
                    self.silence.ends(practice, journey, heard, uuid7(self.clock.now()))
        self.log.line(MilestoneCode.REFRESHED, journeys=len(written))


def partitions_of(event: Mapping[str, Any]) -> list[str]:
    """Name the journeys of a stream's batch.

    Parameters
    ----------
    event : mapping
        A DynamoDB stream event with new images.

    Returns
    -------
    list of str
        Their partitions; what a practice says belongs to none.
    """
    found = [record["dynamodb"]["NewImage"]["pk"]["S"] for record in event["Records"]]
    return [one for one in found if not one.endswith(("#INSTRUMENTS", "#SETTINGS"))]
