"""Measures the pages against a bare Streamlit page with the same number of charts and widgets: `make bench`.

Start (process to first chart), warm load, and choice to changed chart, in real Chromium, the two interleaved so that
whatever else the machine does hits both. Prints medians and ratios as a table, and as JSON with --json.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.servers import FLAGS, serve, stop  # noqa: E402

import dashboard  # noqa: E402
from dashboard.export.plotly_svg import chrome  # noqa: E402

PAGES = [
    "overview",
    "explore",
    "timeline",
    *dashboard.load().topic,
    "conflicts",
    "checks",
    "sources",
    "dataset",
]
GOALS = {"start": 1.5, "load": 1.25, "choice": 1.2}
CHARTS = '[data-testid="stVegaLiteChart"] :is(canvas, svg), [data-testid="stPlotlyChart"] .main-svg'
# A page is there when its script is done and every chart it holds has its marks.
THERE = """() => { const app = document.querySelector('[data-testid="stApp"]');
  const boxes = document.querySelectorAll('[data-testid="stVegaLiteChart"], [data-testid="stPlotlyChart"]');
  return app && app.dataset.testScriptState === 'notRunning' && document.querySelector('[data-testid="stMain"] h1')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...boxes].every((box) => box.querySelector('canvas, svg.marks, .main-svg')); }"""

BARE = """
import os
import altair as alt, pandas as pd, plotly.graph_objects as go, streamlit as st
from starlette.responses import JSONResponse
st.set_page_config(layout="wide")
def page(vega, plotly, segmented, selects, sliders, frames):
    def show():
        st.title("Bare")
        frame = pd.DataFrame({{"x": ["a", "b"], "y": [1, 2]}})
        chosen = st.segmented_control("Form", ["one", "two"], default="one", key="s0") if segmented else "one"
        for at in range(1, segmented): st.segmented_control("Form", ["one", "two"], default="one", key=f"s{{at}}")
        for at in range(selects): st.selectbox("Choose", ["a", "b"], key=f"b{{at}}")
        for at in range(sliders): st.slider("Years", 1950, 2030, (1950, 2030), key=f"y{{at}}")
        for at in range(vega):
            shown = frame if chosen == "one" else frame[:1]
            st.altair_chart(alt.Chart(shown).mark_bar().encode(x="y", y="x"), theme=None, key=f"v{{at}}")
        for at in range(plotly): st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4], mode="markers")), theme=None, key=f"p{{at}}")
        for at in range(frames): st.dataframe(frame, key=f"f{{at}}")
    return show
with st.sidebar:
    st.selectbox("Find", ["a", "b"], index=None)
st.navigation([st.Page(page(*counts), title=name, url_path=name) for name, counts in {counts!r}.items()]).run()
"""
APP = """
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route
app = st.App("bare.py", routes=[Route("/health", lambda request: JSONResponse({}))])
"""
KINDS = {
    "vega": '[data-testid="stVegaLiteChart"]', "plotly": '[data-testid="stPlotlyChart"]',
    "segmented": '[data-testid="stMain"] [data-testid="stButtonGroup"]',
    "selects": '[data-testid="stMain"] :is([data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stTextInput"])',
    "sliders": '[data-testid="stSlider"]', "frames": '[data-testid="stDataFrame"]',
}  # fmt: skip


def opened(browser, address, page):
    view = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    view.goto(f"{address}/{page}")
    view.wait_for_function(THERE, polling="raf", timeout=60000)
    return view, time.perf_counter() - started


def chosen(view):
    """Seconds from a click on another form to the chart that shows it, or None where a page has no form to choose."""
    buttons = view.locator('[data-testid="stMain"] [data-testid="stButtonGroup"]').first.locator(
        "button"
    )
    if not buttons.count():
        return None
    view.evaluate("""() => { window.changed = 0; const seen = new MutationObserver(() => { window.changed = performance.now(); });
      for (const box of document.querySelectorAll('[data-testid="stVegaLiteChart"]'))
        seen.observe(box, {childList: true, subtree: true, attributes: true}); }""")
    started = view.evaluate("performance.now()")
    buttons.nth(1).click()
    view.wait_for_function(
        f"() => window.changed > {started} && ({THERE})()", polling="raf", timeout=60000
    )
    return (view.evaluate("window.changed") - started) / 1000


def measured(browser, ours, bare, rounds, pages):
    times = {}
    for page in pages:
        for _ in range(rounds + 1):
            for whose, address in (("ours", ours), ("bare", bare)):
                view, loaded = opened(browser, address, page)
                times.setdefault(("load", page, whose), []).append(loaded)
                if (answered := chosen(view)) is not None:
                    times.setdefault(("choice", page, whose), []).append(answered)
                view.close()
    return {key: values[1:] for key, values in times.items()}  # the first round only warms both


def starts(browser, commands, rounds):
    times = {whose: [] for whose in commands}
    for _ in range(rounds):
        for whose, (command, cwd) in commands.items():
            started = time.perf_counter()
            process, address = serve(*command, cwd=cwd)
            opened(browser, address, "overview")[0].close()
            times[whose].append(time.perf_counter() - started)
            stop(process)
    return {("start", "overview", whose): values for whose, values in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", nargs="+", default=PAGES, choices=PAGES)
    chosen_ = parser.parse_args()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", "PORT"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome(), args=FLAGS.split())
        process, ours = serve(*command)
        counts = {}
        for page in PAGES:
            view, _ = opened(browser, ours, page)
            counts[page] = tuple(view.locator(selector).count() for selector in KINDS.values())
            view.close()
        Path(folder, "bare.py").write_text(BARE.format(counts=counts))
        Path(folder, "bareapp.py").write_text(APP)
        quiet = [
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
            "--server.fileWatcherType",
            "none",
        ]
        bare_command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "bareapp.py",
            "--server.port",
            "PORT",
            *quiet,
        ]
        other, bare = serve(*bare_command, cwd=folder)
        times = measured(browser, ours, bare, chosen_.rounds, chosen_.pages)
        stop(process), stop(other)
        times |= starts(
            browser, {"ours": (command, ROOT), "bare": (bare_command, folder)}, chosen_.rounds
        )
        browser.close()
    report(times, counts, chosen_.json)


def report(times, counts, as_json):
    rows = []
    for measure, page, whose in times:
        if whose == "ours":
            mine, theirs = (
                statistics.median(times[measure, page, each]) for each in ("ours", "bare")
            )
            rows.append(
                {
                    "measure": measure,
                    "page": page,
                    "ours": round(mine, 3),
                    "bare": round(theirs, 3),
                    "ratio": round(mine / theirs, 2),
                }
            )
    if as_json:
        print(
            json.dumps(
                {
                    "goals": GOALS,
                    "counts": {
                        page: dict(zip(KINDS, each, strict=True)) for page, each in counts.items()
                    },
                    "rows": rows,
                },
                indent=1,
            )
        )
        return
    print(f"{'measure':8} {'page':14} {'ours s':>8} {'bare s':>8} {'ratio':>7} {'goal':>6}")
    for row in rows:
        print(
            "{measure:8} {page:14} {ours:8.3f} {bare:8.3f} {ratio:7.2f}".format(**row),
            f"{GOALS[row['measure']]:6.2f}",
        )
    for measure, goal in GOALS.items():
        ratios = [row["ratio"] for row in rows if row["measure"] == measure]
        print(
            f"{measure}: median ratio {statistics.median(ratios):.2f}, worst {max(ratios):.2f}, goal {goal}"
        )


if __name__ == "__main__":
    main()
