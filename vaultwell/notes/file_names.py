"""Names of new notes, such that every computer and phone can hold them and nothing reads them as a path."""

import re
import unicodedata

MAX_BYTES = 120
_FOREIGN = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]')
_SEPARATORS = re.compile(r"[/\\|]+")
_NOT_IN_NAMES = re.compile(r'[:*?"<>#^\[\]\s]+')  # what Windows refuses, and what ends a link
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE
)
_JOINERS = "\u200c\u200d"  # part of the spelling in Persian, of emoji


def safe_name(name: str) -> str:
    """One path component, without ending, for a note about `name`; empty when nothing of it can be kept.

    Composed accents, no control or direction characters, none of `/ \\ : * ? " < > | # ^ [ ]`, no
    dot, dash or blank at either end, no name that Windows keeps for devices, at most 120 bytes.
    """
    text = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8"))
    text = "".join(" " if sign.isspace() else sign for sign in text if _is_kept(sign))
    text = _NOT_IN_NAMES.sub(" ", _SEPARATORS.sub("-", text))
    text = _trim(_trim(text).encode("utf-8")[:MAX_BYTES].decode("utf-8", "ignore"))
    return _DEVICE.sub(r"\1_", text, count=1) if _DEVICE.match(text) else text


def find_name_fault(name: str) -> str | None:
    """What keeps a file's name, with its ending, from being one on every computer; None when nothing does."""
    if _FOREIGN.search(name) or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name):
        return 'has a sign that no file name can have everywhere (\\ / : * ? " < > | or a control character)'
    if name != name.rstrip(" ."):
        return "ends in a dot or a blank, which some computers take away"
    if _DEVICE.match(name):
        return "is one that Windows keeps for a device"
    return None


def is_safe_path(path: str) -> bool:
    """A place for a note below the vault on every computer: no hidden folder, no way out, no unseen sign."""
    parts = path.split("/")
    return path.endswith(".md") and all(
        part and part[0] not in ".-" and find_name_fault(part) is None and all(map(_is_kept, part))
        for part in parts
    )


def fold_name(name: str) -> str:
    """Equal for two names that are one file on some disk."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_kept(sign: str) -> bool:
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn")


def _trim(text: str) -> str:
    return text.strip(" .-" + _JOINERS)
