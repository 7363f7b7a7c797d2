"""What the documents say and do not say: one square a metric, filled where a country has a figure."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import colour, stack, values
from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import INKS

STEP, CELL, GAP = 46, 9, 2
HEAD = 22


def coverage(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """A row a topic, China on the left and the United States on the right; an empty square is a figure nobody states."""
    ink = INKS[theme]
    topics = list(dict.fromkeys(rows["topic"]))
    laid = rows.assign(
        at=rows.groupby(["topic", "side"]).cumcount() * (CELL + GAP),
        y_top=[HEAD + topics.index(topic) * STEP + 20 for topic in rows["topic"]],
    ).assign(y_end=lambda frame: frame["y_top"] + CELL, ends=lambda frame: frame["at"] + CELL)
    counted = (
        laid.assign(has=laid["missing"].eq("")).groupby(["topic", "topic_title", "side"], sort=False)["has"].agg(["sum", "size"])
        .reset_index().assign(y=lambda frame: [HEAD + topics.index(topic) * STEP + 12 for topic in frame["topic"]])
    )  # fmt: skip
    counted["text"] = [f"{row['sum']} of {row['size']}" for row in counted.to_dict("records")]
    layers = []
    # Each country has half the width: its squares are placed in px from 0 or from the middle.
    for side, start in (("CHN", 0), ("USA", 0.5)):
        edge = alt.X(datum=start, scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=None)
        own = alt.Chart(values(laid[laid["side"] == side])).encode(
            x=edge, x2=alt.X2Datum(start), y=alt.Y("y_top:Q", scale=None, axis=None), y2="y_end:Q",
            tooltip=[alt.Tooltip("title:N", title="Metric"), alt.Tooltip("label:N", title="Figure"), alt.Tooltip("note:N", title="Why")],
        )  # fmt: skip
        place: dict[str, Any] = {
            "xOffset": alt.expr("datum.at"),
            "x2Offset": alt.expr("datum.ends"),
        }
        layers += [
            own.transform_filter("datum.missing === ''")
            .mark_rect(**place)
            .encode(color=colour(theme)),
            own.transform_filter("datum.missing !== ''").mark_rect(
                **place, fill=ink.paper, fillOpacity=1, stroke=ink.muted, strokeWidth=1
            ),
        ]
        words = alt.Chart(values(counted[counted["side"] == side]))
        line = words.encode(x=edge, y=alt.Y("y:Q", scale=None, axis=None))
        if side == "CHN":
            layers.append(
                line.mark_text(
                    font=STRONG, fontSize=12, color=ink.ink, baseline="alphabetic"
                ).encode(text="topic_title:N")
            )
            layers.append(
                line.mark_text(
                    font=FONT, fontSize=11, color=ink.muted, baseline="alphabetic", dx=86
                ).encode(text="text:N")
            )
        else:
            layers.append(
                line.mark_text(
                    font=FONT, fontSize=11, color=ink.muted, baseline="alphabetic"
                ).encode(text="text:N")
            )
        head = alt.Chart(
            alt.Data(
                values=[{"side": side, "name": {"CHN": "China", "USA": "United States"}[side]}]
            )
        )
        layers.append(
            head.mark_text(font=STRONG, fontSize=12, baseline="alphabetic")
            .encode(x=edge, y=alt.YValue(8), text="name:N", color=colour(theme))
        )  # fmt: skip
    return stack([*layers], HEAD + len(topics) * STEP)
