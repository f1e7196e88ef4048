"""What a use case tells, in words on a terminal, in the order in which it is told."""

from typing import assert_never

from rich.console import Console

from pipeline.app.events import Announced, Event, Planned, Pruning, Purging, Secret, Sending, Warned, Working
from pipeline.cli.saying import SECRETS
from pipeline.report.clearing import show_orphans, show_purge
from pipeline.report.plan import show_plan
from pipeline.report.problems import show_problems
from pipeline.report.progress import Bars
from pipeline.report.results import show_told


class Screen:
    """Where events are shown. Events of work may come from any thread."""

    def __init__(self, console: Console) -> None:
        """Show them on this console."""
        self._console = console
        self._bars = Bars(console)

    def tell(self, event: Event) -> None:
        """Show the event. What must not be said is noted, and nothing is shown."""
        match event:
            case Working(work=work, done=done):
                self._bars.tell(work, done, 1.0)
            case Sending(sent=sent, total=total):
                self._bars.tell("sending", sent, total)
            case Secret(token=token, opens=opens):
                SECRETS.hide_tokens([token], [opens])
            case _:
                self.stop()
                self._say(event)

    def stop(self) -> None:
        """Take away the bars, if there are any."""
        self._bars.stop()

    def _say(self, event: Warned | Planned | Announced | Purging | Pruning) -> None:
        match event:
            case Warned(problems=problems):
                show_problems(self._console, problems)
            case Planned(plan=plan, title=title, place=place):
                show_plan(self._console, plan, title, place)
            case Announced(who=who):
                show_told(self._console, who)
            case Purging(episode=episode, files=files, releases=releases):
                show_purge(self._console, episode, files, releases)
            case Pruning(files=files, waiting=waiting, days=days):
                show_orphans(self._console, files, waiting, days)
            case _:
                assert_never(event)
