"""Long work watched from beside: how far it is, and whether a cluster still has workers."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dashboard.data.records.session import Session
from dashboard.errors import DashboardError

QUIET = 3.0  # seconds of work about which nothing is said
EVERY = 5.0  # seconds from one line to the next
LOOK = 0.5  # seconds from one look to the next
PATIENCE = 60.0  # seconds without a worker after which a cluster is given up
Tell = Callable[[str], object]


def to_stderr(line: str) -> None:
    """A line for whoever waits."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def watched(session: Session, what: str, begun: str, tell: Tell) -> Iterator[None]:
    """Say how far the work in the block is, and end it where a cluster has lost its workers.

    `begun` says what work it is, before the first line of how far; nothing is said of short work.

    Raises DashboardError in place of the error of work that was ended so.
    """
    done, lost = threading.Event(), threading.Event()
    thread = threading.Thread(
        target=_watch, args=(session, what, begun, tell, done, lost), name="records", daemon=True
    )
    thread.start()
    try:
        yield
    except Exception as error:
        if lost.is_set():
            raise DashboardError(
                f"{what}: the cluster has had no worker for {PATIENCE:.0f} seconds. Start one, or "
                "count on this machine: --engine duckdb."
            ) from error
        raise
    finally:
        done.set()
        thread.join()


def _watch(
    session: Session,
    what: str,
    begun: str,
    tell: Tell,
    done: threading.Event,
    lost: threading.Event,
) -> None:
    start = seen = time.monotonic()
    said = start + QUIET - EVERY
    while not done.wait(LOOK):
        now = time.monotonic()
        if session.workers() != 0:
            seen = now
        elif now - seen > PATIENCE:
            lost.set()
            session.cancel()
            return
        if now - said >= EVERY and now - start >= QUIET:
            if said < start:
                tell(begun)
            said = now
            percent = session.percent()
            far = "" if percent is None else f", {percent:.0f}%"
            tell(f"{what}: {now - start:.0f} s{far}")
