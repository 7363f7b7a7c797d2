"""Starts the dashboard as a reader's machine would, and stops it."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What a Chrome is started with that tests drive.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve(*command, cwd=ROOT, env=None, below=""):
    """A process that answers /health on a free port, below a path, and its address."""
    port = free_port()
    words = [str(port) if word == "PORT" else word for word in command]
    process = subprocess.Popen(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}{below}/health", timeout=2).read()
            return process, address
        except OSError:
            time.sleep(0.05)
    stop(process)
    raise AssertionError(f"The server did not answer: {process.stdout.read().decode()}")


def stop(process):
    """End the process and all that it has started."""
    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
