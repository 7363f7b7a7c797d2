"""Bare Streamlit pages with so many charts and widgets, to measure against; run by `pages.py`.

The environment variable COUNTS names them: a JSON object, page -> numbers in the order of `page`.
"""

import json
import os

import altair as alt
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

YEARS = 20


def lines(frame):
    """Three lines of twenty years with dots, tooltips and names, as a metric over time has."""
    base = alt.Chart(frame).encode(x="year:Q", y="figure:Q", color=alt.Color("who:N", legend=None))
    names = base.transform_filter(alt.datum.year == 2000 + YEARS - 1)
    rules = alt.Chart(frame).mark_rule(opacity=0).encode(x="year:Q")
    dots = base.mark_point(filled=True).encode(tooltip=["who:N", "year:Q", "figure:Q"])
    return rules + base.mark_line() + dots + names.mark_text(align="left").encode(text="who:N")


def page(vega, plotly, segmented, selects, sliders, frames, has_lines=False):
    """A page with so many of each; the first choice changes every chart."""

    def show():
        st.title("Bare")
        frame = pd.DataFrame({"x": ["a", "b"], "y": [1, 2]})
        options = ["one", "two"]
        choices = [
            st.segmented_control("Form", options, default="one", key=f"segmented{number}")
            for number in range(segmented)
        ]
        for number in range(selects):
            st.selectbox("Choose", ["a", "b"], key=f"select{number}")
        for number in range(sliders):
            st.slider("Years", 1950, 2030, (1950, 2030), key=f"slider{number}")
        shown = frame[:1] if choices and choices[0] == "two" else frame
        for number in range(vega):
            chart = alt.Chart(shown).mark_bar().encode(x="y", y="x")
            if has_lines:
                chart = lines(SERIES if shown is frame else SERIES[SERIES["who"] == "one"])
            st.altair_chart(chart, theme=None, key=f"vega{number}")
        for number in range(plotly):
            chart = go.Figure(go.Scatter(x=[1, 2], y=[3, 4], mode="markers"))
            st.plotly_chart(chart, theme=None, key=f"plotly{number}")
        for number in range(frames):
            st.dataframe(frame, key=f"frame{number}")

    return show


st.set_page_config(layout="wide")
with st.sidebar:
    st.selectbox("Find", ["a", "b"], index=None)
COUNTS = json.loads(os.environ["COUNTS"])
SERIES = pd.DataFrame(
    [
        {"who": who, "year": 2000 + year, "figure": year * factor}
        for factor, who in enumerate(("one", "two", "three"), start=1)
        for year in range(YEARS)
    ]
)
pages = [
    st.Page(page(*counts, has_lines=name == "lines"), title=name, url_path=name)
    for name, counts in COUNTS.items()
]
st.navigation(pages).run()
