"""Who a line speaks of: pronouns, bare names and links, in the company the line stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vaultwell.graph.names import Asked, Names
from vaultwell.graph.subject import NOBODY_NAMED, UNKNOWN, Subject
from vaultwell.model.problem import Code, Problem, Severity
from vaultwell.notes.jotting import Jotting, Ref
from vaultwell.notes.note import Note
from vaultwell.notes.verbs import Vocabulary

_MOST_FURTHER_LINES = 50


@dataclass(slots=True)
class Company:
    """Looks up people for the lines of one note, and collects what is wrong with them."""

    note: Note
    names: Names | Asked
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)
    reported: set[tuple[int, int]] = field(default_factory=set)
    strangers: list[tuple[Jotting, Ref]] = field(default_factory=list)

    @property
    def person(self) -> str | None:
        """The contact whose note this is."""
        return self.note.contact.path if self.note.contact else None

    @property
    def folder(self) -> str:
        """The note's folder, from which relative links are seen."""
        return self.note.path.rpartition("/")[0]

    def find_contact(self, ref: Ref) -> str | None:
        """The one contact a link means; an ambiguous link means nobody and is reported."""
        found = self.names.resolve(ref.target, self.folder)
        people = [path for path in found.paths if path in self.names.people]
        if not people:
            return None
        if found.path is None:
            self._complain_of_ambiguity(ref, found.paths)
            return None
        if found.is_alias:
            self.complain(
                *self._find_place(ref),
                ref.width,
                "alias-link",
                "hint",
                f"[[{ref.target}]] is only an alias of {_stem(found.path)}",
                f"It counts; but Obsidian opens it only as {self.write_link(found.path, ref.target)}.",
            )
        return found.path

    def _complain_of_ambiguity(self, ref: Ref, paths: Sequence[str]) -> None:
        person = next(path for path in paths if path in self.names.people)
        self.complain(
            *self._find_place(ref),
            ref.width,
            "ambiguous-link",
            "problem",
            f"[[{ref.target}]] could be {self.say_either(paths)}, so it counts for nobody",
            f"Say which one you mean, as in {self.write_link(person, ref.target)}.",
        )

    @staticmethod
    def say_either(paths: Sequence[str]) -> str:
        """The notes by name, or by path where names repeat: `Ana Díaz or Ana Ferreira`."""
        stems = [_stem(path) for path in paths]
        is_clear = len(set(stems)) == len(stems)
        shown = (stems if is_clear else [path.removesuffix(".md") for path in paths])[:3]
        return " or ".join(shown) + (" or others" if len(paths) > 3 else "")

    def note_strangers(self, jotting: Jotting) -> None:
        """Remember the links to no note at all that name who took part in a line."""
        people = () if _may_be_a_thing(jotting) else jotting.people
        for ref in (*jotting.subject_refs, *people):
            if not self.find_paths(ref) and (ref.line, ref.column) not in self.reported:
                self.strangers.append((jotting, ref))

    def find_paths(self, ref: Ref) -> tuple[str, ...]:
        """Every note that a link fits, without a word about it."""
        return self.names.resolve(ref.target, self.folder).paths

    def write_link(self, path: str, label: str = "") -> str:
        """A link that can mean only the note at `path`."""
        stem = _stem(path)
        is_clear = self.names.resolve(stem, "").path == path
        target = stem if is_clear else path.removesuffix(".md")
        label = label or stem
        return f"[[{target}]]" if target == label else f"[[{target}|{label}]]"

    def _find_place(self, ref: Ref) -> tuple[int, int]:
        """The line and column of a link; those on an item's further lines are given as on its first."""
        lines = self.note.lines
        start = ref.column - 1
        if ref.target not in lines[ref.line - 1][start : start + ref.width]:
            for line in range(ref.line + 1, min(ref.line + _MOST_FURTHER_LINES, len(lines)) + 1):
                if (at := lines[line - 1].find(f"[[{ref.target}")) >= 0:
                    return line, at + 1
        return ref.line, ref.column

    def find_column(self, line: int, column: int, words: str) -> int:
        """The column of `words` in a line at or after `column`; `column` when they are not there."""
        text = self.note.lines[line - 1]
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, column - 1)
        return found.start() + 1 if found else column

    def complain(
        self, line: int, column: int, width: int, code: Code, severity: Severity, message: str, remedy: str
    ) -> None:
        """Report something once for each place."""
        if (line, column) in self.reported:
            return
        self.reported.add((line, column))
        excerpt = self.note.lines[line - 1] if line <= len(self.note.lines) else ""
        self.problems.append(
            Problem(self.note.path, line, column, code, severity, message, remedy, excerpt, width)
        )

    def ask_who(self, jotting: Jotting, words: str, candidates: Sequence[str]) -> None:
        """Report words that could mean several people, or nobody; they are not counted."""
        if candidates:
            message = f"“{words}” could mean {self.say_either(candidates)}, so it counts for nobody"
            link = self.write_link(candidates[0])
        else:
            message = f"nobody is named whom “{words}” could mean, so this line counts for nobody"
            link = "[[First Last]]"
        self.complain(
            jotting.line,
            self.find_column(jotting.line, jotting.column, words),
            max(1, len(words)),
            "who-is-meant",
            "problem",
            message,
            f"Name the person with a link, as in {link}.",
        )

    def find_bare(self, name: str, among: Sequence[str]) -> tuple[str, ...]:
        """The people a bare name fits: those `among` the company first, else anybody."""
        people = self.names.find_people(name)
        if not people:
            return ()
        return tuple(path for path in among if path in people) or tuple(sorted(people))


def find_subject(company: Company, jotting: Jotting, among: tuple[str, ...]) -> Subject | None:
    """Who did what the line says; None when somebody is meant who cannot be made out (reported)."""
    words = jotting.subject
    if not words:
        return NOBODY_NAMED
    if words.lower() in company.vocabulary.who:
        return _find_pronoun(company, jotting, among)
    if words.startswith(("[[", "[")):
        ref = next((ref for ref in jotting.subject_refs), None)
        path = company.find_contact(ref) if ref else None
        return Subject("them", (path,)) if path else UNKNOWN
    found = tuple(path for path in company.find_bare(words, among) if path in among)
    return Subject("them", found) if len(found) == 1 else UNKNOWN


def _find_pronoun(company: Company, jotting: Jotting, among: tuple[str, ...]) -> Subject | None:
    by = company.vocabulary.who[jotting.subject.lower()]
    if by != "them":
        return Subject(by)
    if len(among) == 1:
        return Subject("them", among)
    company.ask_who(jotting, jotting.subject, among)
    return None


_WITH = re.compile(r"\A(?:with|w/|w)\s+", re.IGNORECASE)
_PRONOUNS = frozenset({"her", "him", "them", "me", "us"})


def split_names(names: str) -> Iterator[str]:
    """The single names of `Ben, Chen Wei and Mum`, or of `with Ben and Mum`."""
    for part in _WITH.sub("", names).replace("&", ",").replace("+", ",").split(","):
        for name in part.split(" and "):
            if name.strip() and name.strip().lower() not in _PRONOUNS:
                yield name.strip()


def list_first_words(names: Sequence[str], *, has_colon: bool = False) -> Iterator[str]:
    """Three to one words at the very start of what `split_names` gave, which may name somebody: `Ana Díaz
    about the move`."""
    words = names[0].split(" ") if names and (not has_colon or len(names) == 1) else []
    if words and words[0][:1].isupper():
        yield from (" ".join(words[:length]) for length in range(min(3, len(words) - 1), 0, -1))


_OF_THINGS = frozenset(
    "saw visit visited event party walk walked hike reviewed recommended sent gift gifted".split()
)


def _may_be_a_thing(jotting: Jotting) -> bool:
    """`saw [[Dune]]`, `visited [[Lisbon]]`, `joined [[Acme]]`: what follows need not be a person."""
    verb = jotting.verb
    if verb is None or jotting.is_with:
        return False
    return verb.name in _OF_THINGS or verb.kind in ("news", "note", "next")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
