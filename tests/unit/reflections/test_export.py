"""The export: all that is the client's to see, page by page, as JSON and CSV; what is withheld is always said."""

import csv
import io
import json
from typing import Any

import pytest

from reflections.application.export_csv import EXPORT_COLUMNS
from reflections.application.export_words import WITHHELD
from unit.reflections.calling import ADMIN, CLIENT, ELSEWHERE, OTHER_CLIENT, THERAPIST, Answer, Service, refused

NOTES = {"kind": "psychotherapy_notes", "ground": "own_treatment"}


@pytest.fixture
def journey(service: Service) -> str:
    """A journey with something in every part."""
    made = service.joined()
    at = f"/journeys/{made}"
    service.call(CLIENT, "PUT", f"{at}/aspiration", {"text": "to be at ease among people"})
    service.goal(made)
    for who, path, body in (
        (CLIENT, "entries", {"kind": "struggle", "text": "=HYPERLINK(1)"}),
        (CLIENT, "entries", {"kind": "win", "text": "I went in", "shared": True}),
        (THERAPIST, "entries", {"kind": "effort", "text": "she stayed for tea", "shared": True}),
        (THERAPIST, "entries", {"kind": "struggle", "text": "hers alone"}),
        (THERAPIST, "reflections", {"kind": "came_to_mind", "text": "a radio piece"}),
        (THERAPIST, "ideas", {"text": "a letter"}),
        (CLIENT, "measures", {"instrument": "GAD-7", "total": 5}),
        (THERAPIST, "sessions", {"held": True}),
        (THERAPIST, "sessions/planned", {"planned_at": "2026-06-08T09:00:00Z"}),
    ):
        service.clock.passes(seconds=1)
        assert service.post(who, f"{at}/{path}", body).status == 201
    theirs = service.get(CLIENT, f"{at}/timeline", kind="effort").body["items"][0]["id"]
    for body in ({"kind": "correction", "item": theirs, "text": "not so"}, {**NOTES}, {**NOTES, "ground": "other"}):
        assert service.post(CLIENT, f"{at}/record-requests", body).status == 202
    service.post(ADMIN, f"{at}/break-glass", {"reason": "complaint", "text": "a letter came", "minutes": 5})
    word = {"granted": True, "wording": 1, "language": "en"}
    assert service.call(CLIENT, "PUT", f"{at}/consents/supervision", word).status == 200
    return made


def export(service: Service, journey: str, who: Any = CLIENT, **query: str) -> Answer:  # noqa: ANN401 - a person
    return service.call(who, "POST", f"/journeys/{journey}/export", {}, key=None, query=query)


def everything(service: Service, journey: str, limit: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    page = export(service, journey, limit=limit)
    while True:
        assert len(page.body["records"]) <= int(limit) + 3, "the journey's own are whole"
        assert page.body["withheld"][0]["text"] == WITHHELD["en"]
        records += page.body["records"]
        if page.following is None:
            return records
        page = export(service, journey, limit=limit, cursor=page.following)


def test_all_that_is_the_clients_is_there_and_nothing_else(service: Service, journey: str) -> None:
    records = everything(service, journey, "100")
    parts = [record["part"] for record in records]
    assert list(dict.fromkeys(parts)) == [
        "journey",
        "aspiration",
        "goal",
        "goal_words",
        "consent",
        "item",
        "planned_session",
        "break_glass",
        "record_request",
    ]
    assert "a letter came" not in repr(records)
    items = [record["data"] for record in records if record["part"] == "item"]
    assert [(one["kind"], one["by"], one.get("text")) for one in items] == [
        ("session", "therapist", None),
        ("measure", "client", None),
        ("effort", "therapist", "she stayed for tea"),
        ("win", "client", "I went in"),
        ("struggle", "client", "=HYPERLINK(1)"),
    ]
    words = [record["data"] for record in records if record["part"] == "goal_words"]
    assert [one["text"] for one in words] == ["Go to the group"]
    consents = {
        record["data"]["consent"]: record["data"]["granted"] for record in records if record["part"] == "consent"
    }
    assert consents == {"celebrations": True, "supervision": True}


@pytest.mark.parametrize("limit", ["1", "2", "3", "7"])
def test_pages_of_any_size_give_the_same_records_once_each(service: Service, journey: str, limit: str) -> None:
    assert everything(service, journey, limit) == everything(service, journey, "100")


def test_csv_has_the_same_records_and_says_first_what_is_withheld(service: Service, journey: str) -> None:
    lines: list[dict[str, str]] = []
    query = {"format": "csv", "limit": "2", "language": "ja"}
    while True:
        page = export(service, journey, **query)
        assert page.headers["content-type"] == "text/csv; charset=utf-8"
        first, *rest = csv.DictReader(io.StringIO(page.raw, newline=""))
        assert (first["part"], first["withheld"]) == ("withheld", WITHHELD["ja"])
        lines += rest
        if page.following is None:
            break
        query["cursor"] = page.following
    records = everything(service, journey, "100")
    assert [line["part"] for line in lines] == [record["part"] for record in records]
    assert set(lines[0]) == set(EXPORT_COLUMNS)
    assert [line["text"] for line in lines if line["part"] == "item"][-1] == "'=HYPERLINK(1)"


def test_a_page_of_the_longest_texts_is_within_what_lambda_answers(service: Service) -> None:
    journey = service.joined()
    for _ in range(100):
        service.clock.passes(seconds=1)
        service.post(CLIENT, f"/journeys/{journey}/entries", {"kind": "win", "text": "\N{SEEDLING}" * 4000})
    export(service, journey)
    pages = [export(service, journey)]
    while pages[-1].following is not None:
        pages.append(export(service, journey, cursor=pages[-1].following))
    assert sum(len(page.body["records"]) for page in pages) > 100
    # The body is a text within JSON; a runtime that escapes what is not ASCII writes two escapes for such a sign.
    assert max(len(json.dumps({"body": page.raw})) for page in pages) < 6_000_000


def test_it_is_the_clients_alone(service: Service, journey: str) -> None:
    assert refused(export(service, journey, THERAPIST), 403, "forbidden")
    assert refused(export(service, journey, ELSEWHERE), 403, "forbidden")
    assert refused(export(service, journey, OTHER_CLIENT), 404, "not-found")


@pytest.mark.parametrize(
    "cursor",
    ["zz", "WyJyZWZsZWN0aW9ucyJd", "WyJ0aW1lbGluZSIsICJ4Il0", "WyJqb3VybmV5IiwieCJd", "WyJ0aW1lbGluZSIsIiMiXQ"],
    ids=["no cursor", "a part that there is not", "with a blank", "a place in the whole", "no place"],
)
def test_a_cursor_that_was_made_up_is_refused(service: Service, journey: str, cursor: str) -> None:
    answer = export(service, journey, cursor=cursor)
    assert refused(answer, 422, "invalid")
    assert answer.fields == ["cursor"]
