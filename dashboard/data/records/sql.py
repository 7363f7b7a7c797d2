"""The query of a metric as SQL that anybody can run beside the table: its source."""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals as nw
import sqlglot
from sqlglot import exp

from dashboard.data.records.query import Query
from dashboard.data.records.tables import CSV, PARQUET, Table

STAND_IN = "records"  # the table in the query, until it is named
STEPS = ("read", "judged", "measured", "counted")  # of the query, in their order


def sql(query: Query, table: Table) -> str:
    """The query in the dialect of DuckDB; the table as the seeds name it, without its folder."""
    empty = nw.from_dict({}, schema=query.schema, backend="pyarrow").to_native()
    with duckdb.connect() as opened:
        opened.register(STAND_IN, empty)
        stand_in = nw.from_native(opened.table(STAND_IN))
        written = query.counted(stand_in).to_native().sql_query()
    tree = sqlglot.parse_one(written, read="duckdb")
    reads = sqlglot.parse_one(f"SELECT * FROM {_reads(table)}", read="duckdb").find(exp.From)
    for node in list(tree.find_all(exp.Table)):
        if node.name == STAND_IN and reads is not None:
            node.replace(reads.this.copy())
    return str(_readable(tree).sql("duckdb", pretty=True))


def _readable(tree: Any) -> Any:
    """The same query with steps that have names, and without what a program writes to be sure."""
    names = {cte.alias: step for cte, step in zip(tree.find_all(exp.CTE), STEPS, strict=False)}

    def plain(node: exp.Expression) -> exp.Expression:
        match node:
            case exp.CTE():
                node.set("materialized", None)
            case exp.TableAlias() if node.name in names:
                return exp.TableAlias(this=exp.to_identifier(names[node.name]))
            case exp.Table() if node.name in names:
                return exp.to_table(names[node.name])
            case exp.Paren() if _is_idle(node):
                return plain(node.this)
            case exp.Case() if not node.this:
                return _flat(node)
            case exp.Alias() if isinstance(node.this, exp.Column) and node.this.name == node.alias:
                return node.this
        return node

    return tree.transform(plain)


def _is_idle(node: exp.Paren) -> bool:
    """Whether a pair of parentheses holds together what holds together anyway."""
    if isinstance(node.this, exp.Column | exp.Case | exp.Func | exp.Paren):
        return True
    return not isinstance(node.parent, exp.Binary | exp.Unary)


def _flat(case: exp.Case) -> exp.Case:
    """A case whose else is a case, as one with more branches."""
    default = case.args.get("default")
    inner = default.unnest() if default is not None else None
    while isinstance(inner, exp.Case) and not inner.this:
        for branch in inner.args["ifs"]:
            case.append("ifs", branch)
        case.set("default", inner.args.get("default"))
        default = inner.args.get("default")
        inner = default.unnest() if default is not None else None
    return case


def _reads(table: Table) -> str:
    path = exp.Literal.string(table.name).sql("duckdb")
    if table.kind == PARQUET:
        return f"read_parquet({path})"
    if table.kind == CSV:
        separator = exp.Literal.string(table.separator).sql("duckdb")
        return f"read_csv({path}, header = true, sep = {separator}, all_varchar = true)"
    return f"read_json({path}, format = 'newline_delimited')"
