"""Measures a choice with many readers at once against the bare page: `make bench`.

The readers are WebSockets that speak Streamlit's protocol, as many browsers would. All of them
choose another kind of chart at the same moment, ours and the bare page's in turn, so that whatever
else the machine does hits both; then more sessions are opened, to see what memory one takes.
Prints the p50 and p95 of both and their ratio as a table, and as JSON with --json.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pages import BARE, OURS, counted  # noqa: E402
from support.browser import chrome  # noqa: E402
from support.servers import FLAGS, serve, stop  # noqa: E402

READERS = 25
MORE_READERS = 100
GOAL = 1.3  # of the p95 of the bare page
GOAL_OF_MEMORY = 0.5  # MB a session
PAGES = {"explore": "metric=ai_patents_granted", "patents": ""}  # with the query of ours
LATENCY = ("p50", "p95")


class Reader:
    """A browser's side of one session, as far as the server can tell."""

    def __init__(self, address, page, query):
        self.address, self.page, self.query = address, page, query
        self.known, self.widgets, self.bytes = set(), {}, 0
        self.hash = self.group = None

    async def open(self):
        """Load the page."""
        stream = f"{self.address.replace('http', 'ws')}/_stcore/stream"
        # However long an answer takes, it is waited for.
        self.socket = await connect(
            stream, subprotocols=["streamlit"], max_size=None, ping_interval=None
        )
        await self.run()

    async def choose(self):
        """Press the next kind of chart; the seconds until all has come that changes."""
        group, chosen = self.group.id, self.widgets.get(self.group.id)
        names = [option.content for option in self.group.options]
        at = names.index(chosen) if chosen else 0
        self.widgets[group] = names[(at + 1) % len(names)]
        started = time.perf_counter()
        await self.run()
        return time.perf_counter() - started

    async def run(self):
        """Ask for a run of the script, and take in all that it sends."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.page_script_hash = self.hash or ""
        state.cached_message_hashes.extend(self.known)
        state.context_info.url = f"{self.address}/{self.page}"
        state.context_info.color_scheme = "light"
        for name, chosen in self.widgets.items():
            widget = state.widget_states.widgets.add()
            widget.id = name
            widget.string_array_value.data.append(chosen)
        await self.socket.send(asked.SerializeToString())
        while not self.take(await self.socket.recv()):
            pass

    def take(self, content):
        """Note what a message says; whether it is the last of a run."""
        self.bytes += len(content)
        message = ForwardMsg.FromString(content)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.metadata.cacheable:
            self.known.add(message.hash)
        if kind == "delta" and message.delta.new_element.HasField("button_group"):
            self.group = self.group or message.delta.new_element.button_group
        if kind == "script_finished":
            assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return kind == "script_finished"


async def opened(address, page, query, readers):
    """So many readers who have the page before them."""
    found = [Reader(address, page, query) for _ in range(readers)]
    for reader in found:
        await reader.open()
    return found


async def choices(readers):
    """Seconds of one choice of each, all at once."""
    return await asyncio.gather(*(reader.choose() for reader in readers))


async def closed(readers):
    for reader in readers:
        await reader.socket.close()


async def page_times(servers, page, rounds):
    """Whose -> seconds of every choice, and the bytes that each reader got for one."""
    readers = {
        whose: await opened(address, page, query, READERS)
        for whose, (address, query, _) in servers.items()
    }
    times, sizes = {whose: [] for whose in servers}, {}
    for number in range(rounds + 1):
        for whose, theirs in readers.items():
            before = sum(reader.bytes for reader in theirs)
            seconds = await choices(theirs)
            sizes[whose] = (sum(reader.bytes for reader in theirs) - before) / READERS
            if number:  # the first round only warms both
                times[whose] += seconds
    for theirs in readers.values():
        await closed(theirs)
    return times, sizes


async def memory(servers, page):
    """Whose -> MB that one more session takes, from READERS to MORE_READERS of them."""
    taken = {}
    for whose, (address, query, process) in servers.items():
        few = await opened(address, page, query, READERS)
        await choices(few)
        before = resident(process)
        more = await opened(address, page, query, MORE_READERS - READERS)
        await choices(more)
        taken[whose] = (resident(process) - before) / (MORE_READERS - READERS)
        await closed([*few, *more])
    return taken


def resident(process):
    """MB of a process that are in memory."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def row(page, times, sizes):
    """Milliseconds of both, their ratios, and kB of a choice."""
    found = {"page": page}
    for whose, seconds in times.items():
        cuts = statistics.quantiles(seconds, n=20)
        found[whose] = dict(zip(LATENCY, (cuts[9] * 1000, cuts[18] * 1000), strict=True))
        found[whose]["kB"] = sizes[whose] / 1000
    found["ratio"] = {name: found["ours"][name] / found["bare"][name] for name in found["bare"]}
    return found


def report(rows, taken):
    """The table, then the memory."""
    print(f"{READERS} readers choose at once (goal: {GOAL} x the p95 of the bare page)")
    print(f"{'page':12} {'of':6} {'ours':>10} {'bare':>10} {'ratio':>7}")
    for found in rows:
        for name, ratio in found["ratio"].items():
            unit = "kB" if name == "kB" else f"{name} ms"
            figures = f"{found['ours'][name]:10.1f} {found['bare'][name]:10.1f} {ratio:7.2f}"
            print(f"{found['page']:12} {unit:6} {figures}")
    told = ", ".join(f"{whose} {megabytes:.2f}" for whose, megabytes in taken.items())
    print(f"MB a session, {READERS} to {MORE_READERS}: {told} (goal: {GOAL_OF_MEMORY})")


def main():
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    process, ours = serve(*OURS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome(), args=FLAGS.split())
        counts = counted(browser, ours, {page: f"{page}?{query}" for page, query in PAGES.items()})
        browser.close()
    bare_process, bare = serve(*BARE, cwd=Path(__file__).parent, env={"COUNTS": json.dumps(counts)})
    rows = []
    try:
        for page, query in PAGES.items():
            servers = {"ours": (ours, query, process), "bare": (bare, "", bare_process)}
            rows.append(row(page, *asyncio.run(page_times(servers, page, asked.rounds))))
        taken = asyncio.run(memory(servers, page))
    finally:
        stop(process), stop(bare_process)
    if asked.json:
        print(json.dumps({"goal": GOAL, "rows": rows, "megabytes": taken}, indent=1))
    else:
        report(rows, taken)


if __name__ == "__main__":
    main()
