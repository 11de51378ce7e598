"""The parts of the runtime that decide something without starting anything."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from build.aws_data import USED
from build.targets import Target
from local.client import service_of
from local.emulator import workspace
from local.hours import MIDDAY, NIGHT, ZONES, clock_in, zone_where
from local.place import Place, place_at
from local.running import announce, find
from local.stacks import STACKS, folder_of, last_words, overrides
from local.stopping import CannotGoOnError, EndedBySignal, held, signals_as_exceptions
from local.waiting import wait_for

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_waiting_ends_with_the_answer_or_with_the_time() -> None:
    answers = iter([None, None, 7])
    assert wait_for(lambda: next(answers), "seven", pause=lambda _: None) == 7
    ticks = iter(range(100))
    with pytest.raises(CannotGoOnError, match="Waited 5 s for it in vain"):
        wait_for(lambda: None, "it", seconds=5, clock=lambda: float(next(ticks)), pause=lambda _: None)


@pytest.mark.parametrize("hour", range(24))
def test_there_is_a_zone_for_midday_and_one_for_night_at_every_hour(hour: int) -> None:
    now = NOON.replace(hour=hour, minute=45)
    midday = int(clock_in(zone_where(MIDDAY, now), now)[-5:-3])
    night = int(clock_in(zone_where(NIGHT, now), now)[-5:-3])
    assert 9 <= midday <= 16
    assert night >= 22 or night <= 5
    assert len(set(ZONES)) == len(ZONES)


@pytest.mark.parametrize("port", ["", "x", "0", "70000", "-1", "4566.5"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CannotGoOnError, match="is no port"):
        place_at(port)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/journeys/1/measures", "reflections"),
        ("/journeys/1/milestones?cursor=x", "milestones"),
        ("/milestones/1", "milestones"),
        ("/instruments", "reflections"),
        ("/instruments/PHQ-9", "milestones"),
        ("/celebrations/1/approve", "notifications"),
        ("/inbox", "notifications"),
        ("/preferences", "notifications"),
        ("/invitations/redemption", "reflections"),
    ],
)
def test_each_path_has_its_service(path: str, service: str) -> None:
    assert service_of(path) == service


def test_tools_never_see_a_persons_own_cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "somebody")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    environment = Place(tmp_path).environment()
    assert "AWS_PROFILE" not in environment
    assert "HTTPS_PROXY" not in environment
    assert environment["AWS_CONFIG_FILE"] == "/dev/null"
    assert environment["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")


def test_a_stack_reads_the_names_of_its_own_stage() -> None:
    for stack in STACKS:
        chosen = overrides(
            folder_of(Place(Path(__file__).parents[3]), stack), "local", Target("3.12", "x86_64", native=True)
        )
        assert chosen[0] == "Stage=local"
        assert ("PythonRuntime=python3.12" in chosen) == (stack in USED)
        assert not any("/dev/" in value for value in chosen)


def test_the_reason_of_a_failed_deploy_is_quoted(tmp_path: Path) -> None:
    log = tmp_path / "deploy.log"
    log.write_text("Uploading\nError: Failed to create changeset: no such key\n\nbye\n", encoding="utf-8")
    assert last_words(log) == "Error: Failed to create changeset: no such key"


def test_the_workspace_vanishes_with_the_run(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with workspace(place) as folder:
        for left in (folder / "left.txt", place.tmp / "left.txt"):
            left.write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []
    assert not place.tmp.exists()


def test_a_failed_run_keeps_its_logs_and_nothing_else(tmp_path: Path) -> None:
    place = Place(tmp_path)

    def failing() -> None:
        with workspace(place):
            (place.logs / "deploy.log").write_text("why", encoding="utf-8")
            raise CannotGoOnError("no")

    with pytest.raises(CannotGoOnError):
        failing()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["deploy.log"]


def test_a_run_ended_by_a_signal_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(EndedBySignal), workspace(Place(tmp_path)):
        raise EndedBySignal(signal.SIGTERM)
    assert list(tmp_path.iterdir()) == []


def test_the_replay_finds_a_run_that_is_up_and_no_other(tmp_path: Path) -> None:
    place = Place(tmp_path, 4567)
    with pytest.raises(CannotGoOnError, match="Nothing runs on port 4567"):
        find(place)
    with workspace(place):
        announce(place)
        assert find(place) == place


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_unwinds_like_an_exception_and_waits_for_what_must_be_finished(number: int) -> None:
    finished = []

    def interrupted() -> None:
        with signals_as_exceptions(), held():
            os.kill(os.getpid(), number)
            finished.append(True)

    with pytest.raises(EndedBySignal) as end:
        interrupted()
    assert finished
    assert end.value.number == number
