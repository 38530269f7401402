"""Whether somebody can be asked now, as others rely on it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY
from vaultwell.graph.build import build_graph
from vaultwell.graph.who import find_person
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.practices.alternatives import find_alternatives
from vaultwell.practices.ask import Verdict, find_stance, find_verdict
from vaultwell.vault.load import Vault, load_vault

EXAMPLE = Path(__file__).parent.parent.parent / "example-vault"


@pytest.fixture(scope="module")
def example() -> Vault:
    """The example vault on its day."""
    return load_vault(EXAMPLE, date.fromisoformat(TODAY))


@pytest.mark.parametrize(
    ("who", "word", "deed"),
    [
        ("laura", "not-yet", "promise"),
        ("chen", "warm-up-first", "introduction"),
        ("henrik", "warm-up-first", None),
        ("tomasz", "go-ahead", None),
        ("ana", "just-ask", None),
        ("arthur", None, None),
    ],
)
def test_the_example_tells_who_can_be_asked(
    who: str, word: str | None, deed: str | None, example: Vault
) -> None:
    """One person for each verdict, and what to put right first where there is something."""
    contact = find_person(example.graph, who)
    stance = find_stance(example.graph, example.settings, contact, example.today)
    assert stance.word == word
    assert (stance.step.fact.topic if stance.step.fact else None) == deed


# --- Laws ------------------------------------------------------------------------------------------------

WHAT = "an introduction to the archive"
days = st.dates(date(2025, 9, 1), date(2026, 12, 10))
words = st.sampled_from(
    """coffee|walk|called: no answer|they called: news|asked: a hand|gave: a book|they gave: plums|note: shy
    they helped: the shelves|they introduced [[Ben]]: by mail|thanked: for it|promised: a list|borrowed: a tent
    they asked: a look|offered: a bed|they offered: the archive|news: moved|next: her knee|idea: fog""".replace(
        "\n", "|"
    ).split("|")
).map(str.strip)
boxes = st.sampled_from(["", "", "", "[ ] ", "[x] ", "[-] "])
lines = st.lists(st.builds(lambda box, day, word: f"- {box}{day} {word}", boxes, days, words), max_size=12)
relations = st.sampled_from(["professional", "mentor", "friend", "doctor", "family"])


def look(relation: str, log: Sequence[str], what: str = WHAT) -> Verdict:
    """The verdict on Ana, whose log has these lines."""
    texts = {
        "People/Ana.md": f"---\nrelation: {relation}\n---\n## Log\n" + "\n".join(log) + "\n",
        "People/Ben.md": "---\noffers: [keys to the archive]\n---\n",
    }
    settings, today = Settings(), date.fromisoformat(TODAY)
    notes = [parse_note(path, text.encode(), settings, Conventions()) for path, text in texts.items()]
    graph, _ = build_graph(notes, list(texts), settings, today)
    verdict = find_verdict(graph, settings, graph.contacts["People/Ana.md"], what, today)
    assert len(find_alternatives(graph, settings, verdict, today)) <= 2
    return verdict


@given(relations, lines.flatmap(lambda log: st.tuples(st.just(log), st.permutations(log))))
def test_a_verdict_does_not_depend_on_the_order_of_lines(
    relation: str, logs: tuple[list[str], list[str]]
) -> None:
    """Lines in any order give the same verdict for the same reasons."""
    told = [
        (
            verdict.stance.word,
            [(fact.topic, *(entry.text for entry in fact.entries)) for fact in verdict.reasons],
        )
        for verdict in (look(relation, log) for log in logs)
    ]
    assert told[0] == told[1]


@given(relations, lines)
def test_a_talk_today_never_makes_it_worse(relation: str, log: list[str]) -> None:
    """Being there without an agenda is never a reason to wait."""
    order = ("just-ask", "go-ahead", "warm-up-first", "not-yet")
    before, after = (look(relation, more).stance.word for more in (log, [*log, f"- {TODAY} tea: the fog"]))
    assert before is not None
    assert after is not None
    assert order.index(after) <= order.index(before)


@given(st.sampled_from(["friend", "family", "partner"]), lines)
def test_nothing_is_counted_between_friends(relation: str, log: list[str]) -> None:
    """Whatever stands in the log, a friend is just asked; at most it is said that nothing but asks stands there."""
    verdict = look(relation, log)
    assert verdict.stance.word == "just-ask"
    assert {fact.topic for fact in verdict.reasons} <= {"friend-asked"}


@given(relations, lines)
def test_every_reason_has_a_line(relation: str, log: list[str]) -> None:
    """There is no reason without a line of a note, and no verdict but a friend's without a reason."""
    verdict = look(relation, log)
    assert all(fact.sources for fact in verdict.reasons)
    assert verdict.reasons or verdict.stance.word == "just-ask"
