"""Figures set against each other: which of them answer one question, and what excludes, rounds, sums up or overtakes another."""
