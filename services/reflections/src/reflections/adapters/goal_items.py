"""Goals within a journey's item, and their words in items of their own, one a revision."""

from types import MappingProxyType

from kernel.items import Item
from reflections.adapters.keys import words_key
from reflections.domain.capture import Voice
from reflections.domain.goal import Ending, Goal, GoalWords, Outcome
from reflections.domain.journey import Journey


def goal_item(goal: Goal) -> Item:
    """Write a goal as a part of its journey's item."""
    ended = goal.ended
    return {
        "target": goal.target,
        "wording": goal.wording,
        "by": goal.by.value,
        "set_at": goal.set_at,
        "fingerprint": goal.fingerprint,
        "weight": goal.weight,
        "revision": goal.revision,
        "changed_by": goal.changed_by,
        "first": goal.first,
        "reached": {voice.value: at for voice, at in goal.reached.items()},
        "ended": None if ended is None else [ended.outcome.value, ended.by.value, ended.at],
    }


def goal_of(made: str, item: Item) -> Goal:
    """Read a goal from its journey's item."""
    return Goal(
        id=made,
        target=item["target"],
        wording=item["wording"],
        by=Voice(item["by"]),
        set_at=item["set_at"],
        fingerprint=item["fingerprint"],
        weight=item.get("weight", 1),
        revision=item.get("revision", 1),
        changed_by=item.get("changed_by", b""),
        first=(item["first"][0], item["first"][1]) if item.get("first") else None,
        reached=MappingProxyType({Voice(voice): at for voice, at in item.get("reached", {}).items()}),
        ended=_ending(item["ended"]) if item.get("ended") else None,
    )


def _ending(stored: list[str]) -> Ending:
    outcome, by, at = stored
    return Ending(Outcome(outcome), Voice(by), at)


def words_item(journey: Journey, words: GoalWords) -> Item:
    """Write what a goal said in one revision as an item."""
    return {
        **words_key(journey.practice, journey.id, words.goal, words.revision),
        "wording": words.wording,
        "levels": words.levels,
        "target": words.target,
        "weight": words.weight,
        "by": words.by.value,
        "at": words.at,
    }


def words_of(item: Item) -> GoalWords:
    """Read what a goal said from its item."""
    _, goal, revision = item["sk"].split("#")
    return GoalWords(
        goal=goal,
        revision=int(revision),
        wording=item["wording"],
        levels=item["levels"],
        target=item["target"],
        weight=item["weight"],
        by=Voice(item["by"]),
        at=item["at"],
    )
