"""Every endpoint of reflections that takes something, with a body that is right and many that are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unit.reflections.calling import CLIENT, THERAPIST, Person

MARK = "CANARY-5120"
"""A word that no error and no log may ever repeat."""

Bad = tuple[dict[str, Any], str]
"""What is changed in the right body, and the field that the problem must name."""

_TIMES: Sequence[Bad] = (
    ({"occurred_at": "2026-06-01T09:06:00Z"}, "/occurred_at"),
    ({"occurred_at": "2027-01-01T00:00:00+09:00"}, "/occurred_at"),
    ({"occurred_at": "2026-05-01T09:00:00"}, "/occurred_at"),
    ({"occurred_at": "2026-05-01"}, "/occurred_at"),
    ({"occurred_at": "1700000000"}, "/occurred_at"),
    ({"occurred_at": 1700000000}, "/occurred_at"),
    ({"occurred_at": "2026-02-30T09:00:00Z"}, "/occurred_at"),
    ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "/occurred_at"),
    ({"occurred_at": "1899-12-31T23:59:59Z"}, "/occurred_at"),
    ({"occurred_at": f"{MARK}"}, "/occurred_at"),
    ({"occurred_at": True}, "/occurred_at"),
)
_PLANS: Sequence[Bad] = (
    ({"planned_at": "2026-06-01T08:54:00Z"}, "/planned_at"),
    ({"planned_at": "2028-06-02T09:00:00Z"}, "/planned_at"),
    ({"planned_at": "2026-06-08T09:00:00"}, "/planned_at"),
    ({"planned_at": "2026-06-08"}, "/planned_at"),
    ({"planned_at": 1800000000}, "/planned_at"),
    ({"planned_at": "1800000000"}, "/planned_at"),
    ({"planned_at": "9999-12-31T23:59:59-14:00"}, "/planned_at"),
    ({"planned_at": MARK}, "/planned_at"),
    ({"planned_at": True}, "/planned_at"),
    ({"planned_at": None}, "/planned_at"),
)
_TEXTS: Sequence[Any] = (7, None, True, "", "  \n ", "x" * 4001, [MARK], {"a": MARK})
_TAGS: Sequence[Bad] = (
    ({"tags": [MARK] * 11}, "/tags"),
    ({"tags": ["x" * 41]}, "/tags/0"),
    ({"tags": ["sleep", ""]}, "/tags/1"),
    ({"tags": [" "]}, "/tags"),
    ({"tags": ["sleep", 7]}, "/tags/1"),
    ({"tags": MARK}, "/tags"),
    ({"tags": None}, "/tags"),
)
_UNKNOWN: Sequence[Bad] = (({"unknown_field": MARK}, "/unknown_field"), ({"client": "somebody"}, "/client"))


@dataclass(frozen=True)
class Endpoint:
    """An endpoint that takes a body.

    Parameters
    ----------
    method, path : str
        With ``{journey}``, ``{goal}``, ``{measure}`` in the path.
    right : mapping
        A body that it takes.
    bad : sequence
        Changes of that body that it does not take, each with the field to blame.
    who : Person
        Somebody who may call it.
    wrong_role : tuple of str
        Roles that may not.
    versioned : bool
        Whether it needs If-Match.
    storing : bool
        Whether it stores anything; a POST that does not needs no key.
    """

    method: str
    path: str
    right: Mapping[str, Any]
    bad: Sequence[Bad]
    who: Person = THERAPIST
    wrong_role: tuple[str, ...] = ("supervisor", "admin")
    versioned: bool = field(default=False)
    storing: bool = field(default=True)

    @property
    def name(self) -> str:
        """Say it in a line."""
        return f"{self.method} {self.path}"


_MEASURES: Sequence[Bad] = (
    ({"items": [4, 0, 0, 0, 0, 0, 0, 0, 0]}, "/items/0"),
    ({"items": [0, 0, 0, 0, 0, 0, 0, 0, -1]}, "/items/8"),
    ({"items": [0, None, 0, 0, 0, 0, 0, 0, 0]}, "/items/1"),
    ({"items": [0] * 8}, "/items"),
    ({"items": [0] * 10}, "/items"),
    ({"items": [0] * 101}, "/items"),
    ({"items": [0, 0, 0, 0, 0, 0, 0, 0, "1"]}, "/items/8"),
    ({"items": [0, 0, 0, 0, 0, 0, 0, 0, True]}, "/items/8"),
    ({"items": [0, 0, 0, 0, 0, 0, 0, 0, 1.5]}, "/items/8"),
    ({"items": MARK}, "/items"),
    ({"items": None}, "/"),
    ({"total": 3}, "/"),
    ({"items": None, "total": 28}, "/total"),
    ({"items": None, "total": -1}, "/total"),
    ({"items": None, "total": "3"}, "/total"),
    ({"items": None, "total": 10**400}, "/total"),
    ({"items": None, "total": 3, "risk_items": {"9": 4}}, "/risk_items/9"),
    ({"items": None, "total": 3, "risk_items": {"8": 0}}, "/risk_items"),
    ({"items": None, "total": 3, "risk_items": {MARK: 0}}, "/risk_items"),
    ({"items": None, "total": 3, "risk_items": {"9": "0"}}, "/risk_items/(field)"),
    ({"items": None, "total": 0, "risk_items": {"9": 3}}, "/risk_items"),
    ({"risk_items": {"9": 0}}, "/risk_items"),
    ({"instrument": "OQ-46"}, "/instrument"),
    ({"instrument": "phq-9"}, "/instrument"),
    ({"instrument": MARK * 9}, "/instrument"),
    ({"instrument": None}, "/instrument"),
    ({"session": -1}, "/session"),
    ({"session": 10000}, "/session"),
    ({"session": "3"}, "/session"),
    *_TIMES,
    *_UNKNOWN,
)

ENDPOINTS = [
    Endpoint(
        "POST",
        "/journeys",
        {"code": "C-014"},
        [*(({"code": bad}, "/code") for bad in ("Ann Smith", "c-014", MARK, "", 14, "C-014\n", "É-1")), *_UNKNOWN],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}",
        {"state": "closed"},
        [
            *(({"state": bad}, "/state") for bad in ("ended", MARK, 1)),
            *(({"code": bad}, "/code") for bad in ("Ann Smith", MARK, 14)),
            *(({"goodbye": bad}, "/goodbye") for bad in (7, True, "", " ", "x" * 4001)),
            ({"state": "paused", "goodbye": "Farewell"}, "/goodbye"),
            ({"state": None}, "/"),
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/handover",
        {"therapist": "therapist-7", "pass_on_reflections": True},
        [
            *(({"therapist": bad}, "/therapist") for bad in ("", "a b", "a#b", "x" * 129, 7, None)),
            *(({"pass_on_reflections": bad}, "/pass_on_reflections") for bad in ("yes", 1, None)),
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor"),
    ),
    Endpoint(
        "PUT",
        "/journeys/{journey}/aspiration",
        {"text": "To be at my daughter's wedding"},
        [*(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)), *_UNKNOWN],
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/goals/{goal}",
        {"text": "Go to the group every week"},
        [
            *(({"text": bad}, "/text") for bad in (7, True, "", " ", MARK * 46)),
            *(({"target": bad}, "/target") for bad in (-1, 11, "7", 7.5, True)),
            *(({"weight": bad}, "/weight") for bad in (0, 11, "1", 1.5, True)),
            ({"levels": {"3": "too much"}}, "/levels/(field)/(field)"),
            ({"levels": {"2": "x" * 201}}, "/levels/(field)"),
            ({"levels": {"-2": " "}}, "/levels/(field)"),
            ({"levels": MARK}, "/levels"),
            ({"outcome": "reached"}, "/"),
            ({"text": None, "outcome": "won"}, "/outcome"),
            ({"text": None}, "/"),
            *_UNKNOWN,
        ],
        versioned=True,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals/{goal}/levels",
        {"level": 1},
        [*(({"level": bad}, "/level") for bad in (-3, 3, "1", 0.5, None, True)), *_TIMES, *_UNKNOWN],
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/sessions",
        {"held": True},
        [
            *(({"held": bad}, "/held") for bad in ("yes", 1, None, MARK)),
            *(({"number": bad}, "/number") for bad in (0, 10000, "3", 1.5, True)),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/sessions/{session}",
        {"held": False},
        [*(({"held": bad}, "/held") for bad in ("yes", 1, MARK)), ({"held": None}, "/"), *_TIMES, *_UNKNOWN],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint("POST", "/journeys/{open}/invitation", {}, _UNKNOWN, wrong_role=("client", "supervisor", "admin")),
    Endpoint(
        "POST",
        "/invitations/redemption",
        {"code": "ABCDEFGHJK", "celebrations_consent": True},
        [
            *(({"code": bad}, "/code") for bad in ("", "ABC", "A" * 21, MARK + "!", 1234567890, None)),
            *(({"celebrations_consent": bad}, "/celebrations_consent") for bad in ("yes", 1, None, MARK)),
            *_UNKNOWN,
        ],
        who=CLIENT,
        wrong_role=("therapist", "supervisor", "admin"),
    ),
    Endpoint(
        "PUT",
        "/journeys/{journey}/consents/supervision",
        {"granted": True, "wording": 1, "language": "en"},
        [
            *(({"granted": bad}, "/granted") for bad in ("no", 0, None, MARK)),
            *(({"wording": bad}, "/wording") for bad in (0, 2, "1", 1.5, None, MARK)),
            *(({"language": bad}, "/language") for bad in ("fr", None, 1, MARK)),
            *(({"until": bad}, "/until") for bad in ("2026-06-01T09:00:00Z", "2027-01-01", 1, MARK)),
            ({"granted": False, "language": None}, "/wording"),
            ({"granted": False, "wording": None}, "/language"),
            ({"granted": False, "until": "2027-01-01T00:00:00Z", "wording": None, "language": None}, "/until"),
            *_UNKNOWN,
        ],
        who=CLIENT,
        wrong_role=("therapist", "supervisor", "admin"),
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals",
        {"text": "Go to the group", "target": 7},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 46)),
            *(({"target": bad}, "/target") for bad in (-1, 11, "7", 7.5, None, True)),
            *(({"weight": bad}, "/weight") for bad in (0, 11, "1", 1.5, None, True)),
            ({"levels": {"2": 7}}, "/levels/(field)"),
            *_UNKNOWN,
        ],
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals/{goal}/ratings",
        {"value": 4},
        [*(({"value": bad}, "/value") for bad in (-1, 11, "4", 4.5, None, True)), *_TIMES, *_UNKNOWN],
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/stuckness",
        {},
        [
            *(({"text": bad}, "/text") for bad in _TEXTS if bad is not None),
            *(({"goal": bad}, "/goal") for bad in (MARK, 7, "00000000-0000-8000-8000-000000000000")),
            *_TIMES,
            *_UNKNOWN,
        ],
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/entries",
        {"kind": "win", "text": "She went"},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *(({"kind": bad}, "/kind") for bad in ("setback", "came_to_mind", MARK, None, 1)),
            *(({"shared": bad}, "/shared") for bad in ("true", 1, None)),
            *(({"goal": bad}, "/goal") for bad in (MARK, 7, "00000000-0000-8000-8000-000000000000")),
            *(({"struggle": bad}, "/struggle") for bad in (MARK, 7, "00000000000080008000000000000000")),
            *_TIMES,
            *_UNKNOWN,
        ],
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/reflections",
        {"kind": "came_to_mind", "text": "A radio piece"},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *(({"kind": bad}, "/kind") for bad in ("win", MARK, None)),
            ({"worked": MARK}, "/worked"),
            ({"kind": "after_session"}, "/text"),
            ({"session": 3}, "/session"),
            *(({"text": bad}, "/text") for bad in ("two\nlines", "x" * 281, "a\u2028b")),
            *_TAGS,
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/reflections",
        {"kind": "after_session", "worked": "silence"},
        [
            *(({part: "x" * 4001}, f"/{part}") for part in ("worked", "did_not_work", "might_work_next")),
            ({"worked": None}, "/worked"),
            ({"worked": " "}, "/worked"),
            ({"session": MARK}, "/session"),
            ({"text": MARK}, "/text"),
            *_TIMES,
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/reflections",
        {"kind": "on_journey", "text": "two years", "tags": ["Leaving home"]},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *_TAGS,
            ({"session": 3}, "/session"),
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/entries/{entry}",
        {"text": "She went, and stayed", "shared": False, "goal": None},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *(({"shared": bad}, "/shared") for bad in ("true", 1, None)),
            *(({"goal": bad}, "/goal") for bad in (MARK, 7, "00000000-0000-8000-8000-000000000000")),
            *(({"struggle": bad}, "/struggle") for bad in (MARK, 7)),
            ({"kind": "win"}, "/kind"),
            *_TIMES,
            *_UNKNOWN,
        ],
        versioned=True,
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/reflections/{reflection}",
        {"text": "A radio piece on leaving home"},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400, "two\nlines", "x" * 281, "a\u2028b")),
            *_TAGS,
            ({"worked": MARK}, "/worked"),
            ({"session": 3}, "/session"),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint(
        "POST",
        "/reflections/search",
        {"words": "radio"},
        [
            *(({"words": bad}, "/words") for bad in (7, None, True, "", "  ", "\u200b", "x" * 201, [MARK])),
            *(({"tag": bad}, "/tag") for bad in (7, "", " ", "x" * 41, [MARK])),
            *(({"journey": bad}, "/journey") for bad in (MARK, 7, "00000000-0000-8000-8000-000000000000")),
            *(({"limit": bad}, "/limit") for bad in (0, 51, "5", None, 1.5)),
            *(({"cursor": bad}, "/cursor") for bad in (MARK, "", "x" * 201, 7, "e30", "W10", "WyIxIiwiMiJd")),
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
        storing=False,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/ideas",
        {"text": "A letter that is not sent"},
        [
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *(({"state": bad}, "/state") for bad in ("tried", MARK, None, 1)),
            *(({"reflection": bad}, "/reflection") for bad in (MARK, 7)),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/ideas/{idea}",
        {"state": "shared", "session": 3},
        [
            *(({"state": bad}, "/state") for bad in ("dropped", MARK, None, 1)),
            *(({"text": bad}, "/text") for bad in (*_TEXTS, MARK * 400)),
            *(({"session": bad}, "/session") for bad in (-1, 10000, "3")),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/sessions",
        {"held": True, "number": 7},
        [
            *(({"held": bad}, "/held") for bad in ("yes", 1, None, MARK)),
            *(({"number": bad}, "/number") for bad in (0, -1, 10_000, "7", 7.5, True)),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/sessions/{session}",
        {"held": False},
        [
            *(({"held": bad}, "/held") for bad in ("yes", 1, MARK)),
            *(({"number": bad}, "/number") for bad in (0, 10_000, "1", 9)),
            ({"held": None}, "/"),
            ({"planned_at": "2026-06-08T09:00:00Z"}, "/planned_at"),
            *_TIMES,
            *_UNKNOWN,
        ],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/sessions/planned",
        {"planned_at": "2026-06-08T09:00:00Z"},
        [*_PLANS, *_UNKNOWN],
        wrong_role=("client", "supervisor", "admin"),
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/sessions/planned/{plan}",
        {"planned_at": "2026-06-09T09:00:00Z"},
        [*_PLANS, *_UNKNOWN],
        wrong_role=("client", "supervisor", "admin"),
        versioned=True,
    ),
    Endpoint("POST", "/journeys/{journey}/measures", {"instrument": "PHQ-9", "items": [1] * 9}, _MEASURES),
    Endpoint(
        "PUT",
        "/journeys/{journey}/measures/{measure}",
        {"instrument": "PHQ-9", "items": [1] * 9},
        [*_MEASURES, ({"instrument": "GAD-7", "items": [0] * 7}, "/instrument")],
        versioned=True,
    ),
]
