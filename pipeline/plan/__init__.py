"""Wanted against live: what would change, why, and what a subscriber would see. Pure: no file, no clock, no network."""

from pipeline.plan.back import back, between
from pipeline.plan.facets import REDACTED, facets, show_facet
from pipeline.plan.plan import Plan, plan
from pipeline.plan.selection import select
from pipeline.plan.step import Change, Step
from pipeline.plan.wanted import Found, Wanted

__all__ = [
    "REDACTED",
    "Change",
    "Found",
    "Plan",
    "Step",
    "Wanted",
    "back",
    "between",
    "facets",
    "plan",
    "select",
    "show_facet",
]
