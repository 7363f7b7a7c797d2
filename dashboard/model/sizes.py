"""How large a figure leaves: by name, in millimetres or in pixels, and what it is laid out on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.errors import BadRequest

PX = 25.4 / 96  # mm, as in CSS
NARROW, WIDE = 380, 1000  # px: between these a figure of no fixed height is laid out
POINT = 25.4 / 72  # mm
# mm: the smallest letters of a journal (Nature, guide to figures: 5 to 7 points)
LEAST_TEXT = 5 * POINT
SMALLEST = 11  # px: the smallest letters of a figure (theme.LETTERS)
DPI = (72, 600)
MOST_PIXELS = 40_000_000  # of a PNG: A4 and a slide at 600 dpi fit
SPELLED = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)(?:x([0-9]{1,4}(?:\.[0-9]{1,2})?))?(mm|px)")
LIMITS = (70, 1200)  # mm, of either side
STEPS = 6  # widths that are tried where the height is fixed, after the natural one


@dataclass(frozen=True)
class Size:
    """A size on paper or screen, and the widths on which a figure is laid out for it.

    The first width has the largest letters.
    """

    name: str
    width: float  # mm
    height: float | None = None  # mm; None is as high as the figure needs
    dpi: int = 300  # of a PNG, unless the reader names another
    layouts: tuple[int, ...] = ()  # px


SIZES = {
    size.name: size
    for size in (
        Size("screen", 720 * PX, dpi=192, layouts=(720,)),
        Size("column", 89, layouts=(NARROW,)),  # of a journal
        Size("columns", 183, layouts=(700,)),
        Size("a4", 210, 297, layouts=(600, 680, 760, 840, 920, 1000, 1090, 1180)),
        Size(  # 13⅓ × 7½ inches
            "slide",
            13 * 25.4 + 25.4 / 3,
            7.5 * 25.4,
            dpi=144,
            layouts=(900, 1000, 1120, 1280),
        ),
        Size("social", 1200 * PX, 630 * PX, dpi=96, layouts=(820, 900, 1000, 1100)),
    )
}
HOW = (
    f"one of {', '.join(SIZES)}, or a width such as 120mm or 900px, or a width and height such as "
    "160x90mm"
)


def size(text: str) -> Size:
    """The size called `text` ("" is "screen"), or the one it spells: "120mm", "160x90mm", "900px".

    Raises BadRequest where it is neither, or too small or large to read.
    """
    if (text or "screen") in SIZES:
        return SIZES[text or "screen"]
    found = SPELLED.fullmatch(text)
    if not found:
        raise BadRequest(f"size must be {HOW}.")
    unit = 1 if found[3] == "mm" else PX
    width = float(found[1]) * unit
    height = float(found[2]) * unit if found[2] else None
    low, high = LIMITS
    if not low <= width <= high or not low / 2 <= (height or width) <= high:
        raise BadRequest(
            f"size must be from {low} to {high} mm ({low / PX:.0f} to {high / PX:.0f} px) wide, "
            "and from half of that high."
        )
    dpi = 96 if found[3] == "px" else 300
    return Size(text, width, height, dpi, _layouts(width, height))


def _layouts(width: float, height: float | None) -> tuple[int, ...]:
    """Widths in px to lay a figure out on that is so many mm wide; one where the height is free."""
    natural = min(max(width / PX, NARROW), WIDE)
    if height is None:
        return (round(natural),)
    finest = max(width / LEAST_TEXT * SMALLEST, natural)
    steps = (natural + (finest - natural) * step / STEPS for step in range(STEPS + 1))
    return tuple(dict.fromkeys(round(step) for step in steps))
