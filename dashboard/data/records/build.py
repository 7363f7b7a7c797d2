"""Every metric of a project that is counted from records: counted now, or as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.data.records.count import Count
from dashboard.data.records.counting import count
from dashboard.data.records.engines import MEMORY, running
from dashboard.data.records.spec import Spec
from dashboard.data.records.tables import Table, find
from dashboard.data.records.watch import Tell, to_stderr
from dashboard.errors import DashboardError, Fault, FaultyInput
from dashboard.text.records import stands


def counted(
    specs: Mapping[str, Spec],
    engine: str = "duckdb",
    *,
    memory: str = MEMORY,
    master: str = "",
    tell: Tell = to_stderr,
) -> dict[str, Count]:
    """Id of the table -> what was counted of it, of the tables that are at hand.

    Raises FaultyInput with every fault of every table; DashboardError where an engine fails.
    """
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for document, spec in specs.items():
        try:
            table = find(spec.table, spec.beside)
        except FaultyInput as error:
            faults += _placed(spec, error.faults)
        else:
            tables.update({} if table is None else {document: table})
    if faults:
        raise FaultyInput(faults)
    counts: dict[str, Count] = {}
    if not tables:
        return counts
    with running(engine, memory=memory, master=master) as session:
        for document, table in tables.items():
            try:
                counts[document] = count(specs[document], table, session, memory=memory, tell=tell)
            except FaultyInput as error:
                faults += _placed(specs[document], error.faults)
    if faults:
        raise FaultyInput(faults)
    return counts


def _placed(spec: Spec, faults: Iterable[Fault]) -> list[Fault]:
    """The faults of a table, each with the place where the seeds name it."""
    return [
        fault
        if fault.place.startswith(spec.place)
        else replace(fault, place=f"{spec.place}, {fault.place}")
        for fault in faults
    ]


def completed(
    specs: Mapping[str, Spec],
    counts: Mapping[str, Count],
    before: Mapping[str, Count],
    tell: Tell = to_stderr,
) -> dict[str, Count]:
    """`counts`, with what stands from `before` where a table is not at hand.

    Raises DashboardError where nothing was counted before, or by another query.
    """
    whole = dict(counts)
    problems = []
    for document, spec in specs.items():
        if document in counts:
            continue
        older = before.get(document)
        if older is None:
            problems.append(f"{spec.table_name} is not at hand, and nothing was counted before")
        elif older.definition != spec.definition:
            problems.append(
                f"{spec.table_name} is not at hand, and what was counted before was counted in "
                "another way"
            )
        else:
            whole[document] = older
            tell(stands(spec.metric, spec.table_name, len(whole_figures(older))))
            continue
        problems[-1] = f"{spec.place}: {problems[-1]}. Put it there, or restore the seeds."
    if problems:
        raise DashboardError("\n".join(problems))
    return whole


def whole_figures(counted_: Count) -> list[object]:
    """The figures of a count that are no category's."""
    return [figure for figure in counted_.figures if not figure.category]
