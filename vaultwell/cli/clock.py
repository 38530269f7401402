"""The one place that reads the clock."""

from time import monotonic, strftime, time_ns

TYPE_CHECKING = False  # the fast lane passes here, and typing is slow to import
if TYPE_CHECKING:
    from datetime import date, datetime

    from vaultwell.watch.schedule import Moment


def read_today(given: str | None) -> "date":
    """The day `--today` or `VAULTWELL_TODAY` names (YYYY-MM-DD), else the day it is here."""
    from datetime import date

    from vaultwell.model.errors import UsageError
    from vaultwell.notes.values import parse_day

    if not given:
        return date.today()
    try:
        return parse_day(given)
    except ValueError as fault:
        raise UsageError(f"--today “{given}”: {fault}. Write it as 2026-11-22.") from None


def say_today(given: str | None) -> str:
    """The same day as it is written, for the fast lane: what is `given` may be no day at all."""
    return given or strftime("%Y-%m-%d")


def read_nanoseconds() -> int:
    """The moment it is, in nanoseconds since 1970: to see which files are young."""
    return time_ns()


def read_now() -> "datetime":
    """The moment it is here, with its time zone: for the journal, and to see what was saved just now."""
    from datetime import datetime

    return datetime.now().astimezone()


def read_moment(given: str | None) -> "Moment":
    """What all clocks say at once; `given` as in `read_today`."""
    from vaultwell.watch.schedule import Moment  # only `watch` asks

    return Moment(monotonic(), read_now(), read_today(given))
