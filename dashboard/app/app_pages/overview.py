"""Overview: what the documents say at a glance, and what they do not say."""

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.app.components import claims_table as evidence

HEADLINES = (
    "ai_patents_granted", "llm_share", "core_ai_industry_value", "bank_funding_planned",
    "ai_undergraduate_universities", "training_cost",
)  # fmt: skip


def show() -> None:
    data = parts.dataset()
    parts.head(
        "China and the United States in AI",
        f"Five documents, {len(data.claims)} claims: what they state, how sure they are, and where one country has no figure.",
    )
    views = choosing.formed(["lead", "coverage"])
    parts.card(views["lead"])
    st.subheader("Figures that stand out")
    st.html(evidence.tiles([parts.drawing(parts.View(name)) for name in HEADLINES]))
    st.subheader("Said and not said")
    parts.card(views["coverage"])
    st.html(evidence.documents(data))
    parts.offer("overview", "both figures of this page")
