"""A vault in memory, its due note of some day, and what somebody does to it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce

import jinja2

from tests.graph.lines import TODAY, build
from vaultwell.model.cadence import Cadence
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.notes.region import Region, parse_region, render_region, settle_rows
from vaultwell.practices.due import find_due
from vaultwell.practices.row import row_id
from vaultwell.practices.tick_draft import Tick
from vaultwell.practices.ticks import find_ticks
from vaultwell.render.due_note import render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.render.rows import render_row
from vaultwell.render.ticks import list_left
from vaultwell.vault.templates import find_templates

ENVIRONMENT = build_environment(jinja2.FileSystemLoader(find_templates()))
SETTINGS = Settings(circles={"close": Cadence(months=1), "far": Cadence(months=12)})


@dataclass(frozen=True)
class Morning:
    """The vault's notes and its due note; every method gives a new one."""

    files: dict[str, str]
    today: date = TODAY
    settings: Settings = SETTINGS
    due_note: str = ""
    ticks: tuple[Tick, ...] = field(default=(), compare=False)

    @property
    def graph(self) -> Graph:
        """Everybody, today."""
        return build(self.files, self.settings, self.today)[0]

    @property
    def rows(self) -> list[str]:
        """The rows of the due note."""
        return [line for line in self.due_note.split("\n") if line.startswith("- [")]

    def index(self) -> "Morning":
        """Regenerated, with what was touched kept."""
        _, problems = build(self.files, self.settings, self.today)
        body = render_due_note(self.graph, self.settings, problems, self.today, ENVIRONMENT)
        region = parse_region(self.due_note) if self.due_note else None
        return replace(self, due_note=render_region(body, region))

    def touch(self, words: str, mark: str = "x", *typed: str) -> "Morning":
        """The one row that holds `words` gets a mark, and lines typed under it."""
        (row,) = [row for row in self.rows if words in row]
        touched = re.sub(r"\[.\]", f"[{mark}]", row, count=1)
        lines = "\n".join([touched, *(f"\t{line}" for line in typed)])
        return replace(self, due_note=self.due_note.replace(row, lines))

    def tick(self, words: str, *typed: str) -> "Morning":
        """The row that holds `words` is ticked."""
        return self.touch(words, "x", *typed)

    def write_notes(self) -> "Morning":
        """The ticks are applied to people's notes; the due note is not written yet."""
        files = dict(self.files)
        ticks = self._find_ticks()
        for tick in ticks:
            if tick.changes:
                files[tick.path] = reduce(lambda text, edit: edit(text), tick.changes, files[tick.path])
        return replace(self, files=files, ticks=ticks)

    def apply(self) -> "Morning":
        """The ticks are applied and the due note regenerated."""
        done = self.write_notes()
        region = done.region
        left = [line for tick in done.ticks for line in list_left(tick)]
        settled = settle_rows(region, [tick.row for tick in done.ticks], left)
        _, problems = build(done.files, self.settings, self.today)
        body = render_due_note(done.graph, self.settings, problems, self.today, ENVIRONMENT)
        return replace(done, due_note=render_region(body, settled))

    def later(self, days: int) -> "Morning":
        """Some days later."""
        return replace(self, today=self.today + timedelta(days))

    def rename(self, old: str, new: str) -> "Morning":
        """A note gets another path; its links are not touched."""
        return replace(self, files={new if path == old else path: text for path, text in self.files.items()})

    @property
    def region(self) -> Region:
        """The region of the due note."""
        region = parse_region(self.due_note)
        assert region is not None
        return region

    def _find_ticks(self) -> tuple[Tick, ...]:
        graph = self.graph
        shown = {
            (
                row.path,
                render_row(row, graph.names, self.today).partition(" · ")[2].rpartition(" ^")[0],
            ): row_id(row)
            for row in find_due(graph, self.settings, self.today)
        }
        return find_ticks(self.region, graph, self.settings, self.today, shown)


def log_of(morning: Morning, path: str) -> list[str]:
    """The list items of a note."""
    return [line for line in morning.files[path].split("\n") if re.match(r"\s*- |  ", line)]
