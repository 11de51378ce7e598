"""The instruments that are known here: one file of data each. Lower is better on all of them."""

from collections.abc import Mapping
from types import MappingProxyType

from reflections.domain.instrument import Instrument
from reflections.domain.instruments.bdi_ii import BDI_II
from reflections.domain.instruments.gad_7 import GAD_7
from reflections.domain.instruments.phq_9 import PHQ_9

INSTRUMENTS: Mapping[str, Instrument] = MappingProxyType({one.name: one for one in (PHQ_9, GAD_7, BDI_II)})
"""Each instrument by its name."""
