"""Deploying: the SAM CLI is told the stage, and a wrong word gives one line that says which words are right."""

from pathlib import Path

import pytest

from build.deploy import command, main
from build.requirements import BuildError

ROOT = Path(__file__).resolve().parents[3]


def test_the_stage_chooses_the_section_of_samconfig() -> None:
    line = command(ROOT, "reflections", "dev")
    assert line[1:] == [
        *("deploy", "--template-file", "template.yaml"),
        *("--config-file", "samconfig.toml", "--config-env", "dev"),
    ]


@pytest.mark.parametrize("stack", ["platform", "reflections", "milestones", "notifications", "all"])
def test_every_stack_has_a_stage_to_try_and_one_to_serve(stack: str) -> None:
    for stage in ("dev", "prod"):
        assert stage in command(ROOT, stack, stage)


def test_an_unknown_stack_is_named_with_those_there_are() -> None:
    with pytest.raises(BuildError, match="no stack reflection: choose one of platform, all, reflections"):
        command(ROOT, "reflection", "dev")


@pytest.mark.parametrize("stage", ["production", "local"])
def test_an_unknown_stage_and_the_emulators_own_are_refused(stage: str) -> None:
    with pytest.raises(BuildError, match=f"no stage {stage} of reflections: choose one of dev, prod"):
        command(ROOT, "reflections", stage)


def test_too_few_words_give_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reflections"]) == 2
    assert "Name a stack and a stage" in capsys.readouterr().err
