"""The HTML of the pages: Jinja templates, every text escaped, every word from `text`."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.text import interface

TEMPLATES = Environment(
    loader=PackageLoader("dashboard.app"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["words"] = interface


def render(template: str, **values: Any) -> Markup:
    """The template with its values, as HTML that is not escaped again."""
    return Markup(TEMPLATES.get_template(template).render(**values))


def link(text: str, address: str) -> Markup:
    """A link to a page, with its text escaped."""
    return Markup('<a href="{}" target="_self">{}</a>').format(address, text)
