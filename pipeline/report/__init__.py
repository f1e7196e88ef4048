"""What a run says: for a tired producer at a terminal, or as JSON with a format version for a program."""

from pipeline.report.clearing import orphans_document, show_orphans, show_pruned, show_purge, show_retracted
from pipeline.report.doctor import policies, show_finding, show_policies
from pipeline.report.findings import show_findings, show_new
from pipeline.report.generations import generations_document, show_generations
from pipeline.report.loudness import loudness_picture
from pipeline.report.plan import plan_document, show_plan
from pipeline.report.problems import problem_document, show_problems
from pipeline.report.progress import progress
from pipeline.report.results import (
    result_document,
    show_checked,
    show_published,
    show_rolled_back,
    show_status,
    show_told,
    show_verified,
    status_document,
)
from pipeline.report.sound import examined_document, examined_strip, mastered_document, show_examined, show_mastered

FORMAT = 1
"""Grows when a field of the JSON changes its meaning or goes away; new fields do not count."""

__all__ = [
    "FORMAT",
    "examined_document",
    "examined_strip",
    "generations_document",
    "loudness_picture",
    "mastered_document",
    "orphans_document",
    "plan_document",
    "policies",
    "problem_document",
    "progress",
    "result_document",
    "show_checked",
    "show_examined",
    "show_finding",
    "show_findings",
    "show_generations",
    "show_mastered",
    "show_new",
    "show_orphans",
    "show_plan",
    "show_policies",
    "show_problems",
    "show_pruned",
    "show_published",
    "show_purge",
    "show_retracted",
    "show_rolled_back",
    "show_status",
    "show_told",
    "show_verified",
    "status_document",
]
