"""Deploy a stack to AWS: ``python -m build.deploy STACK STAGE``, the stack being a service, platform or all.

Stages the artifact for Lambda, then hands over to the SAM CLI, which reads the stage's section of the stack's
samconfig.toml: name, parameters, tags.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from build.aws_data import USED
from build.requirements import BuildError
from build.stage import ROOT, stage
from build.targets import Target

FOLDERS = {
    "platform": "infra/platform",
    "all": ".",
    **{service: f"services/{service}" for service in USED},
    "reflections-subscriptions": "services/reflections/subscriptions",
}
"""Each stack's folder, with its template.yaml and samconfig.toml."""


def command(root: Path, stack: str, stage_name: str) -> list[str]:
    """Give the SAM CLI's command line.

    Parameters
    ----------
    root : Path
        The repository.
    stack : str
        One of `FOLDERS`.
    stage_name : str
        For example ``dev``.

    Returns
    -------
    list of str
        Program and arguments.

    Raises
    ------
    BuildError
        Where there is no such stack or stage.
    """
    if stack not in FOLDERS:
        raise BuildError(f"There is no stack {stack}: choose one of {', '.join(FOLDERS)}.")
    folder = root / FOLDERS[stack]
    stages = tomllib.loads((folder / "samconfig.toml").read_text(encoding="utf-8"))
    # The local stage is the emulator's: `make run` deploys it, with credentials that reach no account.
    known = [name for name in stages if name not in {"version", "local"}]
    if stage_name not in known:
        raise BuildError(f"There is no stage {stage_name} of {stack}: choose one of {', '.join(known)}.")
    sam = root / ".venv-sam" / "bin" / "sam"
    options = ["--template-file", "template.yaml", "--config-file", "samconfig.toml", "--config-env", stage_name]
    return [str(sam) if sam.exists() else "sam", "deploy", *options]


def main(arguments: list[str] | None = None) -> int:
    """Deploy.

    Parameters
    ----------
    arguments : list of str, optional
        Stack and stage; the command line where none are given.

    Returns
    -------
    int
        The exit code, the SAM CLI's own where it was reached.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 2:  # noqa: PLR2004 - a stack and a stage
        print("Name a stack and a stage: python -m build.deploy reflections dev", file=sys.stderr)
        return 2
    stack, stage_name = given
    try:
        line = command(ROOT, stack, stage_name)
        stage(ROOT, tuple(USED) if stack == "all" else tuple({stack} & set(USED)), Target.aws())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0"}
    return subprocess.run(line, check=False, cwd=ROOT / FOLDERS[stack], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
