"""Tables in a file: what is read is what somebody wrote, whoever else wrote at the same time."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import settings_on_disk
from vaultwell.vault.kept_tables import Part, read_tables, write_tables
from vaultwell.vault.table import Table

_Rows = list[dict[str, str]]
_Change = tuple[int, bool, int, str, str | None]


class Writer:
    """One program with two tables, and the file in which they are kept."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.tables: list[Table[str]] = []
        self.part: Part | None = None
        self.read()

    @property
    def rows(self) -> _Rows:
        """What stands in its tables."""
        return [dict(table) for table in self.tables]

    def read(self) -> None:
        """Begin anew, with what stands in the file."""
        self.tables, self.part = [Table(str, str), Table(str, str)], None
        try:
            self.part = read_tables(self.place, self.tables)
        except (OSError, ValueError):
            self.tables = [Table(str, str), Table(str, str)]

    def write(self, number: int, key: str, row: str | None) -> None:
        """Change a row, and keep the tables."""
        if row is None:
            self.tables[number].pop(key, None)
        else:
            self.tables[number][key] = row
        self.part = write_tables(self.place, self.tables, self.part)


_CHANGES = st.tuples(
    st.integers(0, 1),
    st.booleans(),
    st.integers(0, 1),
    st.sampled_from(["a", "b", "ü\t"]),
    st.none() | st.sampled_from(["", "x", "x\ty" * 9]),
)


@given(st.lists(_CHANGES, min_size=1, max_size=20))
@settings_on_disk(150)
def test_what_is_read_is_what_one_of_them_wrote(
    changes: list[_Change],
) -> None:
    """Two programs that write by turns, now and then without having read what the other wrote; then the file
    is cut off anywhere."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "tables"
        writers = [Writer(place), Writer(place)]
        written: list[_Rows] = [[{}, {}]]
        for who, does_read, number, key, row in changes:
            if does_read:
                writers[who].read()
            writers[who].write(number, key, row)
            written.append(writers[who].rows)
            assert Writer(place).rows in written
            if does_read:
                assert Writer(place).rows == written[-1]
        whole = place.read_bytes()
        for length in {0, len(whole) - 1, len(whole) // 2, *range(0, len(whole), 7)}:
            place.write_bytes(whole[:length])
            assert Writer(place).rows in written


@given(st.lists(_CHANGES, min_size=1, max_size=6), st.integers(0), st.binary(min_size=1, max_size=3))
@settings_on_disk(150)
def test_damage_is_seen(changes: list[_Change], at: int, what: bytes) -> None:
    """Whatever bytes stand there instead: nothing is read that nobody wrote."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "tables"
        writer = Writer(place)
        written: list[_Rows] = [[{}, {}]]
        for _, _, number, key, row in changes:
            writer.write(number, key, row)
            written.append(writer.rows)
        whole = place.read_bytes()
        at %= len(whole)
        place.write_bytes(whole[:at] + what + whole[at + len(what) :])
        assert Writer(place).rows in written
