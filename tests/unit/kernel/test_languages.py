import pytest

from kernel.languages import preferred

OFFERED = ("en", "ja")


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("JA-jp", "ja"),
        ("ja-JP,ja;q=0.9,en;q=0.5", "ja"),
        ("fr, ja;q=0.3, en;q=0.7", "en"),
        ("fr, ja;q=0.3", "ja"),
        ("fr", "en"),
        ("*", "en"),
        ("ja;q=0", "en"),
        ("ja;q=0.4, *;q=0.6", "en"),
        ("en;q=0.5, ja;q=0.5", "en"),
        ("ja;q=0.5, en;q=0.5", "ja"),
        ("ja;q=high, ;;, \x00", "en"),
        ("x," * 10_000 + "ja", "en"),
    ],
)
def test_the_language_asked_for_most_is_chosen_of_those_there_are(accepted: str, chosen: str) -> None:
    assert preferred(accepted, OFFERED) == chosen
