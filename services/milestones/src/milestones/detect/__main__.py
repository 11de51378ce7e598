"""The command: ``python -m milestones.detect courses.csv --rule sudden-gain --cutoff 7 --out gains.csv``."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from milestones.detect.bad_input import BadInputError
from milestones.detect.courses import Columns, courses_in
from milestones.detect.csv_course import CsvCourse
from milestones.detect.norms import sample_of
from milestones.detect.progress import told
from milestones.detect.results import KINDS, Result, changes, intervals, steps
from milestones.detect.scores import Reader
from milestones.detect.settings import CHANGES, instrument_of, limits_of, parsed
from milestones.detect.writing import table
from milestones.domain.rules.reliable_change import reliable_change_of

_BAD = 2
"""Exit code of bad input, as of a bad command line."""


def _courses(said: Namespace) -> Iterator[CsvCourse]:
    columns = Columns(said.id, said.time, said.score, 0 if said.baseline else 1, said.order, said.quiet)
    return courses_in(said.file, columns, Reader(*limits_of(said)), skip_short=said.skip_short)


def _result(said: Namespace) -> Result:
    if said.rule in KINDS:
        kind, instrument = KINDS[said.rule], instrument_of(said)
        return intervals(kind, instrument) if said.intervals else steps(kind, instrument, every=said.all)
    instrument = instrument_of(said)
    if instrument.reliable_change is None and reliable_change_of(instrument) is None:
        sample = sample_of(_courses(said))
        instrument = instrument_of(said, sample.before, sample.mean_after)
    return changes(instrument, crossing=said.rule == CHANGES[1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line where none are given.

    Returns
    -------
    int
        0; 2 where the file is not as it must be, which is named by line on standard error, and nothing is written then.
    """
    said = parsed(arguments)
    try:
        result = _result(said)
        with table(said.out) as written:
            written.write(result.header)
            for course in told(_courses(said), "courses", quiet=said.quiet):
                for row in result.rows(course):
                    written.write(row)
    except BadInputError as error:
        for finding in error.findings:
            sys.stderr.write(f"{finding}\n")
        return _BAD
    except OSError as error:
        sys.stderr.write(f"{error.filename or said.out}: {error.strerror}\n")
        return _BAD
    return 0


if __name__ == "__main__":
    sys.exit(main())
