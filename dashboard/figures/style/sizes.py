"""How large a figure leaves: by name, or in millimetres or pixels; and what it is laid out on, so that its text can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.errors import BadRequest

PX = 25.4 / 96  # mm, as in CSS
NARROW, WIDE = 380, 1000  # px: between these a figure of no fixed height is laid out
POINT = 25.4 / 72  # mm
LEAST_TEXT = (
    5 * POINT
)  # mm: the smallest letters of a journal (Nature, guide to figures: 5 to 7 points)
SMALLEST = 11  # px, theme.SIZES["note"]
DPI = (72, 600)
MOST_PIXELS = 40_000_000  # of a PNG: A4 and a slide at 600 dpi fit
SPOKEN = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)(?:x([0-9]{1,4}(?:\.[0-9]{1,2})?))?(mm|px)")
LIMITS = (70, 1200)  # mm, of either side


@dataclass(frozen=True)
class Size:
    """A size on paper or screen, and the widths on which a figure is laid out for it, the largest letters first."""

    title: str
    width: float  # mm
    height: float | None = None  # mm; None is as high as the figure needs
    dpi: int = 300  # of a PNG, unless the reader names another
    layouts: tuple[int, ...] = ()  # px


SIZES = {
    "screen": Size("Screen", 720 * PX, dpi=192, layouts=(720,)),
    "column": Size("Journal, one column (89 mm)", 89, layouts=(NARROW,)),
    "columns": Size("Journal, two columns (183 mm)", 183, layouts=(700,)),
    "a4": Size("A4 page", 210, 297, layouts=(600, 680, 760, 840, 920, 1000)),
    "slide": Size(
        "Slide, 16:9", 13 * 25.4 + 25.4 / 3, 7.5 * 25.4, dpi=144, layouts=(900, 1000, 1120, 1280)
    ),
    "social": Size(
        "Social media, 1200 × 630", 1200 * PX, 630 * PX, dpi=96, layouts=(820, 900, 1000, 1100)
    ),
}
HOW = f"one of {', '.join(SIZES)}, or a width such as 120mm or 900px, or a width and height such as 160x90mm"


def size(text: str) -> Size:
    """The size called `text` ("" is "screen"), or the one it spells: "120mm", "160x90mm", "900px".

    Raises BadRequest where it is neither, or too small or large to read.
    """
    if (text or "screen") in SIZES:
        return SIZES[text or "screen"]
    found = SPOKEN.fullmatch(text)
    if not found:
        raise BadRequest(f"size must be {HOW}.")
    unit = 1 if found[3] == "mm" else PX
    width, height = float(found[1]) * unit, float(found[2]) * unit if found[2] else None
    low, high = LIMITS
    if not low <= width <= high or not low / 2 <= (height or width) <= high:
        raise BadRequest(
            f"size must be from {low} to {high} mm ({low / PX:.0f} to {high / PX:.0f} px) wide, and from half of that high."
        )
    natural = min(max(width / PX, NARROW), WIDE)
    finest = max(width / LEAST_TEXT * SMALLEST, natural)
    steps = (
        [natural]
        if height is None
        else [natural + (finest - natural) * step / 6 for step in range(7)]
    )
    return Size(
        text,
        width,
        height,
        96 if found[3] == "px" else 300,
        tuple(dict.fromkeys(round(step) for step in steps)),
    )
