"""GAD-7: anxiety, seven items over the last two weeks."""

from reflections.domain.instrument import Instrument

GAD_7 = Instrument(
    name="GAD-7",
    title="Generalised Anxiety Disorder, seven items",
    items=7,
    item_maximum=3,
    by_items=True,
    risk_items=(),
    loinc="70274-6",
    licence="Public domain; no permission required to reproduce, translate, display or distribute",
    sources=(
        "Spitzer, Kroenke, Williams & Löwe (2006), Archives of Internal Medicine 166(10), 1092-1097",
        "LOINC 70274-6 (total)",
    ),
)
