"""Milestones: finds the little breakthrough in a course of scores, and says why it thinks so."""
