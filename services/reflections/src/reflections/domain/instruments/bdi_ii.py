"""BDI-II: depression; a proprietary instrument, so its total alone is taken, as filled in and scored elsewhere."""

from reflections.domain.instrument import Instrument, RiskItem

BDI_II = Instrument(
    name="BDI-II",
    title="Beck Depression Inventory, second edition",
    items=21,
    item_maximum=3,
    by_items=False,
    risk_items=(RiskItem(number=9, positive_from=1),),
    loinc=None,
    licence="Proprietary (Pearson): no item is shown or taken here, only a total from a licensed administration",
    sources=(
        "Beck, Steer & Brown (1996), Manual for the Beck Depression Inventory-II; item 9 asks about suicidal thoughts",
    ),
)
