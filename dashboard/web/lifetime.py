"""How the server begins and ends: what it says at start, and that a signal ends it in seconds."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Timer, current_thread, main_thread
from types import FrameType
from typing import Any

from streamlit import config

from dashboard.settings import ADDRESS_VARIABLE, named_address
from dashboard.web.reached import base_path

GRACE = 4.0  # seconds for answers that are under way when the server is to end
ENDING = (signal.SIGTERM, signal.SIGINT)
EVERYWHERE = ("0.0.0.0", "::", None)
LOG = logging.getLogger("dashboard")


def lifespan(title: str) -> Callable[[Any], Any]:
    """What the server of a dashboard does at start, as Streamlit's App takes it."""

    @asynccontextmanager
    async def begin(app: Any) -> AsyncIterator[dict[str, Any]]:
        _end_soon()
        host = config.get_option("server.address")
        host = "localhost" if host in EVERYWHERE else host
        port = config.get_option("server.port")
        print(f"{title}: {named_address() or f'http://{host}:{port}{base_path()}'}", flush=True)
        if not named_address():
            LOG.warning(
                "WARNING: %s is not set. Files and links carry whatever address each reader came "
                "by; name the public address before others use this server.",
                ADDRESS_VARIABLE,
            )
        yield {}

    return begin


def _end_soon() -> None:
    """Let a signal end the process after GRACE, whatever still holds it: a picture, a reader."""
    if current_thread() is not main_thread():  # of a server inside another program
        return
    for number in ENDING:
        usual = signal.getsignal(number)

        def end(number: int, frame: FrameType | None, usual: Any = usual) -> None:
            timer = Timer(GRACE, os._exit, [128 + number])
            timer.daemon = True
            timer.start()
            if callable(usual):
                usual(number, frame)

        signal.signal(number, end)
