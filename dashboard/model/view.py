"""Everything that a reader may choose about one figure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class View:
    """Everything a reader may choose about one figure; plain text in a URL, ids and never labels."""

    subject: str
    form: str = ""  # "" is the subject's first fair form
    entities: tuple[str, ...] = ()  # entity or country ids; () is all
    documents: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of events
    topics: tuple[str, ...] = ()  # of the metrics that a survey shows
    start: int | None = None  # first and last year, inclusive; undated rows always stay
    end: int | None = None
    theme: str = "light"
    size: str = ""  # as `sizes.size` reads it; "" is for a screen
    dpi: int | None = None  # of a PNG; None is what suits the size
    dataset: str = ""  # the version of the data the view was made from; "" is whatever stands now

    def query(self) -> dict[str, str]:
        """The choices that differ from the defaults, as query parameters."""
        out = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name != "subject" and value != each.default:
                out[each.name] = ",".join(value) if isinstance(value, tuple) else str(value)
        return out

    def but(self, **choices: object) -> View:
        """This view with some choices changed."""
        return replace(self, **choices)  # type: ignore[arg-type]
