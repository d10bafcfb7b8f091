"""The sentence of a claim, and whether it is a clause, in a record's reports."""

from __future__ import annotations

from whosays.brief.lookup import Index
from whosays.model import Claim, Span
from whosays.text import printed


def sentence_of(look: Index, claim: Claim) -> Span:
    """The printed sentence that holds a claim."""
    return printed.sentence_of(look.reports[claim.report], claim)


def is_clause(look: Index, claim: Claim) -> bool:
    """Is the claim's evidence a clause that can stand alone?"""
    return printed.is_clause(look.reports[claim.report].text, claim)
