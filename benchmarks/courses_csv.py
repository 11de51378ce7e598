"""How many courses a second the command judges; beside it the R package suddengains, where R with it is at hand."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from milestones.detect.__main__ import main

COPIES, ROUNDS = 10, 5
ROOT = Path(__file__).resolve().parents[1]
_SOURCE = ROOT / "tests" / "data" / "vectors" / "fuzz1_rw_k12_miss0_input.csv"
_IN_R = """
suppressMessages(library(suddengains))
data <- read.csv(commandArgs(TRUE)[1]); names <- setdiff(names(data), "id")
begun <- proc.time()[["user.self"]]
invisible(identify_sg(data, id_var_name = "id", sg_crit1_cutoff = 7, sg_var_list = names))
cat((proc.time()[["user.self"]] - begun) / nrow(data))
"""


def a_second() -> float:
    """Judge random courses of twelve sessions, criteria by interval, in this process.

    Returns
    -------
    float
        Courses a second of CPU, the best of the rounds: reading, judging and writing.
    """
    header, *lines = _SOURCE.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "courses.csv", Path(folder) / "out.csv"
        many = [f"{copy}-{line}" for copy in range(COPIES) for line in lines]
        source.write_text("\n".join([header, *many]), encoding="utf-8")
        best = 0.0
        for _ in range(ROUNDS):
            begun = time.process_time()
            main([str(source), "--rule", "sudden-gain", "--cutoff", "7", "--intervals", "--out", str(out), "--quiet"])
            best = max(best, len(many) / (time.process_time() - begun))
    return best


def here() -> str:
    """Tell the same in words."""
    rate = a_second()
    return f"{rate:.0f} courses a second, {1e3 / rate:.2f} ms a course"


def in_r() -> str:
    """Give the R package's own figure for the same courses.

    Returns
    -------
    str
        What it took, or that it is not at hand.
    """
    program = shutil.which("Rscript")
    if program is None:
        return "R is not at hand (measured before: identify_sg 8.4 ms a course of 12)"
    done = subprocess.run([program, "-e", _IN_R, str(_SOURCE)], capture_output=True, text=True, check=False)
    if done.returncode:
        return "R is here without suddengains (measured before: identify_sg 8.4 ms a course of 12)"
    return f"R's identify_sg: {float(done.stdout) * 1e3:.1f} ms a course"
