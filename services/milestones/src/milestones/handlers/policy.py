"""Who may do what in this service: a row for each route, which the route is made from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from kernel.caller import Role
from kernel.policy import Policy
from milestones.domain.relation import Relation

Row = Mapping[Role, AbstractSet[Relation]]

_BOTH: Row = {Role.THERAPIST: {Relation.OWN_THERAPIST}, Role.CLIENT: {Relation.CLIENT}}
_JOINED: Row = {Role.CLIENT: {Relation.CLIENT}}
_THERAPIST: Row = {Role.THERAPIST: {Relation.OWN_THERAPIST}}
_ADMIN: Row = {Role.ADMIN: {Relation.SAME_PRACTICE}}
_READERS: Row = {**_ADMIN, Role.THERAPIST: {Relation.SAME_PRACTICE}}
_ANYBODY: Row = {role: {Relation.SAME_PRACTICE} for role in Role}

POLICY = Policy(
    Relation,
    MappingProxyType(
        {
            "GET /journeys/<journey>/milestones": _BOTH,
            "GET /milestones/<milestone>": _BOTH,
            "POST /milestones/<milestone>/dismiss": _THERAPIST,
            "GET /milestones/<milestone>/moved-me": _THERAPIST,
            "PUT /milestones/<milestone>/moved-me": _THERAPIST,
            "DELETE /milestones/<milestone>/moved-me": _THERAPIST,
            "GET /journeys/<journey>/course/<subject>": _BOTH,
            "GET /journeys/<journey>/alerts": _THERAPIST,
            "POST /alerts/<alert>/acknowledge": _THERAPIST,
            "POST /alerts/<alert>/clear": _THERAPIST,
            "GET /caseload": _THERAPIST,
            "GET /journeys/<journey>/access-log": _JOINED,
            "GET /rules": _ANYBODY,
            "POST /rules/<rule>/check": _ANYBODY,
            "GET /alert-settings": _READERS,
            "PUT /alert-settings": _ADMIN,
            "GET /instruments": _READERS,
            "GET /instruments/<instrument>": _READERS,
            "PUT /instruments/<instrument>": _ADMIN,
            "DELETE /instruments/<instrument>": _ADMIN,
        }
    ),
)
"""Read by each route as it is made, and written into the README by ``make openapi``."""
