"""Posts and episodes that answer the same question lead to each other.

A link is made only by an id that a producer wrote, in the post or in the episode; either is enough. A post's file is
spliced, never rendered anew: every byte outside our markers stays as it was, what a person has edited is theirs, and
what was put in can be taken out again.
"""

from pipeline.stages.blog.block import HEIGHT, HUGO_SHORTCODE
from pipeline.stages.blog.links import answers, check, episodes_of
from pipeline.stages.blog.rules import RULES
from pipeline.stages.blog.splice import Spliced, embed, unembed

VERSION = "1"

__all__ = [
    "HEIGHT",
    "HUGO_SHORTCODE",
    "RULES",
    "VERSION",
    "Spliced",
    "answers",
    "check",
    "embed",
    "episodes_of",
    "unembed",
]
