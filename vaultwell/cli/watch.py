"""`vaultwell watch`."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import click

from vaultwell.cli.clock import read_moment, read_now
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.counted import say_people
from vaultwell.cli.due_note import refresh
from vaultwell.cli.index import index_document
from vaultwell.cli.status import Status
from vaultwell.render.documents import count_problems, dump_line
from vaultwell.vault.load import Vault
from vaultwell.vault.lock import hold_watch
from vaultwell.watch.loop import Reload, Result, Watcher
from vaultwell.watch.observer import open_source
from vaultwell.watch.service import render_service


@click.command("watch")
@click.option(
    "--poll",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="Look at all notes every so many seconds, for a folder whose changes the system does not tell.",
)
@click.option("--print-service", is_flag=True, help="Print what starts this when you log in, and end.")
@global_options
@pass_options
def command(options: Options, poll: float | None, print_service: bool) -> None:
    """Keep the due note current: after every change of a note, and when a new day begins.

    Ticks are applied as `vaultwell index` does, a few seconds after you are done. Nothing else is written.
    With --json one line of JSON for each time something is written. Ctrl-C ends it.
    """
    root = options.find_root()
    if print_service:
        command = [_find_python(), "-P", "-m", "vaultwell", "--vault", str(root), "watch"]
        command += [] if poll is None else ["--poll", f"{poll:g}"]
        click.echo(render_service(sys.platform, command, root), nl=False)
        return
    gc.enable()
    started = f"process {os.getpid()}, since {read_now():%Y-%m-%d %H:%M}"
    with _asked_to_stop() as stop, hold_watch(root, started):
        _watch(options, root, poll, stop)


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """Set by Ctrl-C and SIGTERM, instead of what they do otherwise."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda _number, _frame: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _find_python() -> str:
    """The Python that runs this; on Windows the one that opens no window."""
    windowless = Path(sys.executable).with_name("pythonw.exe")
    return str(windowless) if windowless.exists() else sys.executable


def _watch(options: Options, root: Path, poll: float | None, stop: Event) -> None:
    status = Status(root, is_quiet=options.is_quiet)

    def bring_up_to_date(vault: Vault, reload: Reload) -> Result:
        done = refresh(vault, read_now(), reload)
        if done.written is not None or done.applied.ticks:
            if options.is_json:
                click.echo(dump_line(index_document(done)))
            status.tell_written(done.vault.settings.due_note, len(done.applied.ticks))
        problems = count_problems(done.vault.problems)
        status.tell_state(say_people(len(done.vault.graph.contacts)), problems, len(done.applied.waiting))
        return Result(done.written, bool(done.applied.waiting))

    watcher = Watcher(
        root,
        lambda: read_moment(options.today),
        lambda: open_source(root, poll, status.warn),
        bring_up_to_date,
        status,
        stop,
    )
    try:
        watcher.run()
    finally:
        status.end()
