"""Conventions about who may do what: a row for each route, no row without one, and a README that shows them."""

import json

import pytest

from build.openapi import SERVICES, path_of
from build.policy import policy_of, readme_of, table_of, with_table
from kernel.policy import UnlistedRouteError

HOW = "give each route a row in services/{}/src/{}/handlers/policy.py, then run `make openapi`"


@pytest.mark.parametrize("service", SERVICES)
def test_each_route_of_the_document_has_a_row_and_each_row_a_route(service: str) -> None:
    paths = json.loads(path_of(service).read_text(encoding="utf-8"))["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    policy = policy_of(service)
    rows = {row.replace("<", "{").replace(">", "}") for row in (*policy.rows, *policy.unsigned)}
    assert rows == routes, HOW.format(service, service)


@pytest.mark.parametrize("service", SERVICES)
def test_each_row_names_roles_and_relations(service: str) -> None:
    policy = policy_of(service)
    for route, row in policy.rows.items():
        assert row, f"{route}: nobody may call it"
        assert all(relations for relations in row.values()), f"{route}: a role that reaches nothing"
        assert {relation for relations in row.values() for relation in relations} <= set(policy.relations)


@pytest.mark.parametrize("service", SERVICES)
def test_the_readme_shows_the_rows(service: str) -> None:
    page = readme_of(service).read_text(encoding="utf-8")
    assert page == with_table(page, table_of(policy_of(service))), "run `make openapi`"


def test_a_route_without_a_row_cannot_be_made() -> None:
    with pytest.raises(UnlistedRouteError, match=r"no row in the policy for 'GET /nowhere'"):
        policy_of("reflections").route("GET", "/nowhere", lambda _: pytest.fail("called"), "Nothing")
