"""Names of new notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.notes.file_names import MAX_BYTES, find_name_fault, fold_name, safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Díaz", "Ana Díaz"),
        ("  Ana   Díaz ", "Ana Díaz"),
        ("Zoe\u0308 Mu\u0308ller", "Zoë Müller"),
        ("山田 太郎 😀", "山田 太郎 😀"),
        ("Conan O'Brien", "Conan O'Brien"),
        ("Dr. King Jr.", "Dr. King Jr"),
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Users\\ana", "C -Users-ana"),
        ("AC/DC", "AC-DC"),
        ('Ana "Annie" Díaz?', "Ana Annie Díaz"),
        ("Ana [work] #1 ^x | y", "Ana work 1 x - y"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("CON", "CON_"),
        ("nul.txt", "nul_.txt"),
        ("Lpt1 .x", "Lpt1_ .x"),
        ("Ana\nDíaz\x1b[31m", "Ana Díaz 31m"),
        ("Ana\u202egnp.exe\u200b", "Anagnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("half \ud800", "half"),
        ("???", ""),
        ("", ""),
        ("..", ""),
    ],
)
def test_a_name_becomes_a_files_name(name: str, expected: str) -> None:
    """What a file's name cannot have everywhere is left out; the rest of the name stays."""
    assert safe_name(name) == expected


@given(st.text(st.characters(codec=None), max_size=200))
def test_a_safe_name_is_one_everywhere(name: str) -> None:
    """Whatever somebody is called, the file's name is sound, short, composed, and its own safe name."""
    safe = safe_name(name)
    assert len(safe.encode()) <= MAX_BYTES + 1
    assert not set(safe) & set('/\\:*?"<>|#^[]\n\r\t')
    assert not safe.startswith((".", "-", " "))
    assert not safe.endswith((".", " "))
    assert safe_name(safe) == safe
    assert not safe or find_name_fault(f"{safe}.md") is None


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_folding_is_settled(name: str) -> None:
    """Names are compared in one form, which is its own form."""
    assert fold_name(fold_name(name)) == fold_name(name)
    assert fold_name(name.upper()) == fold_name(name.upper().lower())
