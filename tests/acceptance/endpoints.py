"""The endpoints, each with one right request and what can be wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

FUTURE: Any = object()
"""Stands for a time two hours ahead of the system's clock."""
NEXT_DAY: Any = object()
"""Stands for the day after the one that the system's clock shows."""
_ABSENT = ...
_NOWHERE = "00000000-0000-7000-8000-000000000000"
_TIMES: list[tuple[dict[str, Any], str]] = [
    ({"occurred_at": FUTURE}, "/occurred_at"),
    ({"occurred_at": "yesterday"}, "/occurred_at"),
    ({"occurred_at": "2026-05-01T10:00:00"}, "/occurred_at"),
    ({"occurred_at": 1}, "/occurred_at"),
]
_PLANS: list[tuple[dict[str, Any], str]] = [
    ({"planned_at": "2020-05-04T09:00:00Z"}, "/planned_at"),
    ({"planned_at": "2199-05-04T09:00:00Z"}, "/planned_at"),
    ({"planned_at": "next Monday"}, "/planned_at"),
    ({"planned_at": "2026-05-01T10:00:00"}, "/planned_at"),
    ({"planned_at": 1}, "/planned_at"),
    ({"planned_at": None}, "/planned_at"),
    ({"planned_at": _ABSENT}, "/planned_at"),
]
_SESSIONS: list[tuple[dict[str, Any], str]] = [({"session": -1}, "/session"), ({"session": "3"}, "/session")]
_PAGES = (("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("cursor=zz", "cursor"), ("x=1", "x"))
_PARTS = (
    ("kind=wish", "kind"),
    ("goal=g", "goal"),
    ("since=today", "since"),
    ("until=1", "until"),
    ("format=x", "format"),
)
_BRIEFS = (("language=fr", "language"), ("offset=9", "offset"), ("since=today", "since"))
_MIRROR = (
    *((f"{name}={value}", name) for name in ("sessions", "weeks") for value in ("1", "13", "x", "")),
    ("limit=0", "limit"),
    ("limit=21", "limit"),
    ("cursor=zz", "cursor"),
    ("x=1", "x"),
)
_LANGUAGES = (("language=fr", "language"), ("language=", "language"))
_BOTH, _THERAPIST, _CLIENT = ("therapist", "client"), ("therapist",), ("client",)
_COLLEAGUES = ("therapist", "supervisor", "admin")
_HOLDERS = ("therapist", "supervisor")
_ANYBODY = (*_BOTH, "supervisor", "admin")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint.

    Parameters
    ----------
    method, path : str
        As the template's route, with the scene's ids in braces.
    roles : tuple of str
        Who may call it; the first makes the right request.
    body : mapping, optional
        A right body.
    wrong : list
        Changes to it, each with the field that the problem must name; ``...`` leaves a field out.
    other : mapping, optional
        A change that gives another right body, for the same key.
    versioned : str
        Where to read the version; empty where none is needed.
    wrong_queries : tuple
        Queries, each with the parameter that the problem must name.
    storing : bool
        Whether it stores anything; a POST that does not needs no key.
    bodiless : bool
        Whether its body may be left out.
    """

    method: str
    path: str
    roles: tuple[str, ...] = _BOTH
    body: Mapping[str, Any] | None = None
    wrong: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    other: Mapping[str, Any] | None = None
    versioned: str = ""
    wrong_queries: tuple[tuple[str, str], ...] = ()
    storing: bool = True
    bodiless: bool = False


def at(body: Mapping[str, Any] | None, now: datetime) -> dict[str, Any] | None:
    """Give a body as it is sent at an instant: with times for what stands for them, and without what it leaves out."""
    if body is None:
        return None
    future = (now + timedelta(hours=2)).isoformat(timespec="seconds")
    times = {id(FUTURE): future, id(NEXT_DAY): (now + timedelta(days=1)).date().isoformat()}
    return {name: times.get(id(value), value) for name, value in body.items() if value is not _ABSENT}


def _texts(name: str, most: int, *, required: bool = True) -> list[tuple[dict[str, Any], str]]:
    values: list[Any] = ["x" * (most + 1), "", "   ", 5, None, *([_ABSENT] if required else [])]
    return [({name: value}, f"/{name}") for value in values]


_PHQ9: dict[str, Any] = {"instrument": "PHQ-9", "items": [1, 1, 1, 1, 1, 1, 1, 1, 0]}
_MEASURE_WRONG: list[tuple[dict[str, Any], str]] = [
    ({"items": [1, 1, 1, 4, 1, 1, 1, 1, 0]}, "/items"),
    ({"items": [1, 1, 1, -1, 1, 1, 1, 1, 0]}, "/items"),
    ({"items": [1, 1, 1, "1", 1, 1, 1, 1, 0]}, "/items"),
    ({"items": [1, 1, 1]}, "/items"),
    ({"items": [1] * 10}, "/items"),
    ({"items": "111111110"}, "/items"),
    ({"items": _ABSENT}, "/"),
    ({"total": 9}, "/"),
    ({"items": _ABSENT, "total": 28}, "/total"),
    ({"items": _ABSENT, "total": -1}, "/total"),
    ({"items": _ABSENT, "total": "9"}, "/total"),
    ({"items": _ABSENT, "total": 9.5}, "/total"),
    ({"items": _ABSENT, "total": 9, "risk_items": {"9": 4}}, "/risk_items"),
    ({"items": _ABSENT, "total": 9, "risk_items": {"8": 1}}, "/risk_items"),
    ({"instrument": "PHQ-8"}, "/instrument"),
    ({"instrument": _ABSENT}, "/instrument"),
    *_SESSIONS,
    *_TIMES,
]
_OFFLINE: dict[str, Any] = {
    "id": "a1",
    "type": "entry",
    "journey": _NOWHERE,
    "body": {"kind": "win", "text": "went in", "occurred_at": "2026-05-01T10:00:00Z"},
}
_ASKED: dict[str, Any] = {"question": "What do I not see?", "supervisor": {"where": "outside"}}
_CONFIRMED: dict[str, Any] = {**_ASKED, "digest": "0" * 32, "decisions": []}
_ASKED_WRONG: list[tuple[dict[str, Any], str]] = [
    *_texts("question", 4000),
    ({"supervisor": _ABSENT}, "/supervisor"),
    ({"supervisor": {"where": "abroad"}}, "/supervisor/where"),
    ({"supervisor": {"where": "inside"}}, "/supervisor/person"),
    ({"supervisor": {"where": "inside", "person": "no one"}}, "/supervisor/person"),
    ({"supervisor": {"where": "outside", "person": "someone"}}, "/supervisor/person"),
    ({"door": "back"}, "/door"),
    ({"door": "detected"}, "/alert"),
    ({"alert": f"{_NOWHERE}.0123456789abcdef"}, "/alert"),
    ({"alert": "a"}, "/alert"),
    ({"stuckness": "s"}, "/stuckness"),
    ({"stuckness": _NOWHERE}, "/stuckness"),
    ({"urgency": "now"}, "/urgency"),
    ({"topics": ["weather"]}, "/topics/0"),
    ({"topics": ["risk", "risk"]}, "/topics"),
    ({"reflections": ["r"]}, "/reflections/0"),
    ({"reflections": [_NOWHERE]}, "/reflections/0"),
    ({"reflections": [_NOWHERE] * 2}, "/reflections"),
    ({"ideas": [_NOWHERE]}, "/ideas/0"),
    ({"ideas": "all"}, "/ideas"),
    ({"names": {"client": [""]}}, "/names/client/0"),
    ({"names": {"friend": ["x"]}}, "/names/friend"),
    ({"language": "fr"}, "/language"),
    ({"offset": "9"}, "/offset"),
]
_TEMPLATE = "/templates/{kind}/{language}/{tone}"
_OVERRULED: list[tuple[dict[str, Any], str]] = [
    ({"overrule": "all"}, "/overrule"),
    ({"overrule": ["praise:1:1"]}, "/overrule/0"),
    ({"overrule": [1]}, "/overrule/0"),
]
_RATINGS: list[tuple[dict[str, Any], str]] = [
    ({"value": value}, "/value") for value in (11, -1, 2.5, "7", None, True, _ABSENT)
]
# pragma: allowlist nextline secret
_POINT = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
"""A public key of RFC 8291, section 5."""
_KEYS = {"p256dh": _POINT, "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
_SUBSCRIPTION: dict[str, Any] = {"endpoint": "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4", "keys": _KEYS}
_SUBSCRIPTION_WRONG: list[tuple[dict[str, Any], str]] = [
    *(
        ({"endpoint": endpoint}, "/endpoint")
        for endpoint in (
            "",
            5,
            None,
            _ABSENT,
            "push.example.net/x",
            "http://push.example.net/x",
            "https://push.example.net:8443/x",
            "https://somebody:secret@push.example.net/x",  # pragma: allowlist secret
            "https://127.0.0.1/x",
            "https://127.1/x",
            "https://2130706433/x",
            "https://0x7f000001/x",
            "https://10.0.0.1/x",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://[fe80::1]/x",
            "https://localhost/x",
            "https://push.example.net/x\r\nHost: inside",
            "https://push.example.net/x#part",
            "ftp://push.example.net/x",
            "https://" + "x" * 1100 + ".example.net/",
        )
    ),
    ({"keys": _ABSENT}, "/keys"),
    ({"keys": {**_KEYS, "p256dh": "x"}}, "/keys/p256dh"),
    ({"keys": {**_KEYS, "p256dh": _POINT[:-1]}}, "/keys/p256dh"),
    ({"keys": {**_KEYS, "p256dh": "BA" + "A" * 85}}, "/keys/p256dh"),
    ({"keys": {**_KEYS, "auth": "BTBZMqHH6r4Tts7J_aSI"}}, "/keys/auth"),
    ({"keys": {**_KEYS, "auth": "****************"}}, "/keys/auth"),
    ({"keys": {"auth": _KEYS["auth"]}}, "/keys/p256dh"),
]
_WISHES: dict[str, Any] = {
    "time_zone": "Europe/London",
    "quiet_from": "21:00",
    "quiet_to": "08:00",
    "language": "en",
    "email_notices": True,
    "celebrations": True,
}

_STANDING: dict[str, Any] = {
    "kinds": {"goal_attained": None, "first_step": "You went."},
    "a_month": 2,
    "until": NEXT_DAY,
}

_INSTRUMENT: dict[str, Any] = {
    "direction": "higher_is_better",
    "minimum": 0,
    "maximum": 20,
    "items": 5,
    "item_minimum": 0,
    "item_maximum": 4,
    "by_items": True,
    "reliable_change": 4,
    "clinical": {"mean": 7, "sd": 3},
}
_INSTRUMENT_WRONG: list[tuple[dict[str, Any], str]] = [
    ({"direction": _ABSENT}, "/direction"),
    ({"direction": "sideways"}, "/direction"),
    ({"minimum": 20}, "/minimum"),
    ({"maximum": "20"}, "/maximum"),
    ({"items": 4}, "/maximum"),
    ({"item_maximum": _ABSENT}, "/item_maximum"),
    ({"sudden_gain_cutoff": 21}, "/sudden_gain_cutoff"),
    ({"reliable_change": 0}, "/reliable_change"),
    ({"caseness": 20}, "/caseness"),
    ({"clinical": {"mean": 7, "sd": 0}}, "/clinical/sd"),
    ({"clinical": {"mean": 7}}, "/clinical/sd"),
    ({"functional": {"mean": 7, "sd": 1}}, "/functional/mean"),
    ({"reliability": 1}, "/reliability"),
    ({"method": "JTT"}, "/method"),
    ({"cutoff": "d"}, "/cutoff"),
    ({"risk_items": [{"number": 6, "positive_from": 1}]}, "/risk_items/0/number"),
    ({"bands": [{"lowest": 0, "highest": 9, "name": "low"}] * 2}, "/bands/1/lowest"),
    ({"bands": [{"lowest": 0, "highest": 9, "name": "so so"}]}, "/bands/0/name"),
]

ENDPOINTS = (
    Endpoint(
        "POST", "/journeys", _THERAPIST, {"code": "C-015"}, [({"code": "Anna Smith"}, "/code")], {"code": "C-016"}
    ),
    Endpoint("GET", "/journeys", wrong_queries=_PAGES),
    Endpoint("GET", "/journeys/{journey}"),
    Endpoint(
        "PATCH",
        "/journeys/{journey}",
        _THERAPIST,
        {"state": "closed"},
        [
            ({"state": "ended"}, "/state"),
            ({"state": _ABSENT}, "/"),
            ({"code": "Anna Smith"}, "/code"),
            ({"country": "Japan"}, "/country"),
            ({"country": 5}, "/country"),
            ({"goodbye": "   "}, "/goodbye"),
            ({"state": "paused", "goodbye": "farewell"}, "/goodbye"),
        ],
        versioned="/journeys/{journey}",
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/handover",
        ("therapist", "admin"),
        {"therapist": "somebody-else"},
        [
            ({"therapist": "a b"}, "/therapist"),
            ({"therapist": _ABSENT}, "/therapist"),
            ({"pass_on_reflections": "yes"}, "/pass_on_reflections"),
        ],
    ),
    Endpoint("PUT", "/journeys/{journey}/aspiration", _BOTH, {"text": "to travel"}, _texts("text", 4000)),
    Endpoint("GET", "/journeys/{journey}/aspiration"),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/goals/{goal}",
        _BOTH,
        {"target": 8},
        [
            ({"target": 11}, "/target"),
            ({"target": _ABSENT}, "/"),
            ({"weight": 0}, "/weight"),
            ({"text": ""}, "/text"),
            ({"levels": {"3": "x"}}, "/levels"),
            ({"levels": {"2": "x" * 201}}, "/levels"),
            ({"outcome": "let_go"}, "/"),
        ],
        versioned="measure",
    ),
    Endpoint("PUT", "/journeys/{journey}/goals/{goal}/reached"),
    Endpoint("GET", "/journeys/{journey}/goals/{goal}/history"),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals/{goal}/levels",
        _BOTH,
        {"level": 0},
        [*[({"level": level}, "/level") for level in (3, -3, 0.5, "0", None, True, _ABSENT)], *_TIMES],
        {"level": 1},
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/sessions",
        _THERAPIST,
        {"held": True},
        [
            ({"held": "yes"}, "/held"),
            ({"held": _ABSENT}, "/held"),
            ({"number": 0}, "/number"),
            ({"number": 10_000}, "/number"),
            *_TIMES,
        ],
        {"held": False},
    ),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/sessions/{session}",
        _THERAPIST,
        {"held": False},
        [({"held": "no"}, "/held"), ({"held": _ABSENT}, "/"), ({"number": 9999}, "/number"), *_TIMES],
        versioned="measure",
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/sessions/planned",
        _THERAPIST,
        {"planned_at": FUTURE},
        _PLANS,
    ),
    Endpoint("GET", "/journeys/{journey}/sessions/planned", wrong_queries=_PAGES),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/sessions/planned/{plan}",
        _THERAPIST,
        {"planned_at": FUTURE},
        _PLANS,
        versioned="measure",
    ),
    Endpoint("DELETE", "/journeys/{journey}/sessions/planned/{plan}", _THERAPIST, versioned="measure"),
    Endpoint("POST", "/journeys/{journey}/invitation", _THERAPIST, {}),
    Endpoint(
        "POST",
        "/invitations/redemption",
        _CLIENT,
        {"code": "ABCD-EFGH-JKMN", "celebrations_consent": True},
        [
            ({"code": 5}, "/code"),
            ({"code": "x" * 30}, "/code"),
            ({"code": _ABSENT}, "/code"),
            ({"celebrations_consent": "yes"}, "/celebrations_consent"),
            ({"celebrations_consent": _ABSENT}, "/celebrations_consent"),
        ],
    ),
    Endpoint("GET", "/consent-wordings", _ANYBODY, wrong_queries=_LANGUAGES),
    Endpoint("GET", "/journeys/{journey}/consents", wrong_queries=_LANGUAGES),
    Endpoint(
        "PUT",
        "/journeys/{journey}/consents/{consent}",
        _CLIENT,
        {"granted": True, "wording": 1, "language": "en"},
        [
            ({"granted": "no"}, "/granted"),
            ({"granted": _ABSENT}, "/granted"),
            *(({"wording": bad}, "/wording") for bad in (0, "1", 9)),
            ({"language": "fr"}, "/language"),
            *(({"until": bad}, "/until") for bad in ("2020-01-01T00:00:00Z", "soon", 1)),
            ({"granted": False}, "/wording"),
        ],
    ),
    Endpoint("GET", "/journeys/{journey}/consents/{consent}", wrong_queries=_PAGES),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals",
        _BOTH,
        {"text": "to sleep", "target": 7},
        [
            *_texts("text", 500),
            *[({"target": target}, "/target") for target in (11, -1, "7")],
            *[({"weight": weight}, "/weight") for weight in (0, 11, "1")],
        ],
        {"text": "to rest"},
    ),
    Endpoint("GET", "/journeys/{journey}/goals"),
    Endpoint(
        "POST",
        "/journeys/{journey}/goals/{goal}/ratings",
        _BOTH,
        {"value": 3},
        [*_RATINGS, *_TIMES],
        {"value": 4},
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/stuckness",
        _BOTH,
        {"text": "round in circles"},
        [({"goal": _NOWHERE}, "/goal"), ({"goal": "g"}, "/goal"), ({"text": 7}, "/text"), *_TIMES],
        {"text": "unsure"},
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/entries",
        _BOTH,
        {"kind": "effort", "text": "went in"},
        [
            ({"kind": "brag"}, "/kind"),
            ({"kind": _ABSENT}, "/kind"),
            *_texts("text", 4000),
            ({"shared": "yes"}, "/shared"),
            ({"goal": _NOWHERE}, "/goal"),
            ({"goal": "g"}, "/goal"),
            ({"struggle": "s"}, "/struggle"),
            *_TIMES,
        ],
        {"text": "stayed"},
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/reflections",
        _THERAPIST,
        {"kind": "came_to_mind", "text": "radio piece"},
        [
            ({"kind": "musing"}, "/kind"),
            ({"kind": _ABSENT}, "/kind"),
            *_texts("text", 280),
            ({"text": "two\nlines"}, "/text"),
            ({"tags": ["x"] * 11}, "/tags"),
            ({"tags": ["x" * 41]}, "/tags"),
            ({"tags": [" "]}, "/tags"),
            *_TIMES,
        ],
        {"text": "another piece"},
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/reflections",
        _THERAPIST,
        {"kind": "after_session", "worked": "silence"},
        [
            ({"worked": _ABSENT}, "/"),
            ({"worked": "x" * 4001}, "/worked"),
            ({"did_not_work": 5}, "/did_not_work"),
            ({"might_work_next": ""}, "/might_work_next"),
            ({"text": "of the other kind"}, "/text"),
            *_SESSIONS,
        ],
    ),
    Endpoint("GET", "/journeys/{journey}/entries/{entry}"),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/entries/{entry}",
        _BOTH,
        {"text": "stayed longer"},
        [
            *_texts("text", 4000, required=False),
            ({"shared": "yes"}, "/shared"),
            ({"goal": _NOWHERE}, "/goal"),
            ({"struggle": "s"}, "/struggle"),
            ({"text": _ABSENT}, "/"),
            ({"kind": "win"}, "/kind"),
            *_TIMES,
        ],
        versioned="/journeys/{journey}/entries/{entry}",
    ),
    Endpoint("DELETE", "/journeys/{journey}/entries/{entry}", versioned="/journeys/{journey}/entries/{entry}"),
    Endpoint("GET", "/journeys/{journey}/reflections", _THERAPIST, wrong_queries=_PAGES),
    Endpoint("GET", "/journeys/{journey}/reflections/{reflection}", _THERAPIST),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/reflections/{reflection}",
        _THERAPIST,
        {"text": "another piece"},
        [
            *_texts("text", 280, required=False),
            ({"text": "two\nlines"}, "/text"),
            ({"text": _ABSENT}, "/"),
            ({"worked": "of the other kind"}, "/worked"),
            ({"session": 3}, "/session"),
            ({"tags": ["x"] * 11}, "/tags"),
            ({"tags": "sleep"}, "/tags"),
            *_TIMES,
        ],
        versioned="/journeys/{journey}/reflections/{reflection}",
    ),
    Endpoint(
        "DELETE",
        "/journeys/{journey}/reflections/{reflection}",
        _THERAPIST,
        versioned="/journeys/{journey}/reflections/{reflection}",
    ),
    Endpoint(
        "POST",
        "/reflections/search",
        _THERAPIST,
        {"words": "radio"},
        [
            *_texts("words", 200),
            ({"tag": ""}, "/tag"),
            ({"tag": "x" * 41}, "/tag"),
            ({"journey": _NOWHERE}, "/journey"),
            ({"journey": "j"}, "/journey"),
            ({"limit": 0}, "/limit"),
            ({"limit": 51}, "/limit"),
            ({"cursor": "zz"}, "/cursor"),
        ],
        storing=False,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/ideas",
        _THERAPIST,
        {"text": "a letter not sent"},
        [
            *_texts("text", 4000),
            ({"state": "tried"}, "/state"),
            ({"reflection": "r"}, "/reflection"),
            *_TIMES,
        ],
        {"text": "an empty chair"},
    ),
    Endpoint("GET", "/journeys/{journey}/ideas", _THERAPIST, wrong_queries=_PAGES),
    Endpoint("GET", "/journeys/{journey}/consults/outcomes", _THERAPIST, wrong_queries=(*_LANGUAGES, ("x=1", "x"))),
    Endpoint(
        "GET",
        "/consult-outcomes",
        ("admin",),
        wrong_queries=(
            *((f"quarter={one}", "quarter") for one in ("2026", "2026-Q5", "1999-Q1", "2099-Q4", "q")),
            *_LANGUAGES,
        ),
    ),
    Endpoint(
        "PUT",
        "/journeys/{journey}/blind-spots/shared",
        _THERAPIST,
        {"supervisor": "supervisor-1"},
        [
            *(({"supervisor": one}, "/supervisor") for one in ("a b", "", 5, None, _ABSENT)),
            *(({"days": days}, "/days") for days in (0, 91, "30", 1.5)),
            *(({name: many}, f"/{name}") for name in ("sessions", "weeks") for many in (1, 13, "5")),
            ({"language": "fr"}, "/language"),
        ],
    ),
    Endpoint("DELETE", "/journeys/{journey}/blind-spots/shared", _THERAPIST),
    Endpoint(
        "GET",
        "/blind-spots/shared",
        ("therapist", "supervisor"),
        wrong_queries=(("limit=0", "limit"), ("limit=41", "limit"), ("cursor=zz", "cursor"), ("x=1", "x"), *_LANGUAGES),
    ),
    Endpoint("GET", "/blind-spots", _THERAPIST, wrong_queries=(*_MIRROR, *_LANGUAGES)),
    Endpoint("GET", "/journeys/{journey}/ideas/{idea}", _THERAPIST),
    Endpoint(
        "PATCH",
        "/journeys/{journey}/ideas/{idea}",
        _THERAPIST,
        {"state": "bring"},
        [
            ({"state": "dropped"}, "/state"),
            ({"state": _ABSENT}, "/"),
            ({"state": None}, "/state"),
            ({"text": ""}, "/text"),
            *_SESSIONS,
            *_TIMES,
        ],
        versioned="/journeys/{journey}/ideas/{idea}",
    ),
    Endpoint("DELETE", "/journeys/{journey}/ideas/{idea}", _THERAPIST, versioned="/journeys/{journey}/ideas/{idea}"),
    Endpoint("POST", "/journeys/{journey}/measures", _BOTH, _PHQ9, _MEASURE_WRONG, {"items": [0] * 9}),
    Endpoint("GET", "/journeys/{journey}/measures/{measure}"),
    Endpoint(
        "PUT",
        "/journeys/{journey}/measures/{measure}",
        _BOTH,
        _PHQ9,
        [*_MEASURE_WRONG, ({"reason": "because"}, "/reason"), ({"reason": 1}, "/reason")],
        versioned="measure",
    ),
    Endpoint(
        "DELETE",
        "/journeys/{journey}/measures/{measure}",
        versioned="measure",
        wrong_queries=(("reason=because", "reason"), ("x=1", "x")),
    ),
    Endpoint(
        "POST",
        "/sync",
        _BOTH,
        {"sent_at": "2026-06-01T12:00:00Z", "captures": [_OFFLINE]},
        [
            ({"captures": []}, "/captures"),
            ({"captures": [_OFFLINE] * 101}, "/captures"),
            ({"captures": {"0": _OFFLINE}}, "/captures"),
            ({"captures": _ABSENT}, "/captures"),
            ({"sent_at": "noon"}, "/sent_at"),
            ({"sent_at": "2026-06-01T12:00:00"}, "/sent_at"),
            ({"sent_at": None}, "/sent_at"),
            ({"sent_at": _ABSENT}, "/sent_at"),
        ],
    ),
    Endpoint("GET", "/journeys/{journey}/timeline", wrong_queries=(*_PAGES, *_PARTS)),
    Endpoint("GET", "/journeys/{journey}/timeline/{item}"),
    Endpoint("GET", "/journeys/{journey}/kept", _THERAPIST, wrong_queries=_PAGES),
    Endpoint("GET", "/journeys/{journey}/brief", wrong_queries=_BRIEFS),
    Endpoint("POST", "/journeys/{journey}/consults/preview", _THERAPIST, _ASKED, _ASKED_WRONG, storing=False),
    Endpoint(
        "POST",
        "/journeys/{journey}/consults",
        _THERAPIST,
        _CONFIRMED,
        [
            *_ASKED_WRONG,
            ({"digest": "0"}, "/digest"),
            ({"digest": _ABSENT}, "/digest"),
            ({"decisions": _ABSENT}, "/decisions"),
            ({"decisions": [{"text": 1}]}, "/decisions/0/text"),
            ({"decisions": [{"text": "question", "confirmed": [-1]}]}, "/decisions/0/confirmed/0"),
            ({"decisions": [{"text": "question", "removed": [{"start": 0}]}]}, "/decisions/0/removed/0/end"),
        ],
    ),
    Endpoint("GET", "/consults", _HOLDERS, wrong_queries=(*_PAGES, ("state=closed", "state"))),
    Endpoint(
        "GET", "/consults/{consult}", _HOLDERS, wrong_queries=(("format=csv", "format"), *_LANGUAGES, ("x=1", "x"))
    ),
    Endpoint(
        "POST",
        "/consults/{consult}/answer",
        _HOLDERS,
        {"text": "What would stopping cost?", "minutes": 25, "ideas": ["an empty chair"]},
        [
            *_texts("text", 4000),
            *(({"minutes": value}, "/minutes") for value in (0, 481, 2.5, "25", None, True, _ABSENT)),
            ({"ideas": ["x" * 1001]}, "/ideas/0"),
            ({"ideas": [" "]}, "/ideas/0"),
            ({"ideas": ["x"] * 6}, "/ideas"),
        ],
    ),
    Endpoint(
        "POST",
        "/consults/{consult}/close",
        _THERAPIST,
        {},
        [
            ({"accepts": "all"}, "/accepts"),
            ({"accepts": [{"answer": 0, "idea": 1}]}, "/accepts/0/answer"),
            ({"accepts": [{"answer": 1}]}, "/accepts/0/idea"),
            ({"accepts": [{"answer": 1, "idea": 1}]}, "/accepts/0"),
            ({"accepts": [{"answer": 1, "idea": 1, "state": "tried"}]}, "/accepts/0/state"),
        ],
    ),
    Endpoint("GET", "/supervision-rule", _ANYBODY),
    Endpoint(
        "PUT",
        "/supervision-rule",
        ("admin",),
        {"inside": "with_consent"},
        [({"inside": value}, "/inside") for value in ("never", None, True, _ABSENT)],
        versioned="/supervision-rule",
    ),
    Endpoint("GET", "/supervision-log", _HOLDERS, wrong_queries=(*_PAGES, ("format=x", "format"))),
    Endpoint(
        "POST",
        "/journeys/{journey}/erasure",
        ("client", "therapist", "admin"),
        {"irrevocable": True},
        [({"irrevocable": value}, "/irrevocable") for value in (False, "true", 1, None, _ABSENT)],
    ),
    Endpoint("GET", "/journeys/{journey}/erasure", ("client", "therapist", "admin")),
    Endpoint(
        "POST",
        "/journeys/{journey}/export",
        _CLIENT,
        {},
        wrong_queries=(*_PAGES, *_LANGUAGES, ("format=xml", "format")),
        storing=False,
    ),
    Endpoint(
        "POST",
        "/journeys/{journey}/break-glass",
        ("admin",),
        {"reason": "client_at_risk", "text": "the hospital called", "minutes": 30},
        [
            *_texts("text", 4000),
            *(({"reason": bad}, "/reason") for bad in ("curiosity", "", 1, None, _ABSENT)),
            *(({"minutes": bad}, "/minutes") for bad in (0, 61, 1.5, "30", None, True, _ABSENT)),
        ],
        {"minutes": 20},
    ),
    Endpoint("GET", "/journeys/{journey}/break-glass", wrong_queries=_PAGES),
    Endpoint("GET", "/journeys/{journey}/break-glass/{access}/timeline", ("admin",), wrong_queries=_PAGES),
    Endpoint(
        "POST",
        "/journeys/{journey}/record-requests",
        _CLIENT,
        {"kind": "psychotherapy_notes", "ground": "national_law", "text": "for my own files"},
        [
            *(({"kind": bad}, "/kind") for bad in ("everything", None, _ABSENT)),
            *(({"ground": bad}, "/ground") for bad in ("curiosity", 1, _ABSENT)),
            *(({"text": bad}, "/text") for bad in ("x" * 4001, "", "  ", 5)),
            ({"item": _NOWHERE}, "/item"),
            ({"kind": "correction"}, "/item"),
            ({"kind": "correction", "item": _NOWHERE}, "/ground"),
            ({"kind": "correction", "item": _NOWHERE, "ground": None}, "/item"),
            ({"kind": "correction", "item": "x", "ground": None}, "/item"),
        ],
        {"ground": "other"},
    ),
    Endpoint("GET", "/journeys/{journey}/record-requests", ("client", "therapist", "admin"), wrong_queries=_PAGES),
    Endpoint(
        "POST",
        "/journeys/{journey}/record-requests/{request}/decisions",
        ("therapist", "admin"),
        {"decision": "denied", "reason": "rights_of_others", "text": "They speak of somebody else."},
        [
            *_texts("text", 4000),
            *(({"decision": bad}, "/decision") for bad in ("maybe", None, _ABSENT)),
            *(({"reason": bad}, "/reason") for bad in ("lawful_claim", "no", None, _ABSENT)),
        ],
        {"reason": "risk_of_harm"},
    ),
    Endpoint(
        "PUT",
        "/journeys/{journey}/record-requests/{request}/statement",
        _CLIENT,
        {"text": "I see it otherwise."},
        _texts("text", 4000),
    ),
    *(
        # Several services have one; each is told apart as one host name for all of them does it.
        Endpoint("GET", f"{service}/journeys/{{journey}}/access-log", _CLIENT, wrong_queries=(*_PAGES, *_LANGUAGES))
        for service in ("", "/milestones", "/notifications")
    ),
    Endpoint("GET", "/retention-rule", _ANYBODY),
    Endpoint(
        "PUT",
        "/retention-rule",
        ("admin",),
        {"keeps": [{"what": "measures", "basis": "BGB 630f (3)", "years": 10}], "askers": ["admin"]},
        [
            ({"keeps": _ABSENT}, "/keeps"),
            ({"keeps": [{"what": "reflections", "basis": "none", "years": 1}]}, "/keeps/0/what"),
            ({"keeps": [{"what": "measures", "basis": "", "years": 1}]}, "/keeps/0/basis"),
            ({"keeps": [{"what": "measures", "basis": "BGB", "years": 0}]}, "/keeps/0/years"),
            ({"askers": ["client"]}, "/askers/0"),
            ({"askers": "admin"}, "/askers"),
            ({"askers": _ABSENT}, "/askers"),
        ],
        versioned="/retention-rule",
    ),
    Endpoint("GET", "/instruments", _ANYBODY),
    Endpoint("GET", "/instruments/{instrument}", ("therapist", "admin")),
    Endpoint(
        "PUT",
        "/instruments/{instrument}",
        ("admin",),
        _INSTRUMENT,
        _INSTRUMENT_WRONG,
        versioned="/instruments/{instrument}",
    ),
    Endpoint("DELETE", "/instruments/{instrument}", ("admin",), versioned="/instruments/{instrument}"),
    Endpoint("GET", "/rules", _ANYBODY),
    Endpoint(
        "POST",
        "/rules/{rule}/check",
        _ANYBODY,
        {"scores": [18, 19, 18, 11, None, 10], "instrument": "PHQ-9"},
        [
            ({"scores": []}, "/scores"),
            ({"scores": ["18"]}, "/scores/0"),
            ({"scores": [18, 28]}, "/scores/1"),
            ({"scores": _ABSENT}, "/numbers/n"),
            ({"numbers": {"n": 18}}, "/scores"),
            ({"scores": _ABSENT, "numbers": {"n": "18"}}, "/numbers/n"),
            ({"scores": _ABSENT, "numbers": {"N 1": 18}}, "/numbers"),
            ({"scores": _ABSENT, "thresholds": {"direction": 2}}, "/thresholds/direction"),
            ({"instrument": "PHQ-8"}, "/instrument"),
            ({"instrument": "phq"}, "/instrument"),
            ({"instrument": _ABSENT}, "/instrument"),
            ({"settings": {"direction": "lower_is_better"}}, "/settings/direction"),
            ({"settings": {"sudden_gain_cutoff": 28}}, "/settings/sudden_gain_cutoff"),
            ({"settings": {"sudden_gain_cutoff": "6"}}, "/settings/sudden_gain_cutoff"),
            ({"target": 7}, "/target"),
        ],
        storing=False,
        wrong_queries=(*_LANGUAGES, ("x=1", "x")),
    ),
    Endpoint("GET", "/journeys/{journey}/milestones", wrong_queries=(*_PAGES, *_LANGUAGES)),
    Endpoint(
        "GET",
        "/journeys/{journey}/course/{subject}",
        wrong_queries=(("limit=0", "limit"), ("limit=501", "limit"), ("cursor=zz", "cursor"), ("x=1", "x")),
    ),
    Endpoint("GET", "/milestones/{milestone}", wrong_queries=(*_LANGUAGES, ("x=1", "x"))),
    Endpoint("PUT", "/milestones/{milestone}/moved-me", _THERAPIST, {"text": "Stayed with me."}, _texts("text", 4000)),
    Endpoint("GET", "/milestones/{milestone}/moved-me", _THERAPIST),
    Endpoint("DELETE", "/milestones/{milestone}/moved-me", _THERAPIST),
    Endpoint(
        "GET",
        "/caseload",
        _THERAPIST,
        wrong_queries=(("limit=0", "limit"), ("limit=101", "limit"), ("cursor=zz", "cursor"), ("x=1", "x")),
    ),
    Endpoint("GET", "/journeys/{journey}/alerts", _THERAPIST, wrong_queries=(*_PAGES, *_LANGUAGES)),
    Endpoint(
        "POST",
        "/alerts/{alert}/acknowledge",
        _THERAPIST,
        {"note": "Called her at nine."},
        [({"note": value}, "/note") for value in ("x" * 4001, "", "   ", 5)],
        wrong_queries=_LANGUAGES,
        bodiless=True,
    ),
    Endpoint("POST", "/alerts/{alert}/clear", _THERAPIST, wrong_queries=_LANGUAGES),
    Endpoint("GET", "/alert-settings", ("therapist", "admin")),
    Endpoint(
        "PUT",
        "/alert-settings",
        ("admin",),
        {"silence_weeks": 6},
        [({"silence_weeks": value}, "/silence_weeks") for value in (0, 5, 13, -4, "4", 4.5, _ABSENT)],
    ),
    Endpoint("GET", "/celebrations", _THERAPIST, wrong_queries=_PAGES),
    Endpoint("GET", "/celebrations/{celebration}", _THERAPIST),
    Endpoint(
        "PATCH",
        "/celebrations/{celebration}",
        _THERAPIST,
        {"text": "You went."},
        [*_texts("text", 2000), *_OVERRULED],
        versioned="/celebrations/{celebration}",
    ),
    *(
        Endpoint(
            "POST",
            f"/celebrations/{{celebration}}/{step}",
            _THERAPIST,
            {},
            _OVERRULED if step != "dismiss" else [({"overrule": []}, "/overrule")],
            versioned="/celebrations/{celebration}",
        )
        for step in ("approve", "hold", "dismiss")
    ),
    Endpoint(
        "PUT",
        "/celebrations/{celebration}/joy",
        _THERAPIST,
        {"text": "I cried on the train."},
        [({"text": text}, "/text") for text in ("x" * 2001, "", " ", 5, _ABSENT)],
    ),
    Endpoint(
        "POST",
        "/celebrations/{celebration}/answer",
        _CLIENT,
        {"answer": "landed"},
        [({"answer": answer}, "/answer") for answer in ("meh", None, 1, _ABSENT)],
        {"answer": "did_not_land"},
    ),
    Endpoint("GET", "/templates", ("admin", "therapist")),
    Endpoint("GET", _TEMPLATE, ("admin", "therapist")),
    Endpoint(
        "PUT",
        _TEMPLATE,
        ("admin",),
        {"quiet": "You kept at it.", "full": "You kept at it. [It is {days} now.] How was it?"},
        [
            *_texts("quiet", 2000),
            *_texts("full", 2000),
            ({"full": "You kept at it [for {weeks}]."}, "/full"),
            ({"full": "You kept at it for {days}."}, "/full"),
            ({"full": "You kept at it [for {days}."}, "/full"),
            ({"quiet": "[{days}]"}, "/quiet"),
            ({"quiet": "You are amazing."}, "/quiet"),
        ],
        versioned=_TEMPLATE,
    ),
    Endpoint("DELETE", _TEMPLATE, ("admin",), versioned=_TEMPLATE),
    Endpoint(
        "POST", "/cheer-check", ("therapist", "admin"), {"text": "You went."}, _texts("text", 2000), storing=False
    ),
    Endpoint("GET", "/inbox", _CLIENT, wrong_queries=_PAGES),
    Endpoint("POST", "/inbox/{message}/read", _CLIENT, {}),
    Endpoint("GET", "/preferences", _ANYBODY),
    Endpoint(
        "PUT",
        "/preferences",
        _ANYBODY,
        _WISHES,
        [
            ({"time_zone": "Mars/Base"}, "/time_zone"),
            ({"time_zone": "../etc/passwd"}, "/time_zone"),
            ({"quiet_from": "25:00"}, "/quiet_from"),
            ({"quiet_to": 8}, "/quiet_to"),
            ({"language": "fr"}, "/language"),
            ({"email_notices": "maybe"}, "/email_notices"),
            ({"celebrations": _ABSENT}, "/celebrations"),
            ({"push_notices": "yes"}, "/push_notices"),
            ({"channel_order": ["email"]}, "/channel_order"),
            ({"channel_order": ["email", "email"]}, "/channel_order"),
            ({"channel_order": ["email", "pigeon"]}, "/channel_order"),
            ({"mirror_day": "someday", "mirror_at": "16:00"}, "/mirror_day"),
            ({"mirror_day": "friday"}, "/mirror_at"),
            ({"mirror_at": "16:00"}, "/mirror_day"),
            ({"mirror_day": "friday", "mirror_at": "23:00"}, "/mirror_at"),
        ],
    ),
    Endpoint("GET", "/standing-cheers", _THERAPIST, wrong_queries=_PAGES),
    Endpoint("GET", "/standing-cheers/{journey}", _THERAPIST),
    Endpoint(
        "PUT",
        "/standing-cheers/{journey}",
        _THERAPIST,
        _STANDING,
        [
            ({"kinds": {}}, "/kinds"),
            ({"kinds": ["goal_attained"]}, "/kinds"),
            ({"kinds": {"goal_attained": "x" * 2001}}, "/kinds/goal_attained"),
            ({"kinds": {"goal_attained": " "}}, "/kinds/goal_attained"),
            ({"kinds": _ABSENT}, "/kinds"),
            *(({"a_month": value}, "/a_month") for value in (0, 32, "2", 1.5, None, _ABSENT)),
            *(({"until": value}, "/until") for value in ("tomorrow", "2000-01-01", "2999-01-01", None, _ABSENT)),
        ],
        versioned="/standing-cheers/{journey}",
    ),
    Endpoint("DELETE", "/standing-cheers/{journey}", _THERAPIST, versioned="/standing-cheers/{journey}"),
    Endpoint("GET", "/safety-contact", _THERAPIST),
    Endpoint(
        "PUT",
        "/safety-contact",
        _THERAPIST,
        {"channels": ["push"], "second": "named.second", "escalate_after_minutes": 30},
        [
            ({"channels": []}, "/channels"),
            ({"channels": ["email"]}, "/channels"),
            ({"channels": ["push", "push"]}, "/channels"),
            ({"channels": ["pager"]}, "/channels"),
            ({"channels": "push"}, "/channels"),
            ({"channels": _ABSENT}, "/channels"),
            ({"second": ""}, "/second"),
            ({"second": "a b"}, "/second"),
            ({"second": 5}, "/second"),
            ({"second": "x" * 129}, "/second"),
            ({"escalate_after_minutes": 4}, "/escalate_after_minutes"),
            ({"escalate_after_minutes": 241}, "/escalate_after_minutes"),
            ({"escalate_after_minutes": "30"}, "/escalate_after_minutes"),
            ({"escalate_after_minutes": 7.5}, "/escalate_after_minutes"),
        ],
    ),
    Endpoint("GET", "/second-for", _COLLEAGUES),
    Endpoint("POST", "/second-for/{naming}/accept", _COLLEAGUES, {}),
    Endpoint("POST", "/second-for/{naming}/decline", _COLLEAGUES, {}),
    Endpoint("GET", "/devices", _ANYBODY),
    Endpoint("POST", "/devices", _ANYBODY, _SUBSCRIPTION, _SUBSCRIPTION_WRONG),
    Endpoint("DELETE", "/devices/{device}", _ANYBODY),
    # Last: what is set aside stays so, and others look at the same one.
    Endpoint("POST", "/milestones/{milestone}/dismiss", _THERAPIST, wrong_queries=(*_LANGUAGES, ("x=1", "x"))),
)
