"""What an artifact is built for: Lambda's arm64 with wheels that its system takes, or this machine."""

from build.targets import Target


def test_for_lambda_wheels_of_its_architecture_and_system_are_taken() -> None:
    options = Target.aws().pip_options
    assert options == ("--python-version", "3.13", "--python-platform", "aarch64-manylinux_2_28")


def test_for_this_machine_whatever_fits_is_taken() -> None:
    assert Target.local().pip_options == ()
