"""Notes that were parsed before are not parsed again: what they said lies in the folder for caches.

A note is found there by a hash of all that decides what it says: its bytes, its path, the settings, the
program. So nothing that lies there is ever out of date, and whatever is damaged or missing is parsed.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import Note
from vaultwell.notes.verbs import Head, Verb, build_vocabulary
from vaultwell.vault.cache import SWITCH, describe_program, find_place
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.reading import RawNote
from vaultwell.vault.state import append_private, make_private_folder, read_private, write_private

_KEY_LENGTH = 32  # hex digits
_CHECK_LENGTH = 8
_FEW_LINES = 1000  # a cache with so many lines that nobody needs is not worth tidying up

Parse = Callable[[Sequence[RawNote], Settings, Conventions], list[Note]]


def recall_notes(
    root: Path, raws: Sequence[RawNote], settings: Settings, conventions: Conventions, parse: Parse
) -> list[Note]:
    """What `parse` says of the notes of the vault at `root`, which is asked only for those never seen."""
    place = None if os.environ.get(SWITCH) else find_place(os.path.realpath(root), "notes")
    if place is None:
        return parse(raws, settings, conventions)
    memory = _Memory(Path(place), settings, conventions)
    known = [memory.find(raw) for raw in raws]
    missing = [raw for raw, note in zip(raws, known, strict=True) if note is None]
    new = parse(missing, settings, conventions)
    memory.keep(missing, new)
    rest = iter(new)
    return [next(rest) if note is None else note for note in known]


class _Memory:
    """The file at `place`: a line for each note, its key, a check of the rest, and what it says."""

    def __init__(self, place: Path, settings: Settings, conventions: Conventions) -> None:
        self._place = place
        self._lines = _read_lines(place)
        self._used: list[bytes] = []
        rules = f"{describe_program()} {settings!r} {conventions!r}"
        self._seed = blake2b(rules.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        vocabulary = build_vocabulary(settings.verbs, settings.who)
        self._codec = Codec(Note, {Verb: vocabulary.verbs, Head: vocabulary.heads}, ("data",))

    def find(self, raw: RawNote) -> Note | None:
        """What the note said when it was seen before; None when it never was, or its line is damaged."""
        line = self._lines.get(self._find_key(raw), b"")
        text = line[_KEY_LENGTH + _CHECK_LENGTH :]
        if not text or line[_KEY_LENGTH : -len(text)] != _check(text):
            return None
        self._used.append(line)
        note: Note = self._codec.read(text.decode("ascii"), {"data": raw.data})
        return note

    def keep(self, raws: Sequence[RawNote], notes: Sequence[Note]) -> None:
        """Keep what these notes say; where that cannot be, the next time is only slower."""
        new = []
        for raw, note in zip(raws, notes, strict=True):
            with suppress(KeyError):  # a verb of no vocabulary: that note is parsed each time
                new.append(self._write(raw, note))
        with suppress(OSError):
            if len(self._lines) > 2 * (len(self._used) + len(new)) + _FEW_LINES:
                write_private(self._place, _join([*self._used, *new]), is_synced=False)
            elif new:
                make_private_folder(self._place.parent)
                append_private(self._place, _join(new), is_synced=False)

    def _write(self, raw: RawNote, note: Note) -> bytes:
        text = self._codec.write(note).encode("ascii")
        return self._find_key(raw) + _check(text) + text

    def _find_key(self, raw: RawNote) -> bytes:
        digest = blake2b(raw.data, digest_size=_KEY_LENGTH // 2, key=self._seed)
        digest.update(b"\0" + os.fsencode(raw.path))
        return digest.hexdigest().encode("ascii")


def _read_lines(place: Path) -> dict[bytes, bytes]:
    try:
        return {line[:_KEY_LENGTH]: line for line in read_private(place).split(b"\n")}
    except OSError:
        return {}


def _check(text: bytes) -> bytes:
    return b"%08x" % crc32(text)


def _join(lines: Iterable[bytes]) -> bytes:
    return b"".join(b"\n" + line for line in lines)
