"""Rotate the data keys of a stage: ``python -m build.rotate STAGE``, as often as it takes; cut off, it goes on.

The work is done by each service's RotateFunction, which no key and no text leaves; this command invokes it, says how
far it is, waits, and comes again, until no key is under way. What was done stays done: how far each key has come is in
its own item. ``--destroy`` destroys the keys that nothing is sealed under any more.
"""

import argparse
import json
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import botocore.session
from botocore.config import Config

from build.aws_data import USED
from build.deploy import FOLDERS
from build.requirements import BuildError
from build.stage import ROOT
from kernel.key_rotation import Step
from kernel.settled import SETTLED

UNDER_WAY = frozenset({Step.ANNOUNCED, Step.WAITS, Step.SEALS_ANEW})
_A_MOMENT_MORE = timedelta(seconds=5)

Invoke = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Invokes the RotateFunction of a service, and gives its answer."""


def rotate(
    invoke: Invoke, services: Sequence[str], wanted: Mapping[str, Any], wait: Callable[[timedelta], None]
) -> None:
    """Go round until no key is under way.

    Parameters
    ----------
    invoke : Invoke
        Invokes the function of a service.
    services : sequence of str
        Which services.
    wanted : mapping
        ``made_before`` and ``destroy``, as `kernel.rotate.Wanted` has them.
    wait : callable
        Waits between two rounds.
    """
    while True:
        under_way = 0
        for service in services:
            steps, items = _round(invoke, service, wanted)
            under_way += sum(steps[step] for step in UNDER_WAY)
            said = ", ".join(f"{steps[step]} {step.replace('_', ' ')}" for step in Step if steps[step])
            print(f"{service:14} {steps.total()} keys: {said or 'none'}; {items} items to seal anew", flush=True)
        if not under_way:
            return
        wait(SETTLED + _A_MOMENT_MORE)


def _round(invoke: Invoke, service: str, wanted: Mapping[str, Any]) -> tuple[Counter[str], int]:
    """Take every key of a service on as far as it can go now."""
    steps, items, cursor = Counter[str](), 0, None
    while True:
        answer = invoke(service, {**wanted, "cursor": cursor})
        steps.update(answer["steps"])
        items, cursor = items + answer["items"], answer["cursor"]
        if cursor is None:
            return steps, items


def on_aws(stage_name: str) -> Invoke:
    """Invoke the functions of a stage on AWS.

    Parameters
    ----------
    stage_name : str
        For example ``dev``.

    Returns
    -------
    Invoke
        Raises `BuildError` where a stage or function is not there, and where a function failed.
    """
    session = botocore.session.get_session()
    # One attempt: a stretch of work takes up to a quarter of an hour, and is not to be begun twice at a time.
    long = Config(read_timeout=910, retries={"total_max_attempts": 1})
    stacks: Any
    functions: Any
    stacks, functions = session.create_client("cloudformation"), session.create_client("lambda", config=long)

    def invoke(service: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        stages = tomllib.loads((ROOT / FOLDERS[service] / "samconfig.toml").read_text(encoding="utf-8"))
        if stage_name not in stages or stage_name == "version":
            raise BuildError(f"There is no stage {stage_name} of {service}.")
        name = stages[stage_name]["deploy"]["parameters"]["stack_name"]
        found = stacks.describe_stack_resource(StackName=name, LogicalResourceId="RotateFunction")
        function = found["StackResourceDetail"]["PhysicalResourceId"]
        answer = functions.invoke(FunctionName=function, Payload=json.dumps(payload))
        told: Mapping[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise BuildError(f"{function} failed ({told.get('errorType')}); its log says why. Run this again to go on.")
        return told

    return invoke


def main(arguments: list[str] | None = None) -> int:
    """Rotate.

    Parameters
    ----------
    arguments : list of str, optional
        The command line where none are given.

    Returns
    -------
    int
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="make rotate", description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--service", choices=tuple(USED), action="append", help="this one alone")
    parser.add_argument("--days", type=float, default=1, help="leave keys alone that are younger (default 1)")
    parser.add_argument(
        "--destroy",
        action="store_true",
        help="begin no rotation, and destroy the keys that nothing is sealed under any more: what a backup from before "
        "the rotation holds cannot be read then",
    )
    given = parser.parse_args(arguments)
    made_before = datetime.now(UTC) - timedelta(days=given.days)
    wanted = {"made_before": made_before.isoformat(), "destroy": given.destroy}
    try:
        rotate(on_aws(given.stage), given.service or tuple(USED), wanted, lambda span: time.sleep(span.total_seconds()))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
