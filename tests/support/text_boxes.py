"""Where every line of text of an SVG stands, measured with the fonts that the file carries."""

import re
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple

from dashboard.figures.style.fonts import FONT, STRONG, measure

SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other):
        touching = 0.5  # px by which boxes may overlap
        across = min(other.right - self.left, self.right - other.left)
        down = min(other.bottom - self.top, self.bottom - other.top)
        return across > touching and down > touching


def boxes(svg):
    """The box of every text, in the px that the figure is laid out on; and that of the figure."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    return [box for box in _below(root, 0, 0) if box.text.strip()], Box(0, 0, width, height, "")


def _below(element, x, y):
    if element.tag in (f"{SVG}metadata", f"{SVG}defs", f"{SVG}clipPath"):
        return
    across, down = _moved(element.get("transform", ""))
    if element.tag == f"{SVG}svg":
        across, down = across + float(element.get("x", 0)), down + float(element.get("y", 0))
    x, y = x + across, y + down
    if element.tag == f"{SVG}text" and float(element.get("opacity", 1)) > 0:
        yield _box(element, x, y)
    for child in element:
        yield from _below(child, x, y)


def _box(element, x, y):
    style = dict(
        part.split(":", 1)
        for part in element.get("style", "").replace(" ", "").split(";")
        if ":" in part
    )
    size = float(re.match(r"[\d.]+", element.get("font-size") or style["font-size"])[0])
    family = (
        STRONG if "Semi" in (element.get("font-family") or style.get("font-family", "")) else FONT
    )
    anchor = element.get("text-anchor") or style.get("text-anchor", "start")
    text = "".join(element.itertext())
    x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    width = measure(text, size, family)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - 0.73 * size, left + width, y, text)


def _moved(transform):
    """How far a transform moves what it holds, across and down."""
    moves = [re.split(r"[ ,]+", inner) for inner in re.findall(r"translate\(([^)]*)\)", transform)]
    across = sum(float(move[0]) for move in moves)
    return across, sum(float(move[1]) for move in moves if len(move) > 1)


def faults(svg):
    """Every pair of texts that overlap and every text that leaves the figure, in words."""
    texts, page = boxes(svg)
    leaving = [
        f"“{box.text}” leaves the figure: {box.left:.0f} to {box.right:.0f}, "
        f"{box.top:.0f} to {box.bottom:.0f}"
        for box in texts
        if min(box.left, box.top, page.right - box.right, page.bottom - box.bottom) < -0.5
    ]
    overlapping = []
    ordered = sorted(texts, key=lambda box: box.top)
    for number, box in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.top > box.bottom:
                break
            if box.meets(other):
                overlapping.append(f"“{box.text}” overlaps “{other.text}”")
    return [*leaving, *overlapping]
