"""What `init` found and proposes, in words that fit 80 columns, and as JSON."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from vaultwell.model.codes import CODES, Code
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.kinds import PersonMark
from vaultwell.practices.adopt import Adoption, HeadingFound
from vaultwell.practices.own_keys import KeyUse
from vaultwell.practices.survey import DayCounts, Survey
from vaultwell.render.adoption import Line
from vaultwell.render.documents import VERSION
from vaultwell.render.safe import one_line, plain
from vaultwell.render.words import say_count

_WIDTH = 79
_FEW = 3
_MOST_KEYS = 12
_LONGEST_WORDS = 40
_OFTEN = 5
_MARKS: Mapping[PersonMark, str] = {
    "folder": "by folder",
    "type": "by “type: person”",
    "tag": "by the tag “person”",
    "category": "by the category “People”",
}
_SHOWN_MEANINGS = ("last_contact", "cadence", "circle", "birthday")


class Report(NamedTuple):
    """Everything `init` found: counts under the settings that hold, and what it proposes beyond them.

    `files` names the files of `.obsidian` that each of the `conventions` comes from; `written` the files
    that were written; `has_settings`: there was a `vaultwell.toml` before.
    """

    vault: str
    survey: Survey
    adoption: Adoption
    proposals: Sequence[Line]
    settings: Settings
    conventions: Conventions
    files: Mapping[str, tuple[str, ...]]
    has_tasks_plugin: bool
    has_settings: bool
    is_dry_run: bool
    written: Sequence[str]
    is_excluded: bool


def render_survey(report: Report) -> Iterator[str]:
    """The lines of the report; nothing is said of what there is none of."""
    if report.survey.people:
        yield from _say_people(report)
    yield from _say_days(report.survey.days, report.conventions, report.files)
    if any(report.survey.links):
        yield from _say_links(report.survey)
    if report.conventions.template_folders:
        source = _say_files(report.files, "template_folders")
        yield from _wrapped(f"Templates: {_join(report.conventions.template_folders)}{source}; never people.")
    yield from _section("Left to you", _list_doubts(report))
    yield from _section("Not understood", _list_rest(report.survey))
    yield from _say_tasks(report)


def _say_people(report: Report) -> Iterator[str]:
    survey = report.survey
    marks = sorted(survey.marks, key=lambda mark: (-survey.marks[mark], mark))
    how = [(survey.marks[mark], f"{_MARKS[mark]}{_say_folders(survey, mark)}") for mark in marks]
    people = say_count(survey.people, "person", "people")
    yield from _wrapped(f"{people}{_say_parts(survey.people, how)}.")
    entries = survey.own_entries + survey.dated_entries
    if entries:
        counts = [(survey.own_entries, "in people’s own notes"), (survey.dated_entries, "in dated notes")]
        yield from _wrapped(f"{say_count(entries, 'line')} about them{_say_parts(entries, counts)}.")
    yield from _wrapped(_say_keys(survey.keys))


def _say_parts(whole: int, parts: Sequence[tuple[int, str]]) -> str:
    """`: 14 by folder, 2 by tag`, or for one that is the whole: ` by folder`."""
    parts = [part for part in parts if part[0]]
    if len(parts) == 1 and parts[0][0] == whole:
        return f" {parts[0][1]}"
    return f": {_join(f'{count} {what}' for count, what in parts)}"


def _say_folders(survey: Survey, mark: PersonMark) -> str:
    if mark != "folder":
        return ""
    folders = survey.folders.items()
    names = [folder for folder, _ in folders] if len(folders) == 1 else [f"{name} {n}" for name, n in folders]
    return f" ({_join(names)})"


def _say_keys(keys: Sequence[KeyUse]) -> str:
    """Which properties are read as what matters most: `birthday: Geburtstag 12`."""
    parts = []
    for meaning in _SHOWN_MEANINGS:
        names = [f"{key.key} {key.notes}" for key in keys if key.meaning == meaning]
        if names:
            parts.append(f"{meaning.replace('_', ' ')}: {_join(names)}")
    return f"Read as {'; '.join(parts)}." if parts else ""


def _say_days(
    days: DayCounts, conventions: Conventions, files: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    counts = [(days.daily, "called after the day alone"), (days.others, "of meetings and the like")]
    dated = days.daily + days.others
    if dated:
        yield from _wrapped(f"{say_count(dated, 'dated note')}{_say_parts(dated, counts)}.")
    if conventions.daily_folder is not None:
        where = conventions.daily_folder or "the vault itself"
        source = _say_files(files, "daily_folder")
        yield from _wrapped(f"Daily notes: {where}, as {conventions.daily_format}{source}.")
    if days.longer:
        yield from _wrapped(f"{say_count(days.longer, 'weekly or longer note')}: never contact.")
    if days.undated:
        notes = say_count(len(days.undated), "note")
        yield from _wrapped(f"{notes} without a date that can be read: {_few(days.undated)}.")
    if days.unread:
        yield from _wrapped(
            f"{say_count(len(days.unread), 'name')} may be a day in another form, such as {days.unread[0]}. "
            "Set folder and date format in Obsidian’s daily-note settings, and they are read."
        )


def _say_files(files: Mapping[str, tuple[str, ...]], field: str) -> str:
    names = files.get(field, ())
    return f" (from {_join(names)})" if names else ""


def _say_links(survey: Survey) -> Iterator[str]:
    links = survey.links
    counts = {"to people": links.people, "to other notes": links.notes}
    parts = [f"{count} {where}" for where, count in counts.items() if count]
    parts += [f"{links.ambiguous} ambiguous"] if links.ambiguous else []
    parts += [f"{links.unknown} to no note"] if links.unknown else []
    yield from _wrapped(f"Links in people’s and dated notes: {', '.join(parts)}.")


def _list_doubts(report: Report) -> Iterator[str]:
    """What may be people, or may be none: only the owner of the notes can say."""
    adoption, survey = report.adoption, report.survey
    for folder in adoption.doubtful_folders:
        yield f"{folder}: if its notes are people, add it to “people” in vaultwell.toml."
    if adoption.lookalikes:
        notes = say_count(len(adoption.lookalikes), "note looks", "notes look")
        yield f"{notes} like a person’s: {_few(adoption.lookalikes)}. “type: person” in a note makes it one."
    if survey.unlike:
        notes = say_count(len(survey.unlike), "note counts", "notes count")
        yield f"{notes} as a person, but perhaps should not: {_few(survey.unlike)}."
    for found in adoption.doubtful_headings[:_FEW]:
        yield _say_doubtful_heading(found)


def _say_doubtful_heading(found: HeadingFound) -> str:
    lines = say_count(found.lines, "line")
    if not found.heading:
        return f"{lines} with a date under no heading, as {found.source}: put them below “## Log” to count."
    return (
        f"{lines} with a date under “{found.heading}”, as {found.source}: if they tell of talks, "
        "add it to “headings”."
    )


def _list_rest(survey: Survey) -> Iterator[str]:
    own = [key for key in survey.keys if key.meaning is None]
    if own:
        names = [f"{key.key} {key.notes}" for key in own[:_MOST_KEYS]]
        yield f"Properties of your own, kept and searched: {_join(names)}{_more(len(own), _MOST_KEYS)}."
    if survey.dateless:
        lines = say_count(len(survey.dateless), "log line")
        yield f"{lines} without a date: {_few(map(str, survey.dateless))}."
    if survey.own_words:
        lines = say_count(len(survey.own_words), "log line begins", "log lines begin")
        is_one = len(survey.own_words) == 1
        talks = "counts as a talk" if is_one else "count as talks"
        few = [f"{words.source} “{_short(words.words)}”" for words in survey.own_words[:_FEW]]
        yield f"{lines} with no verb I know, and {talks}: {'; '.join(few)}.{_say_first_words(survey)}"
    if survey.problems:
        count = say_count(sum(map(len, survey.problems.values())), "problem")
        yield f"{count}, each named by “vaultwell check”: {_say_problems(survey.problems)}."


def _say_first_words(survey: Survey) -> str:
    """The words that such lines often begin with: they may be verbs in the user's own language."""
    firsts = (re.split(r"[\s:,.;]", line.words, maxsplit=1)[0].lower() for line in survey.own_words)
    often = [
        f"{word} {count}" for word, count in Counter(firsts).most_common(_FEW) if word and count >= _OFTEN
    ]
    return f" Often: {_join(often)}; a verb of yours goes under [verbs]." if often else ""


def _say_problems(problems: Mapping[Code, Sequence[Source]]) -> str:
    kinds = list(problems.items())
    parts = [
        f"{CODES[code][1][:1].lower()}{CODES[code][1][1:]} ({places[0]})" for code, places in kinds[:_FEW]
    ]
    return f"{'; '.join(parts)}{_more(len(kinds))}"


def _say_tasks(report: Report) -> Iterator[str]:
    if not (report.has_tasks_plugin or report.survey.tasks_queries):
        return
    yield ""
    yield from _wrapped(
        "You use Tasks: the due note’s rows are checkboxes too. To keep them out of your queries, add this "
        "line to them, or to the global query in the plugin’s settings:"
    )
    yield f"  path does not include {one_line(report.settings.due_note)}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield title
        for line in lines:
            yield from _wrapped(line, "  - ", "    ")


def _wrapped(text: str, first: str = "", further: str = "") -> list[str]:
    return wrap(
        one_line(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _few(names: Iterable[str]) -> str:
    names = list(names)
    return f"{_join(names[:_FEW])}{_more(len(names))}"


def _more(count: int, shown: int = _FEW) -> str:
    return f" and {count - shown} more" if count > shown else ""


def _join(names: Iterable[str]) -> str:
    return ", ".join(names)


def _short(words: str) -> str:
    words = plain(words)
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"


def init_document(report: Report) -> dict[str, Any]:
    """`init --json`."""
    survey, adoption = report.survey, report.adoption
    return {
        "version": VERSION,
        "vault": report.vault,
        "written": list(report.written),
        "excluded_from_git": report.is_excluded,
        "people": survey.people,
        "people_by": {mark: survey.marks.get(mark, 0) for mark in _MARKS},
        "people_folders": dict(survey.folders),
        "entries": {"own": survey.own_entries, "dated": survey.dated_entries},
        "dated_notes": {
            "daily": survey.days.daily,
            "others": survey.days.others,
            "longer": survey.days.longer,
            "undated": list(survey.days.undated),
            "unread": list(survey.days.unread),
        },
        "links": survey.links._asdict(),
        "daily_folder": report.conventions.daily_folder,
        "daily_format": report.conventions.daily_format,
        "template_folders": list(report.conventions.template_folders),
        "proposals": [
            {"table": line.table, "key": line.key, "value": line.value, "why": list(line.whys)}
            for line in report.proposals
        ],
        "properties": [{"key": key.key, "meaning": key.meaning, "notes": key.notes} for key in survey.keys],
        "doubtful": {
            "folders": list(adoption.doubtful_folders),
            "headings": [
                {"heading": found.heading, "lines": found.lines, "source": str(found.source)}
                for found in adoption.doubtful_headings
            ],
            "like_people": list(adoption.lookalikes),
            "unlike_people": list(survey.unlike),
        },
        "dateless": [str(source) for source in survey.dateless],
        "own_words": [{"source": str(line.source), "text": line.words} for line in survey.own_words],
        "tasks": {
            "is_used": report.has_tasks_plugin or bool(survey.tasks_queries),
            "queries": list(survey.tasks_queries),
            "exclude": f"path does not include {report.settings.due_note}",
        },
        "problems": sum(map(len, survey.problems.values())),
    }
