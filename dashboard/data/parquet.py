"""A table of the data package as Parquet: every column typed, and what it is written inside."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
from pyarrow import parquet as pq

from dashboard.data.package import table_schema
from dashboard.data.schema import TABLES

MEDIA = "application/vnd.apache.parquet"
# pandas type of a column -> its type, and whether a cell may be missing. Text never is.
TYPES = {
    "str": (pa.string(), False),
    "float": (pa.float64(), True),
    "int": (pa.int64(), False),
    "int or none": (pa.int64(), True),
    "bool": (pa.bool_(), False),
}


def parquet(frame: pd.DataFrame, name: str, about: Mapping[str, str]) -> bytes:
    """Rows of the table `name`; the same bytes whenever the same rows are written.

    What the file says of itself stands in its key-value metadata: everything in `about`, and under
    `resource` the table as Frictionless Data describes it, in JSON.
    """
    resource = {
        "name": name,
        "path": f"{name}.parquet",
        "type": "table",
        "format": "parquet",
        "mediatype": MEDIA,
        "schema": table_schema(name),
    }
    fields = [pa.field(column, *TYPES[kind]) for column, kind in TABLES[name].items()]
    metadata = {**about, "resource": json.dumps(resource, ensure_ascii=False)}
    columns = [pa.array(frame[field.name], field.type, from_pandas=True) for field in fields]
    table = pa.Table.from_arrays(columns, schema=pa.schema(fields, metadata))
    target = pa.BufferOutputStream()
    pq.write_table(table, target, compression="snappy")
    return target.getvalue().to_pybytes()
