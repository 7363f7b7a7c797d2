"""Cuts the typeface of Streamlit's icons down to those that pages may show: `make icons`."""

import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from streamlit import file_util

from dashboard.settings import PACKAGE
from dashboard.web.scripts import ICONS

STATIC = Path(file_util.get_static_dir()) / "static"
ICON = re.compile(r"material/([a-z0-9_]+)")
NEVER_DRAWN = {"star_filled"}  # Streamlit's scripts name it; its typeface has none of that name
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"  # an icon is written as its name


def named_icons():
    """The icons that Streamlit's scripts and the pages name."""
    sources = [*STATIC.glob("js/*.js"), *PACKAGE.glob("app/**/*.py")]
    return {name for path in sources for name in ICON.findall(path.read_text(encoding="utf-8"))}


def drawn_icons(font):
    """The glyph of each icon of a typeface, by its name: a ligature of the letters in it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items():
                for ligature in ligatures:
                    glyphs = (first, *ligature.Component)
                    found["".join(letters.get(glyph, "?") for glyph in glyphs)] = ligature.LigGlyph
    return found


def main():
    """Write the typeface."""
    [path] = STATIC.glob("media/MaterialSymbols-Rounded.*.woff2")
    font = TTFont(path, recalcTimestamp=False)
    icons = drawn_icons(font)
    # Of the letters alone, every other icon would follow.
    subsetter = Subsetter(Options(layout_closure=False, hinting=False))
    subsetter.populate(glyphs=[icons[name] for name in named_icons() & set(icons)], text=LETTERS)
    subsetter.subset(font)
    font.flavor = None
    font.save(ICONS)


if __name__ == "__main__":
    main()
