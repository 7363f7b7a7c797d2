"""What documents state, as data, figures and pages.

>>> import dashboard
>>> data = dashboard.load()
>>> figure = dashboard.draw(data, dashboard.View("lead"))
>>> figure.title
'Whose figure is larger'
>>> dashboard.export(figure, "svg")[:4]
b'<svg'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dashboard.errors import DashboardError

if TYPE_CHECKING:
    from dashboard.data.package import read as load
    from dashboard.export.formats import export
    from dashboard.figures.figure import Figure, draw
    from dashboard.model.dataset import Dataset
    from dashboard.model.intervals import Interval
    from dashboard.model.view import View
else:
    # Whoever first imports the folder `export` binds its name here, over the function of that name.
    # So it is imported at once (it is empty by itself), and the name then left to the function.
    from dashboard import export

    del export

__all__ = [
    "DashboardError",
    "Dataset",
    "Figure",
    "Interval",
    "View",
    "draw",
    "export",
    "load",
]
_HOMES = {
    "Dataset": ("dashboard.model.dataset", "Dataset"),
    "Figure": ("dashboard.figures.figure", "Figure"),
    "Interval": ("dashboard.model.intervals", "Interval"),
    "View": ("dashboard.model.view", "View"),
    "draw": ("dashboard.figures.figure", "draw"),
    "export": ("dashboard.export.formats", "export"),
    "load": ("dashboard.data.package", "read"),
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first asked for: `dashboard build` loads no renderer."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    globals()[name] = getattr(import_module(module), attribute)
    return globals()[name]
