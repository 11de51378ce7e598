"""The rules as a command on a CSV file: ``python -m milestones.detect courses.csv --rule sudden-gain --cutoff 7``.

It needs Python and nothing else, so that a researcher can use it in place of the R package suddengains.
"""
