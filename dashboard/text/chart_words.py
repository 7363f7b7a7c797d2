"""The words that charts draw beside their marks: axes, tooltips, legends, names."""

from __future__ import annotations

from dashboard.model.project import OTHER, Project, Side
from dashboard.text.formatting import SCALES
from dashboard.text.names import side_name

# Chart -> its name for a reader, and the question it answers.
CHARTS = {
    "bars": ("Bars", "how large each figure is, from a common zero"),
    "dumbbell": ("Dumbbell", "how far two figures lie apart"),
    "dots": ("Dots on a log scale", "figures of very different size, as reported"),
    "parts": ("Parts of a whole", "what part of a whole a share is"),
    "ratio": ("Multiple of a base", "how many times its base a figure is"),
    "ranks": ("Ranks", "which place is held"),
    "deadline": ("Deadline", "by when a goal is to be reached"),
    "number": ("Number", "what the figure is, with its hedge"),
    "line": ("Over time", "how figures move, and who counted each"),
    "index": ("Index", "how fast figures move, whatever their size"),
    "relative": ("Ratio over time", "how many times the other side's a figure is, and since when"),
    "shares": ("Shares of the two", "how much of both together each side has"),
    "slope": ("First and last", "from where to where figures moved"),
    "lead": ("Pairs", "whose figure is larger in each fair pair, and how many times"),
    "coverage": ("Coverage", "for which side each metric has a figure"),
    "multiples": ("Small multiples", "how several counts move over the same years"),
    "sums": ("Sums by currency", "how large sums are, each currency on a scale of its own"),
    "statements": ("Statements", "what is stated, figure by figure, in words"),
    "timeline": ("Timeline", "when things happened or are to happen"),
}
# Field of a mark -> its name in the tooltip.
TOOLTIP = {
    "label": "Figure",
    "sentence": "Details",
    "quotes": "In the document",
    "caveat": "Caveat",
}
SQUARE_TOOLTIP = {"title": "Metric", "label": "Figure", "note": "Why"}
NO_DATE = "no date"
WHEN, WHAT = "When", "What"
BRUSH = "Drag across the years to read a span of them."
# A Vega expression: what is read of a line in a span of years.
SPAN_READ = (
    "datum.who + ': ' + datum.first.figure + ' (' + datum.first.when + ')' + "
    "(datum.first.x === datum.last.x ? '' : "
    "' to ' + datum.last.figure + ' (' + datum.last.when + ')')"
)
HEADS = {  # code of what a figure is made of -> what stands above its question
    "companions": "Public statistics, not from the documents",
    "records": "Counted from records, not from the documents",
    "mixed": "The documents and public statistics",
}
CURRENCY_HEADS = {"CNY": "In yuan (RMB)", "EUR": "In euros", "USD": "In US dollars"}
BREAK = "break"  # where a series breaks
# Vega expressions: how an axis names its values.
AXIS_VALUES = (
    "datum.value >= 1e12 ? datum.value / 1e12 + ' trillion' : "
    "datum.value >= 1e9 ? datum.value / 1e9 + ' billion' : "
    "datum.value >= 1e6 ? datum.value / 1e6 + ' million' : format(datum.value, ',.6~g')"
)
MULTIPLES = (
    "datum.value < 1 ? '1/' + round(1 / datum.value) : "
    "datum.value === 1 ? 'equal' : datum.value + '×'"
)
LEAD_MULTIPLES = (
    "datum.value === 1 ? 'equal' : (datum.value < 1 ? round(1 / datum.value) : datum.value) + '×'"
)
# Group of pairs -> what stands above its rows on the way to a side; of what is unclear in all.
WAYS = {
    "better": "better for {side}",
    "larger": "larger for {side}",
    "unclear": "Which is larger cannot be told from the bounds",
}


def axis_value(value: float, unit: str) -> str:
    """How an axis names a value: the measure is named above the figure."""
    if unit == "ratio":
        return _multiple(value)
    if unit.startswith("percent"):
        return f"{value:g}%" if unit != "percentage points" else f"{value:g}"
    for scale, name in SCALES:
        if value >= scale:
            return f"{value / scale:g}{name}"
    return f"{value:,g}" if value != int(value) else f"{value:,.0f}"


def _multiple(value: float) -> str:
    """A multiple: "3×", "equal", "1/3"."""
    if value == 1:
        return "equal"
    return f"{value:g}×" if value > 1 else f"1/{1 / value:.0f}"


def dated_figure(figure: str, when: str) -> str:
    """A figure at the end of a line, with its period."""
    return f"{figure} ({when})"


def way_to(group: str, side: Side) -> str:
    """What lies on the way of an axis to a side."""
    return WAYS[group].format(side=side.short)


def legend_title(side: str, is_planned: bool, project: Project) -> str:
    """The name of a group of marks of the timeline."""
    return f"{side_name(side, project)}{', planned' if is_planned else ''}"


def event_head(when: str, side: str, name: str, project: Project) -> str:
    """What stands above an event: when, and whose it is, by its side or by its actor's name."""
    whose = name if side == OTHER else side_name(side, project)
    return " · ".join(filter(None, (when, whose)))


def counted(present: int, total: int) -> str:
    """How many of all."""
    return f"{present} of {total}"
