"""What only one person has – an id, an address, a number, a page – written so that it can be compared."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from vaultwell.graph.names import name_key

_SHORTEST_PHONE = 7
_PHONE_DIGITS = 9  # the end of a number, where countries and trunk zeros no longer differ
_EXTENSION = re.compile(r"(?i)[;,#]|\b(?:ext|x)\.?\s*[0-9]")
_NOT_DIGITS = re.compile(r"[^0-9]")
_FIRMS = re.compile(r"\b(?:inc|ltd|llc|gmbh|ag|corp|co|company|limited|sa|bv|plc)\b")
_URL_START = re.compile(r"^(?:[a-z]+:)?(?://)?(?:www\.)?")
_WORDS = re.compile(r"\w+")

Means = Literal["uid", "email", "phone", "url"]


def uid_key(text: str) -> str:
    """Another program's id as it is compared."""
    return text.strip().removeprefix("urn:uuid:").casefold()


def email_key(text: str) -> str:
    """An address as addresses are compared."""
    address = text.strip().casefold().removeprefix("mailto:")
    return address if "@" in address else ""


def phone_key(text: str) -> str:
    """The end of a number, equal for `0170 1234567` and `+49 170 1234567`; "" when it is too short."""
    digits = _NOT_DIGITS.sub("", _EXTENSION.split(text.removeprefix("tel:"))[0])
    return digits[-_PHONE_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""


def url_key(text: str) -> str:
    """A page as pages are compared: without scheme, `www.`, case and the slash at its end."""
    return _URL_START.sub("", text.strip().casefold(), count=1).partition("#")[0].rstrip("/")


def org_key(text: str) -> str:
    """An organisation without its legal form."""
    return " ".join(_WORDS.findall(_FIRMS.sub(" ", name_key(text).replace(".", ""))))


KEYS: Mapping[Means, Callable[[str], str]] = {
    "uid": uid_key,
    "email": email_key,
    "phone": phone_key,
    "url": url_key,
}
