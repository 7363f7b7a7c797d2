"""The comparability gate: whether two figures may be set against each other, and what the ratio then is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import BadRequest
from dashboard.model.dataset import Metric
from dashboard.model.intervals import Bounds

LIKE, CARE, NEVER = "like for like", "with care", "not comparable"


@dataclass(frozen=True)
class Verdict:
    """How far two figures may be compared, with every reason in plain words."""

    level: str
    reasons: tuple[str, ...] = field(default=())

    def sentence(self) -> str:
        because = f": {'; '.join(self.reasons)}" if self.reasons else ""
        return (
            f"Comparison {self.level}{because}."
            if self.level != NEVER
            else f"Not comparable{because}."
        )


def bounds_of(row: Mapping[str, Any]) -> Bounds:
    """What a row of claims allows. All metrics are amounts: none can be negative but a change in percent."""
    upper = row["high"] if row["comparator"] == "=" and row["high"] > row["value"] else None
    return Bounds.of(row["value"], row["comparator"], upper).amount()


def judge(metric: Metric, one: Mapping[str, Any], other: Mapping[str, Any]) -> Verdict:
    """The verdict on two rows of claims (columns of `claims.csv`, and the entity's `kind`)."""
    never = []
    if one["metric"] != other["metric"]:
        never.append("they measure different things")
    elif not metric.comparable:
        never.append(metric.comparability.rstrip("."))
    if one["unit"] != other["unit"]:
        never.append(f"one is in {one['unit']}, the other in {other['unit']}")
    elif metric.comparable and metric.unit in ("rank", "year"):
        never.append(f"a {metric.unit} has no size, so no ratio")
    if one["status"] != other["status"]:
        never.append(f"one is {_status(one)}, the other {_status(other)}")
    if never:
        return Verdict(NEVER, tuple(dict.fromkeys(never)))
    care = [*_dates(one, other), *_definitions(one, other), *_hedges(one, other)]
    return Verdict(CARE, tuple(care)) if care else Verdict(LIKE)


def ratio(
    metric: Metric, one: Mapping[str, Any], other: Mapping[str, Any]
) -> tuple[Bounds, Verdict]:
    """`one` divided by `other`, with its hedge, and the verdict that goes wherever the ratio goes.

    Raises BadRequest with the reasons where the two are not comparable: no ratio exists then.
    """
    verdict = judge(metric, one, other)
    if verdict.level == NEVER:
        raise BadRequest(f"No ratio is drawn. {verdict.sentence()}")
    return bounds_of(one) / bounds_of(other), verdict


def _status(row: Mapping[str, Any]) -> str:
    return {"observed": "an observation", "target": "a target", "forecast": "a forecast"}[
        row["status"]
    ]


def _dates(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    if not one["period"] and not other["period"]:
        return ["neither figure is dated"]
    if not one["period"] or not other["period"]:
        return ["one figure is undated"]
    return [] if one["period"] == other["period"] else ["the years differ"]


def _definitions(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    care = []
    if one["scope"] != other["scope"]:
        care.append(
            f"unequal definitions ({one['scope'] or 'not said'}; {other['scope'] or 'not said'})"
        )
    if "country" not in (one["kind"], other["kind"]) or one["kind"] != other["kind"]:
        care.append("single companies, not whole countries")
    if one["voice"] != other["voice"] or "document" not in (one["voice"], other["voice"]):
        care.append("a figure is vouched for by a company or an opinion")
    return care


def _hedges(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    names = {
        ">": "a lower bound",
        ">=": "a lower bound",
        "<": "an upper bound",
        "<=": "an upper bound",
        "~": "approximate",
    }
    hedged = [names[row["comparator"]] for row in (one, other) if row["comparator"] in names]
    care = (
        [
            f"{'both sides are' if len(hedged) == 2 else 'one side is'} {' and '.join(dict.fromkeys(hedged))}"
        ]
        if hedged
        else []
    )
    if not bounds_of(one).order(bounds_of(other)):
        care.append("which is larger cannot be told from the bounds")
    return care
