"""China and the United States in AI: what five documents state, as data, figures and pages.

>>> import dashboard
>>> data = dashboard.load()
>>> figure = dashboard.draw(data, dashboard.View("ai_patents_granted"))
>>> svg = dashboard.export(figure, "svg")
"""

from dashboard.data.package import read as load
from dashboard.errors import DashboardError
from dashboard.export.formats import export
from dashboard.figures.figure import Drawing, draw
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

__all__ = ["DashboardError", "Dataset", "Drawing", "View", "draw", "export", "load"]
