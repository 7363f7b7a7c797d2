"""Letters of an SVG that are the same in every viewer: each line in its typefaces, or outlines."""

from __future__ import annotations

import re
from html import escape, unescape

from dashboard.figures.style.fonts import CHINESE, EM, FILES, HAN, Run, outline, runs

# A line as Vega writes it; what it says of the mark to a screen reader is left out.
SPOKEN = r'aria-label="[^"]*" role="[^"]*" aria-roledescription="[^"]*" '
LINE = re.compile(rf"<text (?:{SPOKEN})?([^>]*)>([^<]+)</text>")
ANCHOR, FAMILY = re.compile(r'text-anchor="(\w+)"'), re.compile(r'font-family="([^"]*)"')
SIZE = re.compile(r'font-size="([0-9.]+)px"')
HIDDEN = re.compile(r'(?<![\w-])opacity="0"')
LOOK = re.compile(r' ?(?:text-anchor|font-family|font-size|font-weight)="[^"]*"')
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # part of a line left of where it is anchored
INITIALS = {family: chr(ord("a") + number) for number, family in enumerate(FILES)}


def in_faces(svg: str) -> str:
    """The SVG with lines of Latin and Chinese in runs of one face each, every one placed.

    Left to itself a renderer sets the whole line in whatever font of its machine has all the signs.
    """
    return LINE.sub(_in_faces, svg) if HAN.search(svg) else svg


def _in_faces(line: re.Match[str]) -> str:
    attributes, text = line[1], unescape(line[2])
    if not HAN.search(text):
        return line[0]
    x, size, of_line = _placed(attributes, text)
    spans = ""
    for run in of_line:
        place = f'x="{x:.2f}" text-anchor="start" font-family="{run.family}"'
        spans += f"<tspan {place}>{escape(run.text)}</tspan>"
        x += run.width * size
    return f"<text {attributes}>{spans}</text>"


def _placed(attributes: str, text: str) -> tuple[float, float, list[Run]]:
    """Where a line begins from its anchor in px, the px of its letters, and its runs."""
    family, anchor = FAMILY.search(attributes), ANCHOR.search(attributes)
    size = float(SIZE.search(attributes)[1])  # type: ignore[index]  # Vega writes it always
    of_line = runs(text, unescape(family[1]) if family else CHINESE)
    width = size * sum(run.width for run in of_line)
    return -BEFORE[anchor[1] if anchor else "start"] * width, size, of_line


def outlined(svg: str) -> str:
    """The SVG with outlines for letters, each glyph once, and the text itself unseen behind them.

    So it looks the same whatever fonts there are, and a browser finds, selects and copies its text.
    """
    glyphs: dict[str, str] = {}
    drawn = LINE.sub(lambda line: _outlined(line, glyphs), svg)
    if not glyphs:
        return drawn
    paths = "".join(f'<path id="{name}" d="{path}"/>' for name, path in glyphs.items())
    root_end = drawn.index(">") + 1
    return f"{drawn[:root_end]}<defs>{paths}</defs>{drawn[root_end:]}"


def _outlined(line: re.Match[str], glyphs: dict[str, str]) -> str:
    """A line as outlines and as unseen text; `glyphs` gathers their paths by their ids."""
    attributes, text = line[1], unescape(line[2])
    if HIDDEN.search(attributes):
        return ""
    left, size, of_line = _placed(attributes, text)
    x, used, in_other_fonts = 0.0, "", ""
    look = LOOK.sub("", attributes)
    for run in of_line:
        if run.is_complete:
            used += _used(run, x, glyphs)
        else:  # a letter that none of the typefaces has: whatever font the viewer finds for it
            in_other_fonts += (
                f'<text {look} x="{left + x * size:.2f}" font-family="sans-serif" '
                f'font-size="{size:g}px"{_pinned(run.width * size)}>{escape(run.text)}</text>'
            )
        x += run.width
    if not used:
        return in_other_fonts
    unseen = f'<text {attributes} fill-opacity="0"{_pinned(x * size)}>{line[2]}</text>'
    # The pointer goes through them, so that it selects the text.
    seen = f'<g pointer-events="none" {_moved(look, left, size / EM)}>{used}</g>'
    return f"{unseen}{seen}{in_other_fonts}"


def _used(run: Run, x: float, glyphs: dict[str, str]) -> str:
    """The outlines of a run that begins at `x`, in ems."""
    used = ""
    for glyph, place in run.glyphs:
        name, path = f"{INITIALS[run.family]}{glyph}", outline(glyph, run.family)
        if path:  # a space has none
            glyphs.setdefault(name, path)
            used += f'<use xlink:href="#{name}" x="{round((x + place) * EM)}"/>'
    return used


def _pinned(width: float) -> str:
    """What holds a text to its width, whatever font it is set in."""
    return f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'


def _moved(look: str, x: float, scale: float) -> str:
    """The attributes of a line, moved to where it begins and scaled from ems."""
    further = f"translate({x:.2f}) scale({scale:g})"
    if 'transform="' in look:
        return re.sub(r'transform="([^"]*)"', rf'transform="\1 {further}"', look)
    return f'{look} transform="{further}"'
