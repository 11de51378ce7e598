"""PHQ-9: depression, nine items over the last two weeks."""

from reflections.domain.instrument import Instrument, RiskItem

PHQ_9 = Instrument(
    name="PHQ-9",
    title="Patient Health Questionnaire, nine items",
    items=9,
    item_maximum=3,
    by_items=True,
    risk_items=(RiskItem(number=9, positive_from=1, loinc="44260-8"),),
    loinc="44261-6",
    licence="Public domain; no permission required to reproduce, translate, display or distribute",
    sources=(
        "Kroenke, Spitzer & Williams (2001), Journal of General Internal Medicine 16(9), 606-613",
        "LOINC 44261-6 (total), 44260-8 (item 9: thoughts of being better off dead, or of hurting oneself)",
    ),
)
