"""Check a staged artifact in a clean interpreter: ``python -m build.check [service ...]``.

An emulator, a test and a developer's machine all have more installed than Lambda has. So each handler is imported with
nothing on the path but the standard library and the artifact, and of each AWS service that is kept a client is made and
taken up to the moment of sending: that needs its model, its endpoint rules and the retry data.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from build.artifacts import artifacts_of
from build.aws_data import USED
from build.stage import ROOT

_PROBE = """
import importlib, json, sys
artifact, handlers, services, zones = json.loads(sys.argv[1])
sys.path.insert(0, artifact)
for name in handlers:
    assert callable(importlib.import_module(name).handler), name
    print("handler", name)

import botocore.session
from botocore.config import Config

class Sent(Exception):
    pass

def send(**_):
    raise Sent

session = botocore.session.get_session()
session.set_credentials("none", "none")
for service in services:
    once = Config(retries={"mode": "standard", "total_max_attempts": 1})
    client = session.create_client(service, region_name="eu-west-1", config=once)
    model = client.meta.service_model
    # The first operation that demands no input: it gets through validation, endpoint rules and signing.
    operation = next(n for n in model.operation_names
                     if not (s := model.operation_model(n).input_shape) or not s.required_members)
    client.meta.events.register("before-send", send)
    try:
        client._make_api_call(operation, {})
    except Sent:
        print("client", service, operation)

if zones:
    import zoneinfo
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo("America/New_York")
    print("zones from the artifact")

foreign = [m.__file__ for m in list(sys.modules.values())
           if getattr(m, "__file__", None) and not m.__file__.startswith(artifact) and "site-packages" in m.__file__]
assert not foreign, foreign
"""


class CheckError(Exception):
    """An artifact would not run; the message says why."""


def handlers_of(root: Path, service: str) -> dict[str, str]:
    """Name the modules that the template's functions start in.

    Parameters
    ----------
    root : Path
        The repository.
    service : str
        For example ``reflections``.

    Returns
    -------
    dict of str to str
        For example ``reflections.handlers.capture``, and the artifact that it is shipped in.
    """
    template = (root / "services" / service / "template.yaml").read_text(encoding="utf-8")
    handlers = {}
    for resource in re.split(r"^  (?=\w+:$)", template, flags=re.MULTILINE):
        if starts := re.search(r"^ +Handler: (\S+)\.handler$", resource, re.MULTILINE):
            apart = re.search(r"^ +CodeUri: \.\./\.\./\.build/(\S+)\.zip$", resource, re.MULTILINE)
            handlers[starts[1]] = apart[1] if apart else service
    return handlers


def check(root: Path, service: str) -> list[str]:
    """Check the artifacts of a service that are staged for this machine.

    Parameters
    ----------
    root : Path
        The repository.
    service : str
        For example ``reflections``.

    Returns
    -------
    list of str
        What was seen to work, a line each.

    Raises
    ------
    CheckError
        Where a handler does not import or a client cannot be made.
    """
    handlers = handlers_of(root, service)
    seen = []
    for artifact in artifacts_of(service):
        folder = root / ".build" / artifact.name
        own = [module for module, name in handlers.items() if name == artifact.name]
        question = json.dumps([str(folder), own, USED[service], (folder / "tzdata").exists()])
        # -I: no environment, no user folder; -S: no site-packages; -B: the artifact stays as it was made.
        command = [sys.executable, "-I", "-S", "-B", "-c", _PROBE, question]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if answer.returncode != 0:
            raise CheckError(f"{artifact.name}: does not run by itself.\n{answer.stdout}{answer.stderr}")
        seen += answer.stdout.splitlines()
    return seen


def main(arguments: list[str] | None = None) -> int:
    """Check the services named, or all.

    Parameters
    ----------
    arguments : list of str, optional
        The command line where none are given.

    Returns
    -------
    int
        The exit code.
    """
    for service in (sys.argv[1:] if arguments is None else arguments) or USED:
        try:
            print(f"· {service}: {len(check(ROOT, service))} handlers and clients work in a clean interpreter")
        except CheckError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
