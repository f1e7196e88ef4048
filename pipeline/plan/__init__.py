"""Wanted against live: what would change, why, and what a subscriber would see. Pure: no file, no clock, no network."""

from pipeline.plan import alone
from pipeline.plan.back import back, between
from pipeline.plan.facets import TAKEN_OUT, facets, left_out, made_without, show_facet, still_out, taken_out
from pipeline.plan.plan import Plan, plan
from pipeline.plan.selection import select
from pipeline.plan.step import Change, Step
from pipeline.plan.wanted import Wanted

__all__ = [
    "TAKEN_OUT",
    "Change",
    "Plan",
    "Step",
    "Wanted",
    "alone",
    "back",
    "between",
    "facets",
    "left_out",
    "made_without",
    "plan",
    "select",
    "show_facet",
    "still_out",
    "taken_out",
]
