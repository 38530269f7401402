"""What is missing, in words: few names for each thing, the line to add, and what vaultwell sees."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Any, NamedTuple

from vaultwell.model.finding import Finding
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import ATTEMPTS_UNTIL_REST, find_anchor
from vaultwell.practices.doctor import NEEDED, Checkup, Lack, Sight, group_by_lack
from vaultwell.practices.history import History
from vaultwell.practices.matters import find_next_day
from vaultwell.practices.strangers import Stranger, Why
from vaultwell.practices.today import is_resting
from vaultwell.render.documents import VERSION
from vaultwell.render.safe import one_line, plain
from vaultwell.render.settings import say_key
from vaultwell.render.words import NBSP, say_day

FEW_NAMES = 6
_WIDTH = 78

_TITLES: Mapping[Lack, str] = {
    "lines": "A line that could not be read",
    "rhythm": "No rhythm, so nobody says when it is time",
    "circle": "In a circle that has no cadence",
    "day": "No day to count from",
    "words": "Nothing yet to begin with",
    "reach": "No way to reach them",
    "birthday": "Close to you, birthday not written down",
    "link": "Named in no note but their own",
}
_LINES: Mapping[Lack, str] = {
    "lines": "vaultwell check",
    "rhythm": "cadence: monthly",
    "circle": 'close = "monthly"',
    "day": "last_contact: YYYY-MM-DD",
    "words": "interests: [what they care about]",
    "reach": "channel: Signal",
    "birthday": "birthday: MM-DD",
    "link": "[[their name]]",
}
_WHERE: Mapping[Lack, str] = {
    "lines": "names the line and says what to write",
    "rhythm": "to the properties; or their circle",
    "circle": "to vaultwell.toml, under [circles]",
    "day": "to the properties; or met:, or a line under “Log”",
    "words": "to the properties; or a few words in the log",
    "reach": "to the properties; or email:, phone:, url:",
    "birthday": "to the properties",
    "link": "to your daily note when you see them",
}
_WHYS: Mapping[Why, str] = {
    "excluded": "it is your own note, a template or a generated note, and those are never a person’s",
    "dated": "its name or its date makes it the note of a day. If it is a person’s all the same, write "
    "“type: person” into its front matter",
    "elsewhere": "nothing says that it is a person’s. Write “type: person” into its front matter, or name "
    "its folder in vaultwell.toml, under people",
}
_GITS = {
    "tracked": "tracked by git",
    "ignored": "ignored by git",
    "offered": "not yet ignored by git",
    "none": "no git",
}


class Report(NamedTuple):
    """Everything `doctor` knows: the people looked at, and the vault."""

    checkups: Sequence[Checkup]
    sight: Sight
    findings: Sequence[Finding]
    settings: Settings
    today: date


def render_report(report: Report, *, is_whole: bool) -> Iterator[str]:
    """The summary, what is missing with a few names each (`is_whole`: all of them), what is seen."""
    if report.checkups:
        yield _say_summary(report)
    for lack, found in group_by_lack(report.checkups).items():
        names = [plain(checkup.history.contact.name) for checkup in found]
        yield ""
        yield f"{_TITLES[lack]} ({len(found)})"
        yield from _list_names(names, is_whole=is_whole)
        yield _say_addition(lack, found, report.settings)
    yield ""
    yield from _say_findings(report.findings)
    yield from _say_sight(report.sight, report.settings)


def _say_summary(report: Report) -> str:
    kept = [checkup for checkup in report.checkups if not checkup.history.contact.is_away]
    people, ready, rest = (
        len(kept),
        sum(checkup.is_ready for checkup in kept),
        len(report.checkups) - len(kept),
    )
    whom = _count(people)
    if not people:
        return f"Nothing is missing: {_count(rest)}, left alone."
    has = "with all it takes" if ready == people else f"{ready} with all it takes"
    if not ready:
        has = "nobody yet with all it takes"
    alone = f" {rest} more {'is' if rest == 1 else 'are'} left alone." if rest else ""
    return f"{whom}, {has}.{alone}"


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"


def _list_names(names: Sequence[str], *, is_whole: bool) -> list[str]:
    shown = [name.replace(" ", NBSP) for name in (names if is_whole else names[:FEW_NAMES])]
    text = ", ".join(shown)
    if len(shown) < len(names):
        text += f" and {len(names) - len(shown)} more"
    lines = wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return [line.replace(NBSP, " ") for line in lines]


def _say_addition(lack: Lack, checkups: Sequence[Checkup], settings: Settings) -> str:
    """`add  cadence: monthly   to the properties`."""
    where = _WHERE[lack]
    if lack == "rhythm" and settings.circles:
        where = where.replace("their circle", "cadence: 30")
    return f"  {'see' if lack == 'lines' else 'add'}  {_say_line(lack, checkups, settings)}   {where}"


def _say_line(lack: Lack, checkups: Sequence[Checkup], settings: Settings) -> str:
    if lack == "rhythm" and settings.circles:
        return f"circle: {plain('close' if 'close' in settings.circles else next(iter(settings.circles)))}"
    if lack == "circle":
        return f'{plain(say_key(checkups[0].history.contact.circle or ""))} = "monthly"'
    return _LINES[lack]


def _say_findings(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield "Worth a look"
    for finding in findings:
        yield from wrap(
            one_line(f"{finding.message} {finding.remedy}"),
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
        )
    yield ""


def _say_sight(sight: Sight, settings: Settings) -> Iterator[str]:
    yield "What vaultwell sees"
    yield f"  vault        {sight.vault}   ({sight.found_by})"
    yield f"  settings     {sight.settings or 'none, so the defaults hold: “vaultwell init” writes some'}"
    yield f"  people       {_say_folders(sight, settings)}"
    yield f"  dated notes  {_say_dated(sight)}"
    yield f"  due note     {one_line(sight.due_note)}, {_GITS[sight.git]}"
    if sight.problems or sight.hints:
        yield f"  problems     {sight.problems}, hints {sight.hints}: see “vaultwell check”"


def _say_folders(sight: Sight, settings: Settings) -> str:
    if not sight.folders:
        return f"none: no note in {', '.join(map(one_line, settings.people))}, none with “type: person”"
    found = [f"{one_line(folder) or 'the vault itself'} ({count})" for folder, count in sight.folders.items()]
    return ", ".join(found[:FEW_NAMES]) + (
        f" and {len(found) - FEW_NAMES} more" if len(found) > FEW_NAMES else ""
    )


def _say_dated(sight: Sight) -> str:
    folder = "" if sight.daily_folder is None else f"{one_line(sight.daily_folder) or 'the vault itself'}, "
    speak = f"{sight.dated_notes} speak" if sight.dated_notes > 1 else "1 speaks"
    whom = f"{speak} of somebody" if sight.dated_notes else "none speaks of anybody"
    return f"{folder}named {one_line(sight.daily_format)}; {whom}"


def render_checkup(checkup: Checkup, report: Report) -> Iterator[str]:
    """One person: when they are due and why, and each thing that is missing."""
    history, contact = checkup.history, checkup.history.contact
    yield f"{plain(contact.name)}  {one_line(contact.path)}"
    yield f"  {_say_rhythm(history, report.settings, report.today)}".replace(NBSP, " ")
    if not checkup.lacks and not checkup.history.contact.is_away:
        yield "  Nothing is missing."
    for lack in checkup.lacks:
        yield ""
        yield _TITLES[lack]
        yield _say_addition(lack, [checkup], report.settings)


def _say_rhythm(history: History, settings: Settings, today: date) -> str:
    contact = history.contact
    if contact.died is not None:
        return "Died: nothing is ever due, the dates are kept."
    if contact.let_go is not None:
        return "Let go: never due. Take the line “let_go” out to begin again."
    if contact.is_paused:
        return "Paused: only promises and loans are shown. Take the line “paused” out to go on."
    anchor, is_estimated = find_anchor(history, today + timedelta(1))
    cadence = f"{history.cadence}" if history.cadence else "no rhythm"
    circle = f", circle {plain(contact.circle)}" if contact.circle else ""
    word = "met or noted" if is_estimated else "last in touch"
    counted = f"; {word} {say_day(anchor, today)}" if anchor else ""
    following = find_next_day(history, settings, today)
    due = f"; due {say_day(following, today)}" if following else _say_rest(history, settings, today)
    return f"{cadence[:1].upper()}{cadence[1:]}{circle}{counted}{due}."


def _say_rest(history: History, settings: Settings, today: date) -> str:
    if is_resting(settings, today):
        return f"; you rest until {settings.rest_until}"
    is_tried = len(history.unanswered(today + timedelta(1))) >= ATTEMPTS_UNTIL_REST
    return "; at rest after three attempts, until one of you writes" if history.cadence and is_tried else ""


def render_strangers(strangers: Sequence[Stranger]) -> Iterator[str]:
    """Notes of that name that are no person's, each with the reason."""
    for stranger in strangers:
        yield f"{one_line(stranger.path)} is a note, but no person’s: {_WHYS[stranger.why]}."


def doctor_document(report: Report, strangers: Sequence[Stranger]) -> dict[str, Any]:
    """`doctor --json`."""
    sight = report.sight
    return {
        "version": VERSION,
        "today": str(report.today),
        "people": len(report.checkups),
        "ready": sum(checkup.is_ready and not checkup.history.contact.is_away for checkup in report.checkups),
        "left_alone": sum(checkup.history.contact.is_away for checkup in report.checkups),
        "missing": [
            {
                "what": lack,
                "needed": lack in NEEDED,
                "add": _say_line(lack, found, report.settings),
                "who": [
                    {"name": checkup.history.contact.name, "path": checkup.history.contact.path}
                    for checkup in found
                ],
            }
            for lack, found in group_by_lack(report.checkups).items()
        ],
        "strangers": [{"path": stranger.path, "why": stranger.why} for stranger in strangers],
        "findings": [{"message": finding.message, "remedy": finding.remedy} for finding in report.findings],
        "sees": {
            "vault": sight.vault,
            "found_by": sight.found_by,
            "settings": sight.settings,
            "folders": [{"folder": folder, "people": count} for folder, count in sight.folders.items()],
            "daily_folder": sight.daily_folder,
            "daily_format": sight.daily_format,
            "dated_notes": sight.dated_notes,
            "due_note": sight.due_note,
            "git": sight.git,
            "problems": sight.problems,
            "hints": sight.hints,
        },
    }
