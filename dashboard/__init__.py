"""China and the United States in AI: what five documents state, as data, figures and pages.

>>> import dashboard
>>> data = dashboard.load()
>>> figure = dashboard.draw(data, dashboard.View("ai_patents_granted"))
>>> svg = dashboard.export(figure, "svg")
"""

from dashboard.dataset import read as load
from dashboard.drawing import Drawing, draw
from dashboard.errors import DashboardError
from dashboard.export import export
from dashboard.model import Dataset, View

__all__ = ["DashboardError", "Dataset", "Drawing", "View", "draw", "export", "load"]
