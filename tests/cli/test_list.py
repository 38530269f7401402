"""`vaultwell list`: who is chosen by which filter, in which order."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

VAULT = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\nfar = "yearly"\n[properties]\n"Firma" = "org"\n',
    "People/Ana Díaz.md": (
        "---\ncircle: close\nbirthday: 1988-04-17\nmet: 2021-10-02\nlocation: Lisboa\n"
        "interests: [climbing, maps]\nfavourite tea: Ceylon\nrelation: friend\n"
        "aliases: [Anita]\n---\n## Log\n- 2026-10-21 coffee: x\n"
    ),
    "People/Ben Okafor.md": (
        "---\ncircle: far\nbirthday: 2004-11-01\nFirma: Acme\nphone: 1\n---\n## Log\n- 2025-10-01 call: x\n"
    ),
    "People/Chen Wei.md": "---\ncadence: 30\nmet: 2019-01-01\n---\n",
    "People/Éva.md": "---\ncadence: never\n---\n",
}


def list_names(run: Run, vault: Path, *words: str) -> str:
    """The first names that `list --json` gives, in order."""
    people = json.loads(run(vault, "list", "--json", *words).stdout)["people"]
    return " ".join(person["name"].split()[0] for person in people)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("", "Ana Ben Chen Éva"),
        ("circle=CLOSE", "Ana"),
        ("circle!=close", "Ben Chen Éva"),
        ("tier=close", "Ana"),
        ("circle", "Ana Ben"),
        ("!circle", "Chen Éva"),
        ("name=eva", "Éva"),
        ("name~diaz", "Ana"),
        ("name=anita", "Ana"),
        ("path~people/b", "Ben"),
        ("relation=Friend", "Ana"),
        ("location~LISB", "Ana"),
        ("interests=maps", "Ana"),
        ("interests!~climb", "Ben Chen Éva"),
        ("org=acme", "Ben"),
        ("Firma=acme", "Ben"),
        ("Favourite-Tea~ceyl", "Ana"),
        ("phone", "Ben"),
        ("cadence=monthly", "Ana"),
        ("cadence=1 month", "Ana"),
        ("cadence=30d", "Chen"),
        ("cadence=never", "Éva"),
        ("last<2026-01-01", "Ben"),
        ("last>=2026-10-21", "Ana"),
        ("last=2026-10-21", "Ana"),
        ("last~2026-10", "Ana"),
        ("!last", "Chen Éva"),
        ("due<=today", "Ana Ben Chen"),
        ("due>today", ""),
        ("met<2020-01-01", "Chen"),
        ("birthday~04-", "Ana"),
        ("birthday~2004", "Ben"),
        ("birthday=04-17", "Ana"),
        ("circle last>2026-01-01 interests~map !phone", "Ana"),
        ("circle=close circle=far", ""),
        ("goals", ""),
    ],
)
def test_a_filter_chooses(write_vault: Write, run: Run, filters: str, names: str) -> None:
    """Every kind of filter, and several at once, choose exactly those for whom all of them hold."""
    words = [filters] if " month" in filters else filters.split()
    assert list_names(run, write_vault(VAULT), *words) == names


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("name", "Ana Ben Chen Éva"),
        ("last", "Ben Ana Chen Éva"),
        ("due", "Chen Ben Ana Éva"),
        ("circle", "Ana Ben Chen Éva"),
        ("met", "Chen Ana Ben Éva"),
    ],
)
def test_the_order_can_be_chosen(write_vault: Write, run: Run, by: str, names: str) -> None:
    """`--sort` orders by name, by day or by the settings' circles; who has none of it comes last."""
    assert list_names(run, write_vault(VAULT), "--sort", by) == names


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("locaton~x", "Nobody has a property “locaton”. Did you mean “location”"),
        ("zzqq", "See “vaultwell list --help”."),
        ("favourite_tee=x", "Did you mean “favourite_tea”"),
        ("circle=", "compares with nothing"),
        ("=close", "is no filter"),
        ("!circle=close", "is no filter"),
        ("org<2026-01-01", "have days to compare"),
        ("last<soon", "not a date"),
        ("last<2026-02-30", "there is no such day"),
    ],
)
def test_a_filter_that_means_nothing_is_a_usage_error(
    write_vault: Write, run: Run, text: str, sentence: str
) -> None:
    """An unknown property, a missing value or a day that is none ends with exit code 2 and what to write."""
    result = run(write_vault(VAULT), "list", text)
    assert (result.exit_code, sentence in result.stderr) == (2, True)


def test_a_row_says_circle_last_due_and_place(write_vault: Write, run: Run) -> None:
    """Piped, everybody has one plain line: name, circle, last in touch, next day to reach out, place."""
    result = run(write_vault(VAULT), "list", "circle=close")
    assert result.output == "Ana Díaz  close  last 21 Oct  due 21 Nov  Lisboa\n"


def test_the_document_has_everything_of_a_person(write_vault: Write, run: Run) -> None:
    """`--json` gives facts, own properties, the last contact and the next day."""
    path = "People/Ana Díaz.md"
    document = json.loads(run(write_vault(VAULT), "list", "name=Ana Díaz", "--json").stdout)
    assert document["people"][0] == {
        "name": "Ana Díaz",
        "path": path,
        "circle": "close",
        "relation": ["friend"],
        "last_contact": {
            "on": "2026-10-21",
            "verb": "coffee",
            "text": "x",
            "source": "People/Ana Díaz.md:12",
        },
        "due_on": "2026-11-21",
        "facts": {"location": ["Lisboa"], "interests": ["climbing", "maps"]},
        "other": {"favourite tea": ["Ceylon"]},
    }
    assert list(find_faults(document, SCHEMAS["vaultwell:list"], "vaultwell:list")) == []


def test_nobody_is_no_fault(write_vault: Write, tmp_path: Path, run: Run) -> None:
    """No match is one kind sentence, an empty vault how to begin; both end with exit code 0."""
    assert run(write_vault(VAULT), "list", "goals").output == "Nobody fits that: try one filter fewer.\n"
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "list").output.startswith("Nobody here yet.")


def test_what_a_terminal_obeys_is_shown(write_vault: Write, run: Run) -> None:
    """Escapes and turned text of names, properties and filters are printed as what they are."""
    hostile = '---\ncircle: "a\\e[31m|b\\u202e"\nlocation: "x\\u2066"\n---\n'
    vault = write_vault({"People/Eve\u202e.md": hostile})
    for words in (["list"], ["list", "circle~|b"], ["list", "\x1b[31m=x"], ["list", "circle=\x1b"]):
        result = run(vault, *words)
        assert not {"\x1b", "\u202e", "\u2066"} & set(result.output + result.stderr)
    assert "|b" in run(vault, "list").output
