"""What a reader gets from each format, size and theme, in words."""

from __future__ import annotations

# Format -> what it gives.
FORMATS = {
    "svg": "vector picture for print and layout, the master of the next two",
    "png": "picture for slides and posts",
    "pdf": "vector picture for papers",
    "html": "interactive page that works from disk, and in a frame",
    "csv": "the rows behind the figure, with sources",
    "xlsx": "workbook with chart, data and sources",
    "pptx": "slide with a chart to edit, sources in its notes",
    "json": "the chart's own specification, with everything the file must say",
    "bib": "reference as BibTeX",
    "ris": "reference as RIS",
    "csl": "reference as CSL-JSON",
    "zip": "all of these, with a README",
}
KINDS = {"picture": "Picture", "data": "File"}
SIZES = {
    "screen": "Screen",
    "column": "Journal, one column (89 mm)",
    "columns": "Journal, two columns (183 mm)",
    "a4": "A4 page",
    "slide": "Slide, 16:9",
    "social": "Social media, 1200 × 630",
}
THEMES = {
    "light": "Light",
    "dark": "Dark",
    "grey": "Grey, for print",
    "transparent": "Transparent, for light pages",
}
