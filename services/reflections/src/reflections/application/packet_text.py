"""A packet as plain text, for the therapist who hands it on to a supervisor outside the practice."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from reflections.application.packet_views import PARTS, PacketCourse, PacketFinding, PacketGoal, PacketView

MEDIA_TYPE = "text/plain"

Language = Literal["en", "ja"]

_WORDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "question": "Question",
            "goals": "Goals, rated 0-10",
            "course": "Scores",
            "findings": "What was found",
            "tried": "What was tried",
            "reflections": "Reflections of the therapist",
            "session": "session {number}",
            "before": "before the first session",
            "target": "target",
            "client": "client",
            "therapist": "therapist",
            "higher": "higher is better",
            "lower": "lower is better",
            "unreadable": "(cannot be read)",
        },
        "ja": {
            "question": "相談したいこと",
            "goals": "目標（0〜10で評価）",
            "course": "点数の経過",
            "findings": "見つかったこと",
            "tried": "試したこと",
            "reflections": "セラピストのふりかえり",
            "session": "第{number}回",
            "before": "初回の前",
            "target": "めざす値",
            "client": "クライエント",
            "therapist": "セラピスト",
            "higher": "高いほどよい",
            "lower": "低いほどよい",
            "unreadable": "（読めません）",
        },
    }
)


def as_text(packet: PacketView, language: Language) -> str:
    """Write a packet, the question first; what it does not have has no heading.

    Parameters
    ----------
    packet : PacketView
        As it was confirmed.
    language : str
        Of the headings; the texts stay as they are.

    Returns
    -------
    str
        Paragraphs, each with its heading.
    """
    words = _WORDS[language]
    parts = {
        "question": [packet.question],
        "goals": [line for goal in packet.goals for line in _goal(goal, words)],
        "course": [line for course in packet.course for line in _course(course, words)],
        "findings": [_finding(one, words) for one in packet.findings],
        "tried": [f"{_at(one.session, words)}: {_said(one.text, words)} ({one.state})" for one in packet.tried],
        "reflections": [
            f"{_at(one.session, words)}: {text}"
            for one in packet.reflections
            for text in (getattr(one, part) for part in PARTS)
            if text is not None
        ],
    }
    paragraphs = ["\n".join([f"{words[name]}:", *lines]) for name, lines in parts.items() if lines]
    return "\n\n".join(paragraphs) + "\n"


def _at(session: int, words: Mapping[str, str]) -> str:
    return words["session"].format(number=session) if session else words["before"]


def _said(text: str | None, words: Mapping[str, str]) -> str:
    return words["unreadable"] if text is None else text


def _goal(goal: PacketGoal, words: Mapping[str, str]) -> Iterator[str]:
    yield f"{_said(goal.text, words)} ({words['target']} {goal.target})"
    for one in goal.ratings:
        yield f"  {_at(one.session, words)}: {one.value} ({words[one.by]})"


def _course(course: PacketCourse, words: Mapping[str, str]) -> Iterator[str]:
    direction = words["higher"] if course.higher_is_better else words["lower"]
    known = course.minimum is not None
    yield f"{course.instrument} ({course.minimum}-{course.maximum}, {direction})" if known else course.instrument
    for one in course.points:
        yield f"  {_at(one.session, words)}: {one.total}"


def _finding(one: PacketFinding, words: Mapping[str, str]) -> str:
    about = ", ".join(part for part in (one.level, one.state, one.instrument) if part is not None)
    return f"{_at(one.session, words)}: {one.found} ({about})"
