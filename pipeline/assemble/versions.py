"""The versions of all stages, in one fingerprint: when it changes, what they made is made anew."""

import pipeline
from pipeline.artifact.fingerprint import fingerprint
from pipeline.stages import art, audio, blog, feed, site, tags, words


def recipe() -> str:
    """Changes with every release of Podwright, and with every stage that makes other bytes than before."""
    stages = (art.VERSION, audio.VERSION, blog.VERSION, feed.VERSION, site.VERSION, tags.VERSION, words.VERSION)
    return fingerprint(pipeline.__version__, stages)
