"""Measures the pages against bare Streamlit pages with as many charts and widgets: `make bench`.

Start (process to first chart), warm load, and choice to changed chart, in real Chromium, the two
interleaved so that whatever else the machine does hits both. Prints medians and ratios as a table,
and as JSON with --json.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.browser import chrome  # noqa: E402
from support.servers import FLAGS, serve, stop  # noqa: E402

import dashboard  # noqa: E402

PAGES = [
    *("overview", "explore", "timeline"),
    *dashboard.load().topic_by_id,
    *("conflicts", "checks", "sources", "dataset"),
]
LINES = "lines"  # a metric of twenty years, with as many lines and dots on the bare page
ADDRESSES = {LINES: "explore?metric=ai_articles"}  # of ours, where it is not the name of the page
GOALS = {"start": 1.5, "load": 1.25, "choice": 1.2}
GOAL_OF_LINES = 1.1
# A page is ready when its script is done and every chart it holds has its marks.
READY = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = ':is([data-testid="stVegaLiteChart"], [data-testid="stPlotlyChart"])';
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMain"] h1')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll(charts)].every(
      (chart) => chart.querySelector('canvas, svg.marks, .main-svg')); }"""
# Notes when any chart last changed.
WATCH = """() => {
  window.changed = 0;
  const watcher = new MutationObserver(() => { window.changed = performance.now(); });
  for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]'))
    watcher.observe(chart, {childList: true, subtree: true, attributes: true}); }"""
INPUTS = ("stSelectbox", "stMultiSelect", "stTextInput")
# What bare pages must have as many of, in the order of `bare_page.page`.
KINDS = {
    "vega": '[data-testid="stVegaLiteChart"]',
    "plotly": '[data-testid="stPlotlyChart"]',
    "segmented": '[data-testid="stMain"] [data-testid="stButtonGroup"]',
    "selects": ", ".join(f'[data-testid="stMain"] [data-testid="{name}"]' for name in INPUTS),
    "sliders": '[data-testid="stSlider"]',
    "frames": '[data-testid="stDataFrame"]',
}
OURS = (sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
BARE = (
    *(sys.executable, "-m", "streamlit", "run", "bare_app.py", "--server.port", "PORT"),
    *("--browser.gatherUsageStats", "false", "--server.headless", "true"),
    *("--server.fileWatcherType", "none"),
)


def opened(browser, address, path):
    """A page that is ready, and the seconds it took."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(f"{address}/{path}")
    page.wait_for_function(READY, polling="raf", timeout=60000)
    return page, time.perf_counter() - started


def choice_time(page):
    """Seconds from a click on another kind of chart to the chart that shows it.

    None where the page has no chart to choose.
    """
    groups = page.locator('[data-testid="stMain"] [data-testid="stButtonGroup"]')
    of_cards = page.locator('[class*="st-key-card-"] [data-testid="stButtonGroup"]')  # ours alone
    buttons = (of_cards if of_cards.count() else groups).first.locator("button")
    if not buttons.count():
        return None
    page.evaluate(WATCH)
    started = page.evaluate("performance.now()")
    buttons.nth(1).click()
    changed = f"() => window.changed > {started} && ({READY})()"
    page.wait_for_function(changed, polling="raf", timeout=60000)
    return (page.evaluate("window.changed") - started) / 1000


def page_times(browser, ours, bare, rounds, paths):
    """Seconds of every load and choice, ours and bare in turn."""
    times = {}
    for path in paths:
        for _ in range(rounds + 1):
            for whose, address in (("ours", ours), ("bare", bare)):
                name = ADDRESSES.get(path, path) if whose == "ours" else path
                page, load = opened(browser, address, name)
                times.setdefault(("load", path, whose), []).append(load)
                if (choice := choice_time(page)) is not None:
                    times.setdefault(("choice", path, whose), []).append(choice)
                page.close()
    return {key: values[1:] for key, values in times.items()}  # the first round only warms both


def start_times(browser, commands, rounds):
    """Seconds from the start of the process to the first chart."""
    times = {whose: [] for whose in commands}
    for _ in range(rounds):
        for whose, (command, folder, environment) in commands.items():
            started = time.perf_counter()
            process, address = serve(*command, cwd=folder, env=environment)
            opened(browser, address, "overview")[0].close()
            times[whose].append(time.perf_counter() - started)
            stop(process)
    return {("start", "overview", whose): values for whose, values in times.items()}


def counted(browser, address, paths):
    """Page -> how many of each of KINDS it has; `paths` maps each to its address."""
    counts = {}
    for path, own in paths.items():
        page, _ = opened(browser, address, own)
        counts[path] = [page.locator(selector).count() for selector in KINDS.values()]
        page.close()
    return counts


def main():
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", nargs="+", default=[*PAGES, LINES], choices=[*PAGES, LINES])
    asked = parser.parse_args()
    folder = Path(__file__).parent
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome(), args=FLAGS.split())
        process, ours = serve(*OURS)
        paths = {path: ADDRESSES.get(path, path) for path in (*PAGES, LINES)}
        counts = counted(browser, ours, paths)
        environment = {"COUNTS": json.dumps(counts)}
        bare_process, bare = serve(*BARE, cwd=folder, env=environment)
        times = page_times(browser, ours, bare, asked.rounds, asked.pages)
        stop(process), stop(bare_process)
        commands = {
            "ours": (OURS, ROOT, {}),
            "bare": (BARE, folder, environment),
        }
        times |= start_times(browser, commands, asked.rounds)
        browser.close()
    rows = [row(times, *key[:2]) for key in times if key[2] == "ours"]
    if asked.json:
        named = {page: dict(zip(KINDS, counts[page], strict=True)) for page in counts}
        print(json.dumps({"goals": GOALS, "counts": named, "rows": rows}, indent=1))
    else:
        report(rows)


def row(times, measure, page):
    """The medians of a measure, in seconds, and their ratio."""
    ours, bare = (statistics.median(times[measure, page, whose]) for whose in ("ours", "bare"))
    ratio = round(ours / bare, 2)
    return {
        "measure": measure,
        "page": page,
        "ours": round(ours, 3),
        "bare": round(bare, 3),
        "ratio": ratio,
    }


def report(rows):
    """The table, then each measure against its goal."""
    print(f"{'measure':8} {'page':14} {'ours s':>8} {'bare s':>8} {'ratio':>7} {'goal':>6}")
    for line in rows:
        figures = "{measure:8} {page:14} {ours:8.3f} {bare:8.3f} {ratio:7.2f}".format(**line)
        print(figures, f"{_goal(line):6.2f}")
    for measure, goal in GOALS.items():
        ratios = [line["ratio"] for line in rows if line["measure"] == measure]
        median, worst = statistics.median(ratios), max(ratios)
        print(f"{measure}: median ratio {median:.2f}, worst {worst:.2f}, goal {goal}")


def _goal(line):
    return (
        GOAL_OF_LINES
        if (line["page"], line["measure"]) == (LINES, "load")
        else GOALS[line["measure"]]
    )


if __name__ == "__main__":
    main()
