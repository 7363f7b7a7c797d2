"""The rows behind a figure as CSV, and the figure's own specification as JSON."""

from __future__ import annotations

import json as codec

from dashboard.data.package import dump
from dashboard.export import metadata as record
from dashboard.figures.charts.empty import NOTHING
from dashboard.figures.figure import Drawing

DRAWN = {
    "label",
    "sentence",
    "side",
    "first",
    "last",
}  # for the drawing alone, or derived from the other columns


def csv(drawing: Drawing) -> bytes:
    """One row a drawn row, its hedge beside its value, the reason where it has none, and where it stands."""
    sentences = {str(source.marker): source.sentence() for source in drawing.sources}
    kept = set() if "text" in drawing.rows else {"label"}  # there the label is the figure in words
    rows = drawing.rows.drop(columns=[column for column in DRAWN - kept if column in drawing.rows])
    marks = rows["markers"] if "markers" in rows else [""] * len(rows)
    cited = [
        " ".join(dict.fromkeys(sentences[mark] for mark in str(marks).split(",") if mark))
        for marks in marks
    ]
    table = rows.drop(columns=["markers"], errors="ignore").assign(
        sources=cited, dataset=drawing.version, figure=drawing.address
    )
    if not len(table):  # even then the file must tell what it is of, and lead back
        table.loc[0, ["missing", "dataset", "figure"]] = NOTHING, drawing.version, drawing.address
    return dump(table).encode()


def json(drawing: Drawing) -> bytes:
    """The Vega-Lite or Plotly specification, complete with data, words and record."""
    if drawing.is_altair:
        spec = {**drawing.spec, "usermeta": {"record": record.record(drawing)}}
    else:
        spec = codec.loads(drawing.chart.to_json())
        spec["layout"]["meta"] = {"record": record.record(drawing)}
    return (codec.dumps(spec, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
