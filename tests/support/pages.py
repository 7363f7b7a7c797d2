"""The pages that the dashboard has."""

from dashboard.model.dataset import Dataset


def page_names(dataset: Dataset) -> list[str]:
    """The name of every page, in the order of the sidebar."""
    evidence = ["conflicts", "checks", "sources", "dataset", "reopen"]
    return ["overview", "explore", "timeline", *dataset.topic_by_id, *evidence]


def path_of(page: str) -> str:
    """Where a page stands below the address: the first has no path of its own."""
    return "" if page == "overview" else page
