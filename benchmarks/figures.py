"""How long a figure takes: its SVG against the raw renderer on the same specification, and its second request against its first.

Prints ratios, each the median over figures of the best of several rounds on this machine: `make bench`.
"""

import http.client
import json
import os
import statistics
import sys
import time
from pathlib import Path

import vl_convert

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from support.servers import serve, stop

import dashboard
from dashboard.export.image import svg
from dashboard.figures.catalog import every
from dashboard.model.view import View

ROUNDS = int(os.environ.get("ROUNDS", "7"))
DATA = dashboard.load()
EVERY = int(os.environ.get("EVERY", "4"))  # one figure of so many
FIGURES = [
    (name, form)
    for name, subject in every(DATA).items()
    for form in subject.forms
    if name != "timeline"
][::EVERY]


def took(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawn(name, form):
    """SVG over raw renderer, and the whole way from a view over raw renderer."""
    drawing = dashboard.draw(DATA, View(name, form=form))
    spec = json.dumps(drawing.spec)
    works = (
        lambda: vl_convert.vegalite_to_svg(spec),
        lambda: svg(drawing),
        lambda: svg(dashboard.draw(DATA, View(name, form=form))),
    )
    # In turn, so that whatever else the machine does falls on all three.
    times = [[took(work) for work in works] for _ in range(ROUNDS)]
    raw, own, whole = (min(column) for column in zip(*times, strict=True))
    return own / raw, whole / raw


def asked(connection, path, **headers):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def served(address, name, form):
    """The first request of a figure, the second, and one that already has it."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    path = f"/figures/{name}.svg?form={form}"
    asked(connection, "/health")
    first = took(lambda: asked(connection, path))
    second = min(took(lambda: asked(connection, path)) for _ in range(ROUNDS))
    tag = asked(connection, path).getheader("etag")
    kept = asked(connection, path, **{"If-None-Match": tag})
    assert kept.status == 304, kept.status
    unchanged = min(
        took(lambda: asked(connection, path, **{"If-None-Match": tag})) for _ in range(ROUNDS)
    )
    connection.close()
    return first, second, unchanged


def main():
    svg(
        dashboard.draw(DATA, View("ai_patents_granted"))
    )  # the renderer starts with its first picture
    ratios = [drawn(*figure) for figure in FIGURES]
    own, whole = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"{len(FIGURES)} figures, best of {ROUNDS} rounds, medians")
    print(f"SVG / raw renderer on the same specification   {own:.2f}   (goal: at most 1.10)")
    print(f"from the view to the SVG / raw renderer        {whole:.2f}")
    process, address = serve(sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
    try:
        times = [served(address, *figure) for figure in FIGURES]
    finally:
        stop(process)
    first, second, unchanged = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"second request / first                         1/{first / second:.0f}   (goal: under 1/50)"
    )
    print(f"304 / first                                    1/{first / unchanged:.0f}")


if __name__ == "__main__":
    main()
