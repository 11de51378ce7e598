from dataclasses import replace

import pytest

from adapters.notifications.conftest import Stores
from notifications.adapters.template_table import TemplateTable
from notifications.domain.ports import LostRaceError
from notifications.domain.practice_template import PracticeTemplate, TemplateName
from notifications.domain.preferences import Language, Tone

NAME = TemplateName("first_step", Language.JAPANESE, Tone.WARM)
MADE = PracticeTemplate(NAME, "一歩を踏み出されましたね。", "一歩を踏み出されましたね。[{days}がたちました。]", 1)


def test_a_template_is_one_call_each_and_its_version_guards_it(stores: Stores) -> None:
    templates = TemplateTable(stores.dynamodb, "Table")
    assert templates.get("practice-1", NAME) is None
    templates.put("practice-1", MADE)
    assert templates.get("practice-1", NAME) == MADE
    assert stores.calls == ["GetItem", "PutItem", "GetItem"]
    for late in (MADE, replace(MADE, version=3)):
        with pytest.raises(LostRaceError):
            templates.put("practice-1", late)
    templates.put("practice-1", replace(MADE, version=2))
    other = replace(MADE, name=replace(NAME, tone=Tone.PLAIN))
    templates.put("practice-1", other)
    assert sorted(templates.all("practice-1"), key=lambda one: one.version) == [other, replace(MADE, version=2)]
    assert templates.all("practice-2") == []
    with pytest.raises(LostRaceError):
        templates.remove("practice-1", NAME, 1)
    templates.remove("practice-1", NAME, 2)
    templates.remove("practice-1", NAME, 0)
    assert templates.get("practice-1", NAME) is None
