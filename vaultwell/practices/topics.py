"""When two short texts speak of one thing: shared words, whatever their endings, in English and German.

Only words that carry meaning count. What cannot be told from words (`a place to stay` and `a spare room`)
is not found; a wrong match would cost more, because two people would be written to.
"""

import re
import sys
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.graph.names import name_key
from vaultwell.notes.links import plain_text

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer
    from snowballstemmer.german_stemmer import GermanStemmer

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_PART = re.compile(r"[,;/|()]|\s(?:and|or|und|oder|&|\+|–|—|-)\s")
_SHORTEST = 3

# Words that say nothing of what a text is about: little words, and those of asking and offering itself.
_SILENT = frozenset(
    """a about above after again all also always an and another any anybody anyone anything are around as
    at away back be because been before being best better between both but by can come could did
    different do does doing done down each early easily else enough etc even ever every everybody
    everyone everything few find first for found free from full further get getting give given giving go
    going good got great had has have having he help helped helping her here hers him his how idea ideas
    if in into is it its itself just keep kind know knows last late later less let like little long look
    looking lot lots love made make making many may maybe me might more most much must my near need
    needed needing needs never new next nice no nobody none not nothing now of off offer offered
    offering offers often old on once one only or other others our out over own part people per person
    please possible prefer pretty put quite rather ready really right said same see seen she short
    should since small so some somebody someday someone something sometimes somewhere soon still such
    suggestion take than thank thanks that the their them then there these they thing things think this
    those though through till time times to together too try trying twice under until up us use used
    useful using very via want wanted wanting wants was way we week weekend well were what when where
    which while who whom whose why will wish with within without work working works would year years yet
    you young your aber alle alles als also am an andere auch auf aus bei beim bin bis bitte da dabei
    damit dann das dass dein dem den denn der des dich die dies diese dieser dieses dir doch du durch
    ein eine einem einen einer eines einige er es etwas euch euer für ganz gar gegen gern gerne gibt gut
    gute guten haben hat hatte hier hilfe hinter ich ihm ihn ihr ihre im immer in ins ist ja jede jeder
    jedes jemand jemanden jetzt kann kein keine können leute machen man mal mehr mein meine mich mir mit
    muss nach neu neue neuen nicht nichts noch nun nur ob oder ohne paar schon sehr sein seine sich sie
    sind sowie sucht suche suchen über um und uns unser unter viel viele vom von vor wann war was weil
    wenn wer werden wie wieder will wir wird wo wurde zu zum zur zwei january february march april june
    july august september october november december januar februar märz mai juni juli oktober dezember
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays montag dienstag mittwoch donnerstag freitag samstag sonntag today tomorrow
    yesterday heute morgen gestern spring summer autumn month months day days hour hours two three four
    five""".split()
)


class Topic(NamedTuple):
    """The words of a text that carry meaning, each once: as typed, and the stems to compare."""

    words: tuple[str, ...]
    stems: tuple[frozenset[str], ...]

    @property
    def all_stems(self) -> frozenset[str]:
        """Every stem of every word."""
        return frozenset().union(*self.stems)


def split_parts(text: str) -> tuple[str, ...]:
    """A text and the parts of its enumeration: `a drill, a ladder and a van` is also `a van`."""
    parts = [part.strip() for part in _PART.split(text)]
    return tuple(dict.fromkeys([text, *(part for part in parts if part)]))


@lru_cache(maxsize=65_536)
def parse_topic(text: str) -> Topic:
    """What a text is about."""
    found: dict[frozenset[str], str] = {}
    for word in _WORD.findall(plain_text(text)):
        if stems := find_stems(word.casefold()):
            found.setdefault(stems, word)
    return Topic(tuple(found.values()), tuple(found))


@lru_cache(maxsize=65_536)
def find_stems(word: str) -> frozenset[str]:
    """The word without its endings, once as English and once as German; none when it carries no meaning.

    Stems are marked with their language: a boot is no Boot.
    """
    if word in _SILENT or word.isdigit() or (word.isascii() and len(word) < _SHORTEST):
        return frozenset()
    bare = re.sub(r"[’']s?$", "", word)
    english, german = _load_stemmers()
    return frozenset({"en " + name_key(english.stemWord(bare)), "de " + name_key(german.stemWord(bare))})


@lru_cache(maxsize=1)
def _load_stemmers() -> "tuple[EnglishStemmer, GermanStemmer]":
    """Those two alone: the package itself loads thirty more, which takes longer than Python’s own start."""
    package = find_spec("snowballstemmer")
    if package is not None:
        sys.modules.setdefault("snowballstemmer", module_from_spec(package))
    from snowballstemmer.english_stemmer import EnglishStemmer
    from snowballstemmer.german_stemmer import GermanStemmer

    return EnglishStemmer(), GermanStemmer()


def find_shared(one: Topic, other: Topic) -> tuple[str, ...]:
    """The words of `one` that `other` has too, in whatever form."""
    theirs = other.all_stems
    return tuple(word for word, stems in zip(one.words, one.stems, strict=True) if stems & theirs)


def is_one_thing(one: Topic, other: Topic) -> bool:
    """Both texts speak of one thing: two words are shared, or all of one text and half of the other is."""
    shared = len(find_shared(one, other))
    fewer, more = sorted((len(one.words), len(other.words)))
    return shared >= 2 or (shared == 1 == fewer and more <= 2)


def is_half_of_both(one: Topic, other: Topic, places: frozenset[str]) -> bool:
    """One word of two is shared, as in `a piano teacher` and `piano lessons`; a place alone is not enough."""
    stems = [stems for stems in one.stems if stems & other.all_stems]
    return len(stems) == 1 and max(len(one.words), len(other.words)) <= 2 and not stems[0] & places
