"""Invariant I3: a client's view is byte for byte the same, however many reflections the therapist has written."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reflections.table import on_moto
from kernel.ids import command_id, derived
from unit.reflections.asking import consult
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, Service, on_fakes

_HIDDEN = ("reflections", "ideas")
_CONSULT = "consults"
_LISTS = ("brief", "goals", "aspiration", "sessions/planned", "reflections", "ideas", "kept")
_PARTS: tuple[dict[str, str], ...] = (
    {"format": "csv"},
    {"format": "csv", "limit": "1"},
    {"kind": "reflection"},
    {"kind": "win"},
    {"kind": "session"},
    {"kind": "milestone"},
    {"since": "2026-05-02T00:00:00Z"},
    {"until": "2026-05-03T00:00:00Z"},
)
_GUESSES = 20
_DAYS = st.integers(0, 5)


def _act(path: str, who: Any, body: dict[str, Any]) -> st.SearchStrategy[tuple[str, Any, dict[str, Any]]]:  # noqa: ANN401
    times = _DAYS.map(lambda day: {"occurred_at": f"2026-05-0{day + 1}T09:00:00Z"})
    return times.map(lambda time: (path, who, body | time))


PERSON = st.sampled_from([THERAPIST, CLIENT])
SEEN = PERSON.flatmap(
    lambda who: st.one_of(
        _act("entries", who, {"kind": "win", "text": "shared", "shared": True}),
        _act("entries", who, {"kind": "struggle", "text": "private"}),
        _act("measures", who, {"instrument": "GAD-7", "total": 4}),
        _act("sessions", THERAPIST, {"held": True}),
    )
)
REFLECTION = st.one_of(
    _act("reflections", THERAPIST, {"kind": "came_to_mind", "text": "radio"}),
    _act("reflections", THERAPIST, {"kind": "after_session", "worked": "silence", "session": 2}),
    _act("reflections", THERAPIST, {"kind": "on_journey", "text": "two years", "tags": ["trust"]}),
    _act("ideas", THERAPIST, {"text": "a letter", "state": "bring"}),
    _act(_CONSULT, THERAPIST, {}),
)
ACTS = st.lists(st.one_of(SEEN, REFLECTION, REFLECTION), max_size=14)


def _clients_view(service: Service, journey: str, made: list[str]) -> list[Answer]:
    """Everything that a client can ask, page by page, with guesses at the identifiers and keys of things made."""
    answers = [service.get(CLIENT, "/journeys"), service.get(CLIENT, f"/journeys/{journey}")]
    answers += [service.get(CLIENT, f"/journeys/{journey}/{path}") for path in _LISTS]
    answers += [service.get(CLIENT, f"/journeys/{journey}/timeline", **query) for query in _PARTS]
    answers += [answer for form in ("json", "csv") for answer in _exported(service, journey, form)]
    for limit in ("1", "3", "100"):
        after: str | None = None
        while True:
            query = {"limit": limit} | ({"cursor": after} if after else {})
            answers.append(service.get(CLIENT, f"/journeys/{journey}/timeline", **query))
            after = answers[-1].body["next"]
            if after is None:
                break
    score = {"instrument": "GAD-7", "total": 5}
    for guess in made[:_GUESSES]:
        at = f"/journeys/{journey}/measures/{guess}"
        answers += [service.call(CLIENT, "DELETE", at, version=7), service.call(CLIENT, "PUT", at, score, version=7)]
        at = f"/journeys/{journey}"
        answers += [service.get(CLIENT, f"{at}/{kind}/{guess}") for kind in ("timeline", "entries", *_HIDDEN)]
        for kind, change in (("entries", {"text": "x"}), ("reflections", {"text": "x"}), ("ideas", {"state": "bring"})):
            answers.append(service.call(CLIENT, "PATCH", f"{at}/{kind}/{guess}", change, version=7))
            answers.append(service.call(CLIENT, "DELETE", f"{at}/{kind}/{guess}", version=7))
        struggle = {"kind": "effort", "text": "against it", "struggle": guess}
        answers.append(service.post(CLIENT, f"/journeys/{journey}/entries", struggle, key=guess))
    return answers


def _exported(service: Service, journey: str, form: str) -> list[Answer]:
    """Every page of an export."""
    pages: list[Answer] = []
    query = {"format": form, "limit": "3"}
    while True:
        pages.append(service.call(CLIENT, "POST", f"/journeys/{journey}/export", {}, key=None, query=query))
        assert pages[-1].status == 200, pages[-1].raw
        following = pages[-1].following
        if following is None:
            return pages
        query["cursor"] = following


def _seen(service: Service, acts: list[tuple[str, Any, dict[str, Any]]], *, reflecting: bool) -> list[Any]:
    """Play the acts; ids are derived from keys, so that both plays make the same ones."""
    journey = service.post(THERAPIST, "/journeys", {}, key="open").body["id"]
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="invite").body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True}, key="join")
    made: list[str] = []
    own: list[Answer] = []
    for place, (path, who, body) in enumerate(acts):
        service.clock.passes(seconds=1)
        key = f"k{place}"
        if path == _CONSULT:
            if reflecting:
                _consults(service, journey)
            continue
        if path in _HIDDEN:
            made.append(derived("capture", journey, command_id(THERAPIST.practice, THERAPIST.sub, key)))
            entry = {"kind": "win", "text": "under the key of a reflection"}
            if len(made) <= _GUESSES:
                own.append(service.post(CLIENT, f"/journeys/{journey}/entries", entry, key=key))
            if not reflecting:
                continue
        answer = service.post(who, f"/journeys/{journey}/{path}", body, key=key)
        assert answer.status == 201, answer.raw
        assert path not in _HIDDEN or answer.body["id"] == made[-1]
        made += [answer.body["id"]] if path not in _HIDDEN else []
        own += [answer] if who is CLIENT else []
    return [(answer.status, answer.raw, answer.headers) for answer in [*own, *_clients_view(service, journey, made)]]


def _consults(service: Service, journey: str) -> None:
    """Send all reflections to a supervisor, and take up what is suggested."""
    items = service.get(THERAPIST, f"/journeys/{journey}/reflections").body["items"]
    path = consult(service, journey, reflections=[item["id"] for item in items][:10])
    said = {"text": "Ask about the brother.", "minutes": 5, "ideas": ["an empty chair"]}
    assert service.get(SUPERVISOR, path).status == 200
    assert service.post(SUPERVISOR, f"{path}/answer", said).status == 201
    assert service.post(THERAPIST, f"{path}/close", {"accepts": [{"answer": 1, "idea": 1}]}).status == 201


@settings(max_examples=30)
@given(ACTS)
def test_a_client_sees_the_same_with_reflections_and_without(acts: list[tuple[str, Any, dict[str, Any]]]) -> None:
    assert _seen(on_fakes(), acts, reflecting=True) == _seen(on_fakes(), acts, reflecting=False)


@settings(max_examples=2)
@given(ACTS.filter(lambda acts: len(acts) > 5))
def test_the_table_is_asked_the_same_too(acts: list[tuple[str, Any, dict[str, Any]]]) -> None:
    """On the real table: the same bytes, and for the client's reads the same calls, which take the same time."""
    acts = [act for act in acts if act[0] != _CONSULT]  # its own reads would be counted too
    plays = []
    for reflecting in (True, False):
        with on_moto() as moto:
            seen = _seen(moto.service, acts, reflecting=reflecting)
            plays.append((seen, moto.calls["Query"], moto.calls["BatchGetItem"]))
    assert plays[0] == plays[1]


def test_a_thousand_reflections_tell_no_more_than_none() -> None:
    views = []
    for reflections in (0, 1000):
        service = on_fakes()
        acts = [("entries", CLIENT, {"kind": "win", "text": "I went"})] * 3
        thoughts = [("reflections", THERAPIST, {"kind": "came_to_mind", "text": "x"})] * 1000
        views.append(_seen(service, acts + thoughts, reflecting=reflections > 0))
    assert views[0] == views[1]


def test_a_reflection_is_told_to_nobody() -> None:
    """It makes no event: what was never told cannot be passed on."""
    service = on_fakes()
    at = f"/journeys/{service.joined()}/reflections"
    statuses = [service.post(who, at, {"kind": "came_to_mind", "text": "x"}).status for who in (THERAPIST, CLIENT)]
    assert statuses == [201, 403]
    assert service.stores.captures.events == []  # type: ignore[attr-defined]
