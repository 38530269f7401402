"""A draft as text: from its template and facts to a subject, a message, and the brackets left to fill."""

import re
from typing import NamedTuple
from urllib.parse import quote

import jinja2

from vaultwell.model.contact import Contact
from vaultwell.practices.occasions import Occasion
from vaultwell.render.draft_facts import Facts
from vaultwell.render.environment import build_environment
from vaultwell.render.safe import visible

_SUBJECT = re.compile(r"Subject:[ \t]*(.*)")
_BRACKET = re.compile(r"\[[^\[\]]+\](?!\()")  # a Markdown link is nobody's gap
_ADDRESS = re.compile(r"[^\s<>()\[\]|\\,;:\"]+@[^\s<>()\[\]|\\,;:\"@]+\.[^\s<>()\[\]|\\,;:\"@]+")


class Message(NamedTuple):
    """What would be sent: nothing of it is, by us."""

    subject: str
    text: str


def template_name(occasion: Occasion) -> str:
    """The built-in template of an occasion, below the folder of templates."""
    return f"drafts/{occasion}.md.j2"


def render_draft(occasion: Occasion, facts: Facts, loader: jinja2.BaseLoader) -> Message:
    """The message of the built-in template."""
    return parse_message(build_environment(loader).get_template(template_name(occasion)).render(facts))


def parse_message(rendered: str) -> Message:
    """A rendered template: a first line `Subject: …` if it has one, then the message.

    Blank lines never stand in pairs, and control characters are shown, not obeyed.
    """
    text = visible(rendered.replace("\r\n", "\n").replace("\r", "\n")).strip()
    first, _, rest = text.partition("\n")
    subject = _SUBJECT.fullmatch(first)
    body = "\n".join(line.rstrip() for line in (rest if subject else text).split("\n"))
    return Message(subject[1].strip() if subject else "", re.sub(r"\n{3,}", "\n\n", body).strip())


def find_brackets(text: str) -> tuple[str, ...]:
    """The places that only the user's words can fill, in their order, each once."""
    return tuple(dict.fromkeys(" ".join(found.split()) for found in _BRACKET.findall(text)))


def find_address(contact: Contact) -> str:
    """The first of a person's e-mail addresses that is one, or ""."""
    return next((text.strip() for text in contact.fact("email") if _ADDRESS.fullmatch(text.strip())), "")


def render_mailto(address: str, message: Message) -> str:
    """The message as a `mailto:` address (RFC 6068): UTF-8, percent-encoded, lines ended by CRLF."""
    fields = {"subject": message.subject, "body": message.text.replace("\n", "\r\n")}
    query = "&".join(f"{key}={quote(text, safe='')}" for key, text in fields.items() if text)
    return f"mailto:{quote(address, safe='@')}?{query}"
