"""The pages that the dashboard has."""

from dashboard.model.dataset import Dataset
from dashboard.model.vocabulary import PAGES


def page_names(dataset: Dataset) -> list[str]:
    """The name of every page, those of the topics last."""
    return [*PAGES, *dataset.topic_by_id]


def path_of(page: str) -> str:
    """Where a page stands below the address: the first has no path of its own."""
    return "" if page == "overview" else page
