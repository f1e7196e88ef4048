"""The command line: the only place that knows the clock, the environment, the terminal and exit codes."""

from pipeline.cli.main import main

__all__ = ["main"]
