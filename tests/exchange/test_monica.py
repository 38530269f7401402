"""Monica's JSON: who called, who wrote first, who owes and who gave are kept."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.exchange.graphs import TODAY_DATE, graph_of
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import ForeignFile, NotThisFormat
from vaultwell.exchange.monica import parse_files
from vaultwell.exchange.monica_entries import _find_next, singular
from vaultwell.model.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]
MADE = "2026-01-05T10:00:00Z"


def record(uuid: str, **properties: object) -> dict[str, object]:
    """One record as Monica writes them."""
    return {"uuid": uuid, "created_at": MADE, "updated_at": MADE, "properties": properties}


def collection(kind: str, *values: object) -> dict[str, object]:
    """Some records of a kind."""
    return {"count": len(values), "type": kind, "values": list(values)}


ANA_DATA = [
    collection(
        "call", record("c1", called_at="2026-02-01T09:00:00Z", content="the move", contact_called=True)
    ),
    collection(
        "conversation",
        record(
            "v1",
            happened_at="2026-03-01T00:00:00Z",
            messages=[
                record("m2", content="gladly", written_at="2026-03-01T11:00:00Z", written_by_me=True),
                record("m1", content="tea?", written_at="2026-03-01T10:00:00Z", written_by_me=False),
            ],
        ),
    ),
    collection(
        "contact_field", record("f1", data="ana@x.example", type="t1"), record("f2", data="@ana", type="t2")
    ),
    collection("debt", record("d1", amount=50, currency="EUR", status="inprogress", in_debt=True)),
    collection(
        "gift",
        record("g1", name="a lamp", status="offered", date="2026-04-01"),
        record("g2", name="figs", status="received", date="2026-05-01", recipient="zoe"),
        record("g3", name="a map", status="idea"),
    ),
    collection("note", record("n1", body="Likes figs.\nNot dates.")),
    collection(
        "reminder",
        record(
            "r1", initial_date="2020-12-24", title="send a card", frequency_type="year", frequency_number=1
        ),
        record("r2", initial_date="2026-01-01", title="past", frequency_type="one_time"),
        record("r3", initial_date="1988-04-17", title="birthday", frequency_type="year", delible=False),
    ),
    collection("task", record("k1", title="return the tent", completed=False)),
    collection("address", record("a1", name="Home", street="Rua 1", city="Lisbon", country="PT")),
    collection("pet", record("p1", name="Biscuit", category="dog")),
    collection("life_event", record("l1", name="new job", happened_at="2026-06-01", note="at Kiln")),
    collection("activity", "act"),
    collection("photo", "ph1"),
]
ANA = {
    **record(
        "ana",
        first_name="Ana",
        last_name="Díaz",
        nickname="Anita",
        description="Met at PyCon.",
        job="engineer",
        company="Severn",
        food_preferences="no coriander",
        stay_in_touch_frequency=30,
        tags=["friend"],
        birthdate={"date": "1988-04-17T00:00:00Z", "is_age_based": False, "is_year_unknown": True},
        first_met_date={"date": "2021-10-02T00:00:00Z"},
        first_met_through="ben",
    ),
    "data": ANA_DATA,
}
BEN = {
    **record("ben", first_name="Ben", is_dead=True, birthdate={"date": "1950-01-01", "is_age_based": True}),
    "data": [collection("activities", "act")],
}
ZOE = record(
    "zoe", first_name="Zoe", is_partial=True, birthdate={"date": "2019-07-08", "is_age_based": False}
)
EXPORT: dict[str, Any] = {
    "version": "1.0-preview.1",
    "app_version": "4.1.2",
    "account": {
        "uuid": "x",
        "properties": {"journal_entries": [{}, {}]},
        "instance": {
            "contact_field_types": [
                record("t1", name="Email", type="email", protocol="mailto:"),
                record("t2", name="Telegram", protocol="telegram:"),
            ]
        },
        "data": [
            collection("contact", ANA, BEN, ZOE),
            collection(
                "relationship",
                record("", type="child", contact_is="ana", of_contact="zoe"),
                record("", type="godfather", contact_is="ana", of_contact="ben"),
                record("", type="partner", contact_is="ben", of_contact="ana"),
            ),
            collection(
                "activity",
                record("act", summary="a walk", description="by the sea", happened_at="2026-07-01"),
            ),
        ],
    },
}


def plural(value: Any) -> Any:
    """The same export with plural types, as another program writes them."""
    if isinstance(value, dict):
        return {
            key: {"activity": "activities", "activities": "activities", "address": "addresses"}.get(
                item, f"{item}s"
            )
            if key == "type" and "values" in value
            else plural(item)
            for key, item in value.items()
        }
    return [plural(item) for item in value] if isinstance(value, list) else value


NOTE = """---
type: person
aliases:
  - Anita
cadence: 30
birthday: 04-17
met: 2021-10-02
introduced_by: "[[Ben]]"
relation:
  - friend
child: Zoe
pets:
  - Biscuit (dog)
food: no coriander
org: Severn
role: engineer
location: Lisbon, PT
email: ana@x.example
uid: ana
telegram: "@ana"
zoe_birthday: 2019-07-08
created: 2026-11-22
---

> Met at PyCon.
> Godfather: Ben
> Home: Rua 1, Lisbon, PT

## Log

- 2026-01-05 gift idea: a map
- 2026-01-05 note: Likes figs.
  Not dates.
- [ ] 2026-01-05 todo: send a card (every year) 📅 2026-12-24
- [ ] 2026-01-05 todo: return the tent
- 2026-02-01 they called: the move
- 2026-03-01 they messaged: they: “tea?”
  me: “gladly”
- 2026-04-01 gave: a lamp
- 2026-05-01 they gave: figs (for Zoe)
- 2026-06-01 news: new job
  at Kiln
- 2026-07-01 contact with [[Ben]]: a walk
  by the sea

## Favors

- [ ] 2026-01-05 borrowed: 50 EUR
"""


def bring(run: Run, vault: Path, document: object) -> str:
    """Import a document; what was said."""
    file = vault.parent / "monica.json"
    file.write_text(json.dumps(document, indent=2))
    return run(vault, "import", "monica", str(file), "--apply").stdout


@pytest.mark.parametrize("document", [EXPORT, plural(EXPORT)], ids=["singular", "plural"])
def test_a_whole_export(run: Run, write_vault: Write, document: object) -> None:
    """Every record that a note has a place for stands in it, directions kept; the rest is counted."""
    vault = write_vault({"vaultwell.toml": ""})
    said = bring(run, vault, document)
    assert said.startswith("People: 2 new.\n")
    assert "Not for notes, so left where they are: journal entries (2), photos (1).\n" in said
    text = (vault / "People/Ana Díaz.md").read_text("utf-8")
    lines = [line.split(" ^im-")[0] for line in text.split("\n")]
    assert sorted(lines) == sorted(NOTE.split("\n"))
    ben = (vault / "People/Ben.md").read_text("utf-8")
    assert "died: true\n" in ben
    assert 'partner: "[[Ana Díaz]]"\n' in ben
    assert "birthday" not in ben
    assert run(vault, "check").exit_code == 0


def test_twice_changes_nothing(run: Run, write_vault: Write) -> None:
    """The same export again says that all is as before; a changed word in a record adds nothing."""
    vault = write_vault({"vaultwell.toml": ""})
    bring(run, vault, EXPORT)
    changed = json.loads(json.dumps(EXPORT).replace("a lamp", "a big lamp"))
    for document in (EXPORT, changed):
        assert bring(run, vault, document).startswith("People: 2 as before.\n")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("contacts", "contact"), ("activities", "activity"), ("Address", "address"), ("addresses", "address"),
     ("life_events", "life_event"), ("contact fields", "contact_field"), ("", "")],
)  # fmt: skip
def test_types_in_any_number(kind: str, said: str) -> None:
    """Singular and plural mean the same."""
    assert singular(kind) == said


@pytest.mark.parametrize(
    ("first", "kind", "number", "due"),
    [
        (date(2020, 12, 24), "year", 1, date(2026, 12, 24)),
        (date(2020, 2, 29), "year", 1, date(2027, 2, 28)),
        (date(2026, 1, 31), "month", 1, date(2026, 11, 30)),
        (date(2026, 11, 1), "week", 1, date(2026, 11, 22)),
        (date(2026, 11, 2), "week", 2, date(2026, 11, 30)),
        (date(2027, 1, 1), "month", 3, date(2027, 1, 1)),
    ],
)
def test_the_next_day_of_a_reminder(first: date, kind: str, number: int, due: date) -> None:
    """The first of its days that is not past, counted from the first one."""
    assert _find_next(first, kind, number, TODAY_DATE) == due


def parse(document: object) -> None:
    """Read a document without a disk."""
    request = Request(Settings(), graph_of({}), TODAY_DATE)
    parse_files([ForeignFile("m.json", json.dumps(document).encode())], request)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.sampled_from(["", "contact", "2026-13-45", "ana", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "uuid type values data properties created_at messages birthdate date status".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(ANYTHING, st.sampled_from(["data", "instance", "properties"]))
def test_no_shape_breaks_it(value: object, key: str) -> None:
    """Whatever stands where records should, it is read or passed over."""
    parse({"account": {**EXPORT["account"], key: value}})


@given(ANYTHING, st.sampled_from([each["type"] for each in ANA_DATA]))
def test_no_record_breaks_it(value: object, kind: str) -> None:
    """The same for each kind of record of a person."""
    contact = {**ANA, "data": [collection(kind, value, {"uuid": "u", "properties": value})]}
    parse({"account": {"data": [collection("contact", contact)]}})


@pytest.mark.parametrize("document", [[], {}, {"account": 7}, {"account": {}}])
def test_what_is_not_monicas(document: object) -> None:
    """Any other JSON is refused."""
    with pytest.raises(NotThisFormat):
        parse(document)
