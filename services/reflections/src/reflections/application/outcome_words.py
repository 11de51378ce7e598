"""The sentences about what came after a consult, in English and Japanese: facts, no cause, no forecast."""

from collections.abc import Mapping
from types import MappingProxyType

from reflections.application.brief_words import Language
from reflections.domain.consult_outcome import Turn

_TURNS: Mapping[Language, Mapping[Turn, str]] = MappingProxyType(
    {
        "en": {
            Turn.TURNED: "The course has turned for the better since the first answer",
            Turn.WENT_ON: "The course went on for the better since the first answer, as before",
            Turn.WORSE: "There was a setback since the first answer",
            Turn.NEITHER: "In the twelve weeks after the first answer nothing was found that tells of a turn",
            Turn.OPEN: "Nothing was found yet; the twelve weeks after the first answer are not over",
        },
        "ja": {
            Turn.TURNED: "最初の回答の後、経過は良い方へ変わりました",
            Turn.WENT_ON: "最初の回答の後も、それまでと同じく経過は良い方へ進みました",
            Turn.WORSE: "最初の回答の後、後退がありました",
            Turn.NEITHER: "最初の回答から12週間、経過が変わったことを示すものは見つかっていません",
            Turn.OPEN: "まだ何も見つかっていません。最初の回答から12週間は過ぎていません",
        },
    }
)

_NOTES: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "journey": (
                "What came after a consult did not need to come of it: courses turn by themselves, too, and most of "
                "all after a bad time, which is when one asks."
            ),
            "practice": (
                "Counted once for a quarter that is over, with the twelve weeks after it; every number is rounded to "
                "five, and they need not add up. What came after a consult did not need to come of it."
            ),
            "too_few": "Too few journeys had a consult in this quarter to tell anything about them",
        },
        "ja": {
            "journey": (
                "スーパービジョンの後に起きたことが、そのために起きたとは限りません。経過は自然にも変わり、"
                "とくに相談したくなるような苦しい時期の後にはよく変わります。"
            ),
            "practice": (
                "終わった四半期について、その後の12週間を含めて一度だけ数えたものです。数はすべて5の倍数に丸めてあり、"
                "合計は一致しないことがあります。スーパービジョンの後に起きたことが、そのために起きたとは限りません。"
            ),
            "too_few": "この四半期にスーパービジョンのあった件数が少なすぎるため、何もお伝えできません",
        },
    }
)


def turned(turn: Turn, language: Language) -> str:
    """Say what became of a course."""
    return _TURNS[language][turn]


def note(name: str, language: Language) -> str:
    """Say what may not be concluded: ``journey``, ``practice`` or ``too_few``."""
    return _NOTES[language][name]
