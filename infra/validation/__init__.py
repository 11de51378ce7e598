"""Compares the rules, number by number, with what other people's programs gave: ``make validate``."""
