"""Every end is told in one line."""

import signal
from pathlib import Path

import pytest

from local import ending
from local.place import Place
from local.stopping import CannotGoOnError, EndedBySignal


def raising(error: BaseException) -> int:
    raise error


def test_a_known_failure_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending.ended("make run", lambda: raising(CannotGoOnError("Port 1 is\n in use.")), "bye") == 1
    assert capsys.readouterr().err == "make run: Port 1 is in use.\n"


def test_an_unknown_failure_is_one_line_too_and_its_traceback_is_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ending, "repository", lambda: tmp_path)
    assert ending.ended("make run", lambda: raising(KeyError("api")), "bye") == 1
    told = capsys.readouterr().err
    assert told == "make run: KeyError: 'api' Where it came from: .local/trouble.log.\n"
    assert "Traceback" in (Place(tmp_path).state.parent / "trouble.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_signal_is_an_orderly_end(capsys: pytest.CaptureFixture[str], number: int, code: int) -> None:
    assert ending.ended("make run", lambda: raising(EndedBySignal(number)), "bye") == code
    assert capsys.readouterr().out == "\nbye\n"
