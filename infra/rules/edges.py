"""Rules about the edge: what may call an API, and how often."""

from collections.abc import Iterator, Mapping
from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import properties, resources

_LIMITS = ("ThrottlingBurstLimit", "ThrottlingRateLimit")


def _limited(settings: Any) -> bool:  # noqa: ANN401 - any value of a template
    return isinstance(settings, Mapping) and all(settings.get(name) for name in _LIMITS)


class KnownOrigins(CloudFormationLintRule):
    """With a star, any page that a therapist has open may read what the API answers to her."""

    id = "E9112"
    shortdesc = "Only pages of named origins may call an API"
    description = "CorsConfiguration.AllowOrigins is set, and neither it nor AllowHeaders or AllowMethods holds a star"
    tags = ("quietcheer", "http")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find APIs that say nothing of origins, or take any."""
        found = []
        for name, api in resources(cfn, "AWS::ApiGatewayV2::Api"):
            cors = properties(api).get("CorsConfiguration") or {}
            given = [
                str(each) for key in ("AllowOrigins", "AllowHeaders", "AllowMethods") for each in cors.get(key) or []
            ]
            if not cors.get("AllowOrigins") or any("*" in each for each in given):
                path = ["Resources", name, "Properties"]
                found.append(RuleMatch(path, f"{name} may be called by pages of anybody: name the origins"))
        return found


class Throttled(CloudFormationLintRule):
    """Without limits one caller can use up what the account may do at once, and every other service with it."""

    id = "E9113"
    shortdesc = "Each stage of an API is throttled, and what is open to anybody has limits of its own"
    description = "DefaultRouteSettings has both limits; so has RouteSettings for each route without authorization"
    tags = ("quietcheer", "http")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find stages without limits, open routes without their own, and settings of routes that may come later."""
        routes = {
            str(properties(route).get("RouteKey")): name for name, route in resources(cfn, "AWS::ApiGatewayV2::Route")
        }
        return [
            match
            for name, stage in resources(cfn, "AWS::ApiGatewayV2::Stage")
            for match in _judged(cfn, name, stage, routes)
        ]


def _judged(cfn: Template, name: str, stage: Mapping[str, Any], routes: Mapping[str, str]) -> Iterator[RuleMatch]:
    held, path = properties(stage), ["Resources", name, "Properties"]
    own = held.get("RouteSettings") or {}
    if not _limited(held.get("DefaultRouteSettings")):
        yield RuleMatch(path, f"{name} has no limits: set {' and '.join(_LIMITS)} in DefaultRouteSettings")
    for _, route in resources(cfn, "AWS::ApiGatewayV2::Route"):
        key = str(properties(route).get("RouteKey"))
        if properties(route).get("AuthorizationType", "NONE") == "NONE" and not _limited(own.get(key)):
            yield RuleMatch(path, f"{name}: {key} is open to anybody, give it limits of its own in RouteSettings")
    awaited = stage.get("DependsOn") or []
    for key in own:
        if routes.get(key) not in ([awaited] if isinstance(awaited, str) else awaited):
            yield RuleMatch(path, f"{name}: {key} must be there before its settings, add its route to DependsOn")
