"""The one place that reads the clock."""

from datetime import date, datetime
from time import monotonic
from typing import TYPE_CHECKING

from vaultwell.model.errors import UsageError
from vaultwell.notes.values import parse_day

if TYPE_CHECKING:
    from vaultwell.watch.schedule import Moment


def read_today(given: str | None) -> date:
    """The day `--today` or `VAULTWELL_TODAY` names (YYYY-MM-DD), else the day it is here."""
    if not given:
        return date.today()
    try:
        return parse_day(given)
    except ValueError as fault:
        raise UsageError(f"--today “{given}”: {fault}. Write it as 2026-11-22.") from None


def read_now() -> datetime:
    """The moment it is here, with its time zone: for the journal, and to see what was saved just now."""
    return datetime.now().astimezone()


def read_moment(given: str | None) -> "Moment":
    """What all clocks say at once; `given` as in `read_today`."""
    from vaultwell.watch.schedule import Moment  # only `watch` asks

    return Moment(monotonic(), read_now(), read_today(given))
