"""What is left of an erased journey, and a practice's retention rule, as items and back."""

from collections.abc import Sequence
from types import MappingProxyType

from kernel.items import Item
from reflections.adapters.keys import journey_key
from reflections.domain.erasure import Erasure
from reflections.domain.retention import Asker, Keeping, Retained, RetentionRule, What


def item_of_erasure(erasure: Erasure) -> Item:
    """Write what is left; the confirmations are items of their own, for each rewrites nothing of it."""
    return {
        **journey_key(erasure.practice, erasure.journey),
        "therapist": erasure.therapist,
        "client": erasure.client,
        "version": erasure.version,
        "erased_at": erasure.at,
        "asked_by": erasure.by.value,
        "kept": [[one.what.value, one.basis, one.until] for one in erasure.kept],
    }


def erasure_of(item: Item, confirmations: Sequence[Item]) -> Erasure:
    """Read what is left."""
    practice, _, journey = item["pk"].rpartition("#")
    confirmed = {one["sk"].removeprefix("ERASED#"): one["confirmed_at"] for one in confirmations}
    return Erasure(
        practice=practice,
        journey=journey,
        therapist=item["therapist"],
        client=item.get("client"),
        version=item["version"],
        at=item["erased_at"],
        by=Asker(item["asked_by"]),
        kept=tuple(Retained(What(what), basis, until) for what, basis, until in item["kept"]),
        confirmed=MappingProxyType(confirmed),
    )


def item_of_rule(rule: RetentionRule) -> Item:
    """Write a rule, without its key."""
    return {
        "keeps": [[keeping.what.value, keeping.basis, keeping.years] for keeping in rule.keeps],
        "askers": sorted(rule.askers),
        "version": rule.version,
    }


def rule_of(item: Item) -> RetentionRule:
    """Read a rule; the one that holds where a practice has set none, from an empty item."""
    if not item:
        return RetentionRule()
    return RetentionRule(
        keeps=tuple(Keeping(What(what), basis, years) for what, basis, years in item["keeps"]),
        askers=frozenset(map(Asker, item["askers"])),
        version=item["version"],
    )
