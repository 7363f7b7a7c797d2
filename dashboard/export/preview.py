"""How a figure or a page looks where its address is pasted: title, description and picture.

Chats, search engines and editors read it in the HTML that is sent first (Open Graph, Twitter's
cards, oEmbed's discovery, the canonical link).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.errors import DashboardError
from dashboard.figures.collections import figures_of
from dashboard.figures.figure import Figure, draw
from dashboard.figures.query import parse
from dashboard.figures.style.layout import fits, natural
from dashboard.figures.urls import AT_ROOT_PAGE, OF_FILES, Urls
from dashboard.model.dataset import Dataset
from dashboard.model.sizes import size
from dashboard.model.view import View
from dashboard.model.vocabulary import PAGES
from dashboard.text.previews import in_project, page_words

# What previews show is 1.91 times as wide as high; where the usual letters have no room, smaller.
SIZES = ("social", "1200x630px", "2000x1050px")
# Pages whose address names a figure -> the parameter that names it.
NAMING = {"explore": "metric", "reopen": "figure"}
TEMPLATES = Environment(
    loader=PackageLoader("dashboard.export"), autoescape=True, undefined=StrictUndefined
)


@dataclass(frozen=True)
class Picture:
    """The picture of a preview: a PNG, so many px wide and high."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Preview:
    """What is told of an address before anybody follows it.

    `page_title` names the project too; `address` is the one to cite; `figure` the figure that is
    embedded in its place, None where there is none.
    """

    title: str
    page_title: str
    description: str
    address: str
    site: str
    picture: Picture
    oembed: str
    figure: Figure | None = None


def pages(dataset: Dataset) -> tuple[str, ...]:
    """The names of all pages; the overview stands at the root."""
    return (*PAGES, *dataset.topic_by_id)


def view_of_page(dataset: Dataset, page: str, query: Mapping[str, str]) -> View | None:
    """The view that the address of a page names; None where it names no figure that exists."""
    choices = dict(query)
    name = page if page == "timeline" else choices.pop(NAMING.get(page, ""), "")
    if not name:
        return None
    try:
        return parse(dataset, name, choices)[0]
    except DashboardError:
        return None


def page_title(dataset: Dataset, page: str, figure: Figure | None) -> str:
    """The title of a page in a browser's tab: that of the figure which its address names, if any.

    It names the project too.
    """
    project = dataset.project
    if figure:
        return in_project(figure.title, project)
    if page == AT_ROOT_PAGE:
        return project.full_title
    return in_project(_words(dataset, page)[0], project)


def _words(dataset: Dataset, page: str) -> tuple[str, str]:
    """Title and lead of a page."""
    if page == AT_ROOT_PAGE:
        return dataset.project.title, dataset.project.description
    if page in dataset.topic_by_id:
        return dataset.topic_by_id[page].title, dataset.topic_by_id[page].lead
    return page_words(page, dataset.project, len(dataset.document_ids))


def of_page(dataset: Dataset, page: str, urls: Urls) -> Preview:
    """The preview of a page whose address names no figure."""
    title, lead = _words(dataset, page)
    has_figures = page in (AT_ROOT_PAGE, *dataset.topic_by_id)
    first = figures_of(dataset, page if has_figures else AT_ROOT_PAGE)[0]
    figure = draw(dataset, first, urls)
    return Preview(
        title=title,
        page_title=page_title(dataset, page, None),
        description=lead,
        address=urls.standing(page),
        site=dataset.project.full_title,
        picture=picture(figure),
        oembed=urls.oembed(urls.standing(page)),
        figure=figure if has_figures else None,
    )


def of_figure(figure: Figure) -> Preview:
    """The preview of a figure: its title, its alternative text, its picture, where to cite it."""
    address = figure.urls.figure(figure.view)
    return Preview(
        title=figure.title,
        page_title=in_project(figure.title, figure.project),
        description=figure.alt,
        address=address,
        site=figure.project.full_title,
        picture=picture(figure),
        oembed=figure.urls.oembed(address),
        figure=figure,
    )


def picture(figure: Figure) -> Picture:
    """The figure's PNG in the shape that previews have, or as on the screen if it has no room."""
    words_and_marks = figure.head, figure.foot, figure.height
    fitting = (name for name in SIZES if fits(size(name), *words_and_marks))
    view = figure.view.but(**{**OF_FILES, "size": next(fitting, "")})
    sized = replace(figure, view=view)
    scale = sized.size.dpi / 96
    width, height = (round(side * scale) for side in natural(sized.size, sized.layout))
    return Picture(figure.urls.file(view, "png"), width, height, figure.alt)


def tags(preview: Preview) -> str:
    """The tags of a preview for the head of an HTML page, every value escaped."""
    return TEMPLATES.get_template("preview.html").render(preview=preview)
