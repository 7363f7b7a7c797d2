"""Typefaces: how wide a line is, where it breaks, and how the letters travel inside a file."""

from __future__ import annotations

import base64
import io
import re
from functools import cache, lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import ImageFont

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
PIECE = re.compile(rf"\s+|{HAN.pattern}|(?:(?!{HAN.pattern})\S)+")


@cache
def _face(family: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{FILES[family]}.otf"), size)


def measure(text: str, size: float, family: str = FONT) -> float:
    """Width of a line in px, by the metrics of the fonts that the file is drawn with."""
    latin, han = HAN.sub("", text), "".join(HAN.findall(text))
    han_width = _face(CHINESE, size).getlength(han) if han else 0
    return float(_face(family, size).getlength(latin) + han_width)


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
