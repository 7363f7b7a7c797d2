"""The fingerprint of every figure, so that a change to any of them shows by name in review.

`make fingerprints` renews them.
"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import dashboard
from dashboard.figures.catalog import catalog
from dashboard.model.view import View
from dashboard.model.vocabulary import THEMES

FILE = Path(__file__).parent.with_name("fingerprints.txt")


def figures(data):
    """Name and view of every figure, in every form and theme."""
    for name, entry in catalog(data).items():
        for form in entry.forms:
            for theme in THEMES:
                yield f"{name}.{form}.{theme}", View(name, form=form, theme=theme)


def steady(data):
    """The data as of no version.

    The real one stands in every figure, changes with any claim, and moves line breaks.
    """
    os.environ["DASHBOARD_ADDRESS"] = "https://dashboard.test"  # it stands in every figure too
    return replace(data, version="0" * 12)


def fingerprint(svg):
    return hashlib.sha256(svg).hexdigest()[:16]


if __name__ == "__main__":
    dataset = steady(dashboard.load())
    prints = (
        (fingerprint(dashboard.export(dashboard.draw(dataset, view), "svg")), name)
        for name, view in figures(dataset)
    )
    FILE.write_text("".join(f"{print_}  {name}\n" for print_, name in prints), encoding="utf-8")
