"""How long a figure takes: its SVG against the raw renderer, its second request against its first.

Prints ratios, each the median over figures of the best of several rounds on this machine:
`make bench`.
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
from dashboard.figures.catalog import catalog
from dashboard.figures.renderers import vega_lite
from dashboard.model.view import View

ROUNDS = int(os.environ.get("ROUNDS", "7"))
DATA = dashboard.load()
ONE_IN = int(os.environ.get("ONE_IN", "4"))  # one figure of so many
FIGURES = [(name, form) for name, entry in catalog(DATA).items() for form in entry.forms][::ONE_IN]


def seconds(work):
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawing_ratios(name, form):
    """SVG over raw renderer, and the whole way from a view over raw renderer."""
    figure = dashboard.draw(DATA, View(name, form=form))
    specification = vega_lite.specification(figure.chart, figure.dressing, {})
    text = json.dumps({**specification, "usermeta": {}})
    works = (
        lambda: vl_convert.vegalite_to_svg(text),
        lambda: svg(figure),
        lambda: svg(dashboard.draw(DATA, View(name, form=form))),
    )
    # In turn, so that whatever else the machine does falls on all three.
    times = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    raw, from_figure, from_view = (min(column) for column in zip(*times, strict=True))
    return from_figure / raw, from_view / raw


def answer(connection, path, **headers):
    """The answer to a request, read to its end."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response


def serving_times(address, name, form):
    """The first request of a figure, the second, and one of a reader who already has it."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    path = f"/figures/{name}.svg?form={form}"
    answer(connection, "/health")
    first = seconds(lambda: answer(connection, path))
    second = min(seconds(lambda: answer(connection, path)) for _ in range(ROUNDS))
    known = {"If-None-Match": answer(connection, path).getheader("etag")}
    unchanged = answer(connection, path, **known)
    assert unchanged.status == 304, unchanged.status
    third = min(seconds(lambda: answer(connection, path, **known)) for _ in range(ROUNDS))
    connection.close()
    return first, second, third


def main():
    """Measure, and print."""
    # The renderer starts with its first picture.
    svg(dashboard.draw(DATA, View(FIGURES[0][0])))
    ratios = [drawing_ratios(*figure) for figure in FIGURES]
    picture, whole = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"{len(FIGURES)} figures, best of {ROUNDS} rounds, medians")
    print(f"SVG / raw renderer on the same specification   {picture:.2f}   (goal: at most 1.10)")
    print(f"from the view to the SVG / raw renderer        {whole:.2f}")
    process, address = serve(sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
    try:
        times = [serving_times(address, *figure) for figure in FIGURES]
    finally:
        stop(process)
    first, second, third = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = first / second
    print(f"second request / first                         1/{ratio:.0f}   (goal: under 1/50)")
    print(f"304 / first                                    1/{first / third:.0f}")


if __name__ == "__main__":
    main()
