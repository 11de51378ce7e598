"""Run by the SAM CLI's own interpreter: load the SAM CLI at once, run it when a line comes on standard input.

Loading takes half of a deployment's time. A stack that waits for the names of those before it loads meanwhile; what
then runs is the SAM CLI itself, with the command line that follows.
"""

import sys
from importlib import import_module

for _module in ("samcli.commands.deploy.command", "samcli.commands.deploy.deploy_context"):
    import_module(_module)

if __name__ == "__main__" and sys.stdin.readline():
    import_module("samcli.cli.main").cli(prog_name="sam")
