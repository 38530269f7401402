"""The short way through a contact's properties says what the long way says."""

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from vaultwell.model.cadence import Cadence
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes import note as notes_module
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.plain_contact import read_plain_contact

_SETTINGS = (
    Settings(),
    Settings(circles={"close": Cadence(30), "Far": Cadence(months=12)}, me="Me"),
    Settings(circles={}, properties={"Kreis": "circle", "mail": "email", "geburtstag": "birthday"}),
    Settings(properties={"email": "phone", "date": "met", "tags": "interests"}, people=("Notes/People",)),
)
_CONVENTIONS = (Conventions(), Conventions(template_folders=("Templates",), periodic_folders=("Weeks",)))
_PATHS = """
People/Ana Díaz.md
People/Ana.md
People/README.md
Notes/Ana.md
Notes/People/Ana.md
People/Me.md
Due.md
Templates/Ana.md
Weeks/2026-10-05.md
2026-10-05 Ana.md
People/2026-10-05.md
People/20260101T120000--ana-diaz__person.md
Ana.MD
Ana
""".strip().split("\n")
_PROPERTIES = """
type: person
type: Contact
type: meeting
type: [person, note]
Type: person
tags: [person]
tags: [person/close, "#friend"]
tags: friend, choir

tag: person
tags:
  - person
  - friend
categories: "[[People]]"
categories:
  - "[[Categories/People]]"

circle: close
circle: CLOSE
circle: frends
circle: [close]
Kreis: close
cadence: monthly
cadence: soon
birthday: 1988-04-17
birthday: 04-17
birthday: 1980-02-30
birthday: "1988-04-17"
birthday: [1988-04-17]
birthday:
  - 1988-04-17
geburtstag: --04-17
signe_birthday: 2012-06-09
anniversary: 17 April

email: ana@example.org
e-mail: ana@example.org
mail: ana@example.org
email:
  - ana@example.org
  - a@example.org
EMAIL[HOME]: ana@example.org
phone: "+351 91 000 00 00"  # mobile
url: https://example.org/#ana
org: null
org: ~
org: Müller & Söhne
company: [[Acme]]
location: Lisbon  # for now
location: " Lisbon "
location: \u00a0Lisbon
city: Lisbon
interests:
  - climbing
  - "[[Bridges]] [[Bees]]"
interests: [climbing, sourdough]
hobbies:

aliases: [Ana, "Ana Díaz"]
aliases:
  - Ana Díaz
alias: Ana
FN: Ana Díaz
first_name: Ana
last_name: Díaz
name: Ana
title: Dr.
partner: "[[Ben]]"
partner: "[[Ben]] and [[Cem]]"
introduced_by: "[[Ben]]"
met_in: "[[Lisbon]]"
my own key: anything
my-own_key: [one, two]
locatoin: Lisbon
emails: a@example.org
last_contact: 2026-10-05
last_contact: 2026-10-05T10:00
last_contact: "[[2026-10-05]]"
met: yesterday
date: 2026-10-05
people: [Ana]
interactions: []
relation: [friend, Mentor]
let_go: 2025-04-01
let_go: no
died: 2024
paused: true
paused: maybe
uid: {{title}}
aliases: <% x %>
# a remark
- stray
  stray: x
key:value
about: |
  Two lines
  of text
""".strip().replace("\n  ", "\0  ")
_PROPERTY = st.sampled_from([one.replace("\0", "\n") for one in _PROPERTIES.split("\n")])
_TYPED = st.text(st.sampled_from("ab: -[]\"'#|>é\u2028\t\r,{}&*"), max_size=8)
_BLOCK = st.lists(st.one_of(_PROPERTY, _PROPERTY, _PROPERTY, _PROPERTY, _TYPED), max_size=5)
_BODIES = (
    "Met at PyCon.\n\n## Log\n\n- 2026-10-05 called: the move\n- 2026-13-05 call\n",
    "## Log\n- 2026-10-05 call\n---\nmore\n",
    "%% vaultwell:begin %%\n",
    "## Log\n- [x] 2026-10-05 promised: the form ✅ 2026-02-30\n",
    "",
)
_FRAMES = ("---\n{}\n---\n{}",) * 6 + ("---\n{}---\n{}", "\ufeff---\n{}\n---\n{}", "{}\n\n{}", "---\n{}\n{}")
_WHERE = st.tuples(st.sampled_from(_PATHS), st.sampled_from(_SETTINGS), st.sampled_from(_CONVENTIONS))


@settings(max_examples=examples(1000))
@given(_WHERE, st.sampled_from(_FRAMES), _BLOCK, st.sampled_from(_BODIES))
@example(("People/Ana.md", _SETTINGS[0], _CONVENTIONS[0]), "\ufeff\ufeff---\n{}\n---\n{}", ["a: b"], "")
@example(("People/Ana.md", _SETTINGS[0], _CONVENTIONS[0]), "---\n{}\n--- \nx: y\n---\n{}", ["a: b"], "")
@example(("People/Ana.md", _SETTINGS[0], _CONVENTIONS[0]), "---\n{}\n---", [f"a: {'b' * 16_376}"], "")
def test_the_short_way_says_what_the_long_way_says(
    where: tuple[str, Settings, Conventions], frame: str, block: list[str], body: str
) -> None:
    """Whatever note takes the short way, the long way reads the very same from it."""
    path, rules, conventions = where
    data = frame.format("\n".join(block), body).encode()
    short, long = parse_note(path, data, rules, conventions), parse_long(path, data, rules, conventions)
    assert (short, repr(short)) == (long, repr(long))


def parse_long(path: str, data: bytes, rules: Settings, conventions: Conventions) -> Note:
    """The note by the long way alone."""
    with patch.object(notes_module, "read_plain_contact", return_value=None):
        return parse_note(path, data, rules, conventions)


def test_ordinary_notes_take_the_short_way() -> None:
    """So that the test above looks at something."""
    ordinary = """---
type: person
circle: close
aliases: [Ana D.]
birthday: 1988-04-17
email: ana@example.org
phone: "+351 91 000 00 00"
interests:
  - climbing
  - sourdough
relation: [friend, mentor]
partner: "[[Ben]]"
tags: [friend]
my own key: anything
---

## Log
"""
    bare = "Met at PyCon.\n\n## Log\n"
    for text in (ordinary, bare):
        assert read_plain_contact("People/Ana Díaz.md", text, Settings(), Conventions())
