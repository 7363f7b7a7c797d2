"""Typefaces: how wide a line is, where it breaks, and the letters that travel inside a file."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz
from fontTools import subset
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from dashboard.settings import FONTS

# Families of their own, one a file, so that every renderer finds these and never one of the same
# name on its machine.
CHINESE = "Noto Sans Figure"
FONT = f"Inter Figure, {CHINESE}, sans-serif"
STRONG = f"Inter Figure Semi Bold, {CHINESE}, sans-serif"
FILES = {FONT: "Inter-Regular", STRONG: "Inter-SemiBold", CHINESE: "NotoSans-Han"}
# Chinese, Japanese and Korean signs and full-width forms: not in Inter, and a line may break
# between any two of them.
HAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
RUN = re.compile(rf"{HAN.pattern}+|(?:(?!{HAN.pattern}).)+", re.DOTALL)
EM = 1000  # parts of an em in which outlines are drawn
PIECE = re.compile(rf"\s+|{HAN.pattern}|(?:(?!{HAN.pattern})\S)+")


@dataclass(frozen=True)
class Run:
    """Letters of one typeface, shaped: its glyphs with their places from its left, in ems."""

    text: str
    family: str
    glyphs: tuple[tuple[int, float], ...]
    width: float  # in ems
    is_complete: bool  # whether the typeface has all its letters


@cache
def _font(family: str) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(FONTS / f"{FILES[family]}.otf"))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@lru_cache(maxsize=16384)
def _run(text: str, family: str) -> Run:
    font, buffer = _font(family), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    em, x = font.face.upem, 0
    glyphs = []
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((glyph.codepoint, (x + place.x_offset) / em))
        x += place.x_advance
    is_complete = all(glyph for glyph, _ in glyphs)
    return Run(text, family, tuple(glyphs), x / em, is_complete)


def runs(text: str, family: str = FONT) -> list[Run]:
    """A line in runs of one typeface each: what is not Chinese is in `family`."""
    parts = RUN.findall(text)
    return [_run(part, CHINESE if HAN.match(part) else family) for part in parts]


def measure(text: str, size: float, family: str = FONT) -> float:
    """Width of a line in px, by the metrics of the fonts that the file is drawn with."""
    return size * sum(run.width for run in runs(text, family))


@cache
def outline(glyph: int, family: str) -> str:
    """A glyph as an SVG path, in parts of an em of EM, from its place on the baseline."""
    font, path = _font(family), SVGPathPen(None, ntos=lambda number: f"{number:.0f}")
    scale = EM / font.face.upem
    font.draw_glyph_with_pen(glyph, TransformPen(path, (scale, 0, 0, -scale, 0, 0)))
    return path.getCommands()


@lru_cache(maxsize=4096)
def _pieces(text: str, size: float, family: str) -> tuple[tuple[str, float], ...]:
    """Words, single Chinese signs and spaces, each with its width.

    They are kept, for a layout tries several widths.
    """
    pieces = [" " if piece.isspace() else piece for piece in PIECE.findall(text)]
    return tuple((piece, _piece(piece, size, family)) for piece in pieces)


@lru_cache(maxsize=16384)
def _piece(text: str, size: float, family: str) -> float:
    return measure(text, size, family)


def wrap(text: str, width: float, size: float, family: str = FONT) -> list[str]:
    """Lines of `text` no wider than `width` px.

    A word that is too long alone is broken where the line is full.
    """
    lines, line_width = [""], 0.0
    for piece, piece_width in _pieces(text, size, family):
        if piece == " " and not lines[-1]:
            continue
        if piece == " " or line_width + piece_width <= width:
            lines[-1], line_width = lines[-1] + piece, line_width + piece_width
        else:
            lines += _broken(piece, width, size, family) if piece_width > width else [piece]
            line_width = _piece(lines[-1], size, family)
    return [line.rstrip() for line in lines if line.strip()]


def _broken(word: str, width: float, size: float, family: str) -> list[str]:
    """A word, in as many lines as it needs: an address may be longer than the figure is wide."""
    lines = [""]
    for letter in word:
        if lines[-1] and measure(lines[-1] + letter, size, family) > width:
            lines.append("")
        lines[-1] += letter
    return lines


def faces(text: str) -> str:
    """The `@font-face` rules that let `text` look the same where none of the fonts is installed.

    The Chinese face comes only where it occurs.
    """
    signs = "".join(sorted(set(HAN.findall(text))))
    return _inter() + (_rule(CHINESE, "woff", _cut(signs)) if signs else "")


@cache
def _inter() -> str:
    return "".join(
        _rule(name.split(",")[0], "woff2", (FONTS / f"{FILES[name]}.woff2").read_bytes())
        for name in (FONT, STRONG)
    )


@lru_cache(maxsize=32)
def _cut(signs: str) -> bytes:
    """The Chinese face with these signs only: whole it weighs two megabytes."""
    font = TTFont(FONTS / f"{FILES[CHINESE]}.otf", recalcTimestamp=False)
    cutter = subset.Subsetter(
        subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    )
    cutter.populate(text=signs)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _rule(family: str, kind: str, data: bytes) -> str:
    source = f"url(data:font/{kind};base64,{base64.b64encode(data).decode()}) format('{kind}')"
    return f"@font-face{{font-family:'{family}';src:{source}}}"
