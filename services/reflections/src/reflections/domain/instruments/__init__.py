"""The instruments known here: a file of data each, copied from ``contracts/instruments`` by ``make contracts``."""

from collections.abc import Mapping

from kernel.data_files import DataFiles
from reflections.domain.instrument import Instrument
from reflections.domain.instrument_file import instrument_in

SHIPPED: Mapping[str, str] = DataFiles("reflections.domain", "instruments", lambda document: str(document["entry"]))
"""How each shipped instrument is entered, by its name; those too that are no measure."""

INSTRUMENTS: Mapping[str, Instrument] = DataFiles("reflections.domain", "instruments", instrument_in)
"""Each instrument that can be entered as a measure, by its name; the files are read when the first one is looked at."""
