"""People's words inside a generated note: shown as text, never run, never linked."""

import re
from collections.abc import Callable, Collection
from pathlib import PurePosixPath
from urllib.parse import quote as url_quote

from vaultwell.model.contact import Contact
from vaultwell.notes.own_names import parse_denote
from vaultwell.render.safe import plain

ELLIPSIS = "…"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#$~|=^])")
_APART = re.compile(r"(%(?=%)|<(?=%)|\{(?=\{))")  # comments, Templater, Obsidian's own templates
_INTRAWORD = re.compile(r"(?<=\w)\\(_)(?=\w)")
_LONE = re.compile(r"(?<![=~])\\([=~])(?![=~\\])")
_UNLINKABLE = re.compile(r"[\[\]#^|]|%%")
_EMAIL = re.compile(r"[^\s<>()\[\]|\\]+@[^\s<>()\[\]|\\]+\.[^\s<>()\[\]|\\]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,}")


def inline(text: str) -> str:
    """One line of somebody's words as literal Markdown: nothing in it links, runs, or hides the rest."""
    return literal(plain(text))


def literal(line: str) -> str:
    """The signs of Markdown, comments and templates in one line as signs, not as what they do."""
    line = _APART.sub(r"\1 ", line)
    line = _SPECIAL.sub(r"\\\1", line)
    return _LONE.sub(r"\1", _INTRAWORD.sub(r"\1", line))


def quoted(text: str, room: int, escape: Callable[[str], str] = inline) -> str:
    """The words in quotation marks, in at most `room` characters; "" when that leaves nothing to read."""
    words = escape(text)
    if not words or room < 12:
        return ""
    if len(words) + 2 <= room:
        return f"“{words}”"
    kept = words[: room - 3]
    kept = kept[: kept.rfind(" ")] if " " in kept[room // 2 :] else kept
    return f"“{kept.rstrip(' ,;:.–-').rstrip(chr(92))}{ELLIPSIS}”"


def link(path: str, names: Collection[str]) -> str:
    """A wikilink to a note: by its name where that is unique, else by its path, shown as the name."""
    target = path.removesuffix(".md")
    name = PurePosixPath(target).name
    if _UNLINKABLE.search(target):
        return inline(name)
    if denote := parse_denote(name):
        return f"[[{name if path in names else target}|{denote.title}]]"
    return f"[[{name}]]" if path in names else f"[[{target}|{name}]]"


def reach(contact: Contact) -> str:
    """One tap to write or call, by the channel they like: a Markdown link, the channel's name, or ""."""
    email = next((text for text in contact.fact("email") if _EMAIL.fullmatch(text)), None)
    phone = next((text for text in contact.fact("phone") if _PHONE.fullmatch(text)), None)
    channel = " ".join(contact.fact("channel"))
    by_mail = f"[write](mailto:{url_quote(email, safe='@+.-_')})" if email else ""
    by_phone = f"[call](tel:{re.sub(r'[^0-9+]', '', phone)})" if phone else ""
    if "mail" in channel.lower():
        return by_mail or by_phone
    if re.search(r"(?i)phone|call|text|sms", channel):
        return by_phone or by_mail
    return inline(channel) if channel else by_mail or by_phone
