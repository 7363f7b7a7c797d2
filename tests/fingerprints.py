"""The fingerprint of every figure, so that a change to any of them shows by name in review: `make fingerprints`."""

import hashlib
from pathlib import Path

import dashboard
from dashboard.model import THEMES, View
from dashboard.subjects import every

FILE = Path(__file__).with_name("figures.txt")


def figures(data):
    """Every subject in every form and theme; the timeline apart, whose picture is the work of the browser at hand."""
    for name, subject in every(data).items():
        for form in subject.forms:
            for theme in THEMES:
                if form != "timeline":
                    yield f"{name}.{form}.{theme}", View(name, form=form, theme=theme)


def fingerprint(data, view):
    """A hash of the SVG without the dataset's version, which stands in every figure and changes with any claim."""
    svg = dashboard.export(dashboard.draw(data, view), "svg").decode()
    return hashlib.sha256(svg.replace(data.version, "").encode()).hexdigest()[:16]


if __name__ == "__main__":
    dataset = dashboard.load()
    FILE.write_text("".join(f"{fingerprint(dataset, view)}  {name}\n" for name, view in figures(dataset)), encoding="utf-8")
