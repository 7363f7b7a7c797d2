"""What is said of a page where its address is pasted: in chats, in searches, without scripts."""

from __future__ import annotations

from dashboard.model.project import Project
from dashboard.text import about
from dashboard.text import interface as words

# Page -> its title and what it is for.
PAGES = {
    "explore": (words.EXPLORE, words.EXPLORE_LEAD),
    "timeline": (words.TIMELINE, words.TIMELINE_LEAD),
    "conflicts": (words.CONFLICTS_TITLE, words.CONFLICTS_LEAD),
    "checks": (words.CHECKS, words.CHECKS_LEAD),
    "sources": (words.SOURCES, words.SOURCES_LEAD),
    "dataset": (words.DATASET, words.DATASET_LEAD),
    "reopen": (words.REOPEN, words.REOPEN_LEAD),
    "about": (about.TITLE, about.LEAD),
}
NO_PAGE = "There is no such page"
NO_PAGE_TEXT = "There is nothing at this address. The overview is the place to begin."
WITHOUT_SCRIPTS = (
    "This page needs JavaScript. Every figure and all data can be had without: the addresses "
    "of the figures and of the files of data are listed here."
)
FIGURES_LISTED, DATA_LISTED = "Figures", "Data"
FILES_OF_FIGURE = "This figure as a file"


def in_project(title: str, project: Project) -> str:
    """The title of a page, and whose page it is."""
    return f"{title} – {project.title}"


def page_words(page: str, project: Project, documents: int) -> tuple[str, str]:
    """Title and lead of a page that is no topic's."""
    title, lead = PAGES[page]
    lead = project.leads.get(page, lead)
    return title, lead.format(documents=words.spelled(documents))
