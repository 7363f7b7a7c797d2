"""Overview: what the documents say at a glance, and what they do not say."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card, figure_of, theme
from dashboard.app.components.conflicts import sharpest
from dashboard.app.components.documents import documents
from dashboard.app.components.headlines import headlines
from dashboard.app.url_state import views_of_page, with_companions
from dashboard.data.queries import in_collections
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text import interface as words
from dashboard.text.names import stop


def show(dataset: Dataset) -> None:
    """Show who leads, the headline figures, and what is not said."""
    project = dataset.project
    lead = words.OVERVIEW_LEAD.format(
        documents=words.spelled(len(dataset.document_ids)),
        claims=len(in_collections(dataset.claims, (DOCUMENTS,))),
    )
    views = views_of_page(dataset, ["lead", "coverage"])
    finding = figure_of(dataset, views["coverage"]).finding
    page.head(project.title, stop(finding), project.leads.get("overview", lead))
    st.html(
        headlines([figure_of(dataset, View(name, theme=theme())) for name in project.headlines])
    )
    st.header(words.PAIRS, anchor=False)
    card(dataset, views["lead"])
    if with_companions():
        card(dataset, View("movement"))
    st.header(words.STATED_AND_NOT, anchor=False)
    card(dataset, views["coverage"])
    if (dataset.conflicts["kind"] == "disagreement").any():
        st.header(words.CONTRADICTIONS, anchor=False)
        st.html(sharpest(dataset))
    st.html(documents(dataset))
    page.offer_bundle(dataset, "overview", words.BUNDLES["overview"])
