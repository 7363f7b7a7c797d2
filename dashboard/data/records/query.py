"""The one query that counts a metric, written in Narwhals: the same on every engine.

It reads the table once. Each record gets a `why`: "" where it is counted, else a code of
vocabulary.LEFT_OUT, or BAD and the column that holds what it must not; then records are counted by
why, country, year and category. So what is left out is counted along the way.

Sums are exact and do not depend on an order: of doubles the whole part and the billionths, as far
as they hold them, are added up as whole numbers, decimals as decimals. Countries are taken as the
table spells them; which each means is told from the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import narwhals as nw

from dashboard.data.records.spec import Spec
from dashboard.errors import Fault, FaultyInput, suggest

BAD = "bad "  # of `why`: before the column that holds what it must not
LARGEST = 1e15  # of a number: what is larger has no exact fractions any more
BILLION = 1e9
# Below which size a double tells parts of one apart that are written as decimals, largest first.
PARTS = ((4e13, 1e2), (4e12, 1e3), (4e9, 1e6), (4e6, BILLION))
SMALLEST_PARTS = 10.0  # of what is larger
# Dates, months and years of four digits as ISO 8601 writes them, each a day that there is; a time
# may follow a date.
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAY = (
    "[0-9]{4}-(?:(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01]))|"
    "(?:(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30))|(?:02-(?:0[1-9]|1[0-9]|2[0-8])))"
)
DATE = f"^(?:[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|(?:{_DAY}|{_LEAP})(?:[T ][0-9:.+Z-]*)?)$"
NUMBER = r"^[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?$"
BLANK = " "
_KINDS = {"number": "numbers", "text": "texts", "flag": "true and false"}


@dataclass(frozen=True)
class Query:
    """The query of a metric over the columns of a table."""

    spec: Spec
    schema: Mapping[str, nw.dtypes.DType]  # column -> its type
    # Spellings in the table -> the country that they mean, where several are one; else they stay.
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def check(self) -> None:
        """Raise FaultyInput, with every fault, where the table has not the columns it needs."""
        faults = list(self._missing()) or list(self._unfit())
        if faults:
            raise FaultyInput(faults)

    def _missing(self) -> Iterator[Fault]:
        for column in self.spec.columns:
            if column not in self.schema:
                cure = suggest(column, self.schema) if self.schema else "There is none"
                yield Fault(self._place(column), f"there is no column {column!r}", cure)

    def _unfit(self) -> Iterator[Fault]:
        kinds = [(self.spec.country, "text"), (self.spec.category, "text"), *self._measured]
        for column, kind in [*kinds, *self.spec.condition.columns.items()]:
            if column and not _fits(self.schema[column], kind):
                yield Fault(
                    self._place(column),
                    f"the column {column!r} holds {self.schema[column]}, not {_KINDS[kind]}",
                    "Name another column, or compare it with what it holds",
                )
        if not _fits_date(self.schema[self.spec.date]):
            yield Fault(
                self._place(self.spec.date),
                f"the column {self.spec.date!r} holds {self.schema[self.spec.date]}, not dates",
                "Name a column of dates, months or years",
            )

    @property
    def _measured(self) -> list[tuple[str, str]]:
        measure = self.spec.measure
        kind = "number" if measure.is_of_numbers else "text"
        return [(measure.column, kind)] if measure.column else []

    def _place(self, column: str) -> str:
        return f"{self.spec.place}, {self.spec.table_name}"

    def judged(self, table: nw.LazyFrame, *others: str | nw.Expr) -> nw.LazyFrame:
        """Every record with `why`, `country`, `year`, `category` and what is measured.

        And with `others`, columns of the table.
        """
        return table.select(*self._judgements, *others).with_columns(self._why.alias("why"))

    @property
    def _judgements(self) -> list[nw.Expr]:
        """What is asked of a record: its keys, what `_why` asks, and what is measured."""
        return [
            self._spelt(self.spec.country).alias("country"),
            self._year.alias("year"),
            self._category.alias("category"),
            *self._why_columns,
            *self._values,
        ]

    def counted(self, table: nw.LazyFrame, *, by_category: bool = True) -> nw.LazyFrame:
        """Records by `why`, `country`, `year` and `category`, with what the measure needs."""
        category = nw.col("category") if by_category else nw.lit("")
        keyed = self.judged(table).select(
            "why",
            self._country.alias("country"),
            "year",
            category.alias("category"),
            *self._names,
        )
        sums = [getattr(nw.col(name), how)().alias(alias) for name, how, alias in self._sums]
        return keyed.group_by("why", "country", "year", "category").agg(
            nw.len().alias("records"), *sums
        )

    def picked(self, table: nw.LazyFrame) -> nw.LazyFrame:
        """Every record that is counted: `country`, `year`, its `place`, and its cells as text.

        The place of a record is what is measured, else its date; `cell_0` is the first column of
        Spec.sampled.
        """
        spec = self.spec
        place = nw.col("value").cast(nw.Float64) if spec.measure.is_of_numbers else nw.col("date")
        cells = [f"cell_{number}" for number in range(len(spec.sampled))]
        judged = self.judged(
            table,
            nw.col(spec.date).cast(nw.String).alias("date"),
            *(
                nw.col(name).cast(nw.String).alias(cell)
                for name, cell in zip(spec.sampled, cells, strict=True)
            ),
        )
        counted = judged.filter(nw.col("why") == "")
        return counted.select("country", "year", place.alias("place"), *cells)

    @property
    def _country(self) -> nw.Expr:
        """The country, with the spellings of `countries` made one."""
        country: nw.Expr = nw.col("country")
        for name, spellings in self.countries.items():
            first, *others = spellings
            means = nw.col("country") == first
            for spelling in others:
                means = means | (nw.col("country") == spelling)
            country = nw.when(means).then(nw.lit(name)).otherwise(country)
        return country

    # -- What a column holds, as what it is used for

    @property
    def _year(self) -> nw.Expr:
        column, kind = nw.col(self.spec.date), self.schema[self.spec.date]
        if isinstance(kind, nw.Datetime | nw.Date):
            return column.dt.year().cast(nw.Int64)
        if isinstance(kind, nw.String):
            text = _stripped(column)
            year = nw.when(text.str.contains(DATE)).then(text.str.slice(0, 4))
            return year.cast(nw.Int64)
        is_year = (column >= 1) & (column <= 9999)
        if not kind.is_integer():
            column = column.cast(nw.Float64)
            is_year = is_year & (column.floor() == column)
        return nw.when(is_year).then(column).cast(nw.Int64)

    @property
    def _category(self) -> nw.Expr:
        if not self.spec.category:
            return nw.lit("")
        if not self.spec.measure.is_additive:  # two kinds of empty would be two parts
            return self._text(self.spec.category).fill_null("")
        return self._spelt(self.spec.category)

    def _spelt(self, name: str) -> nw.Expr:
        """A column as text, as it is: what is empty in it is told from the result."""
        return nw.col(name) if isinstance(self.schema[name], nw.String) else self._text(name)

    def _text(self, name: str) -> nw.Expr:
        """A column as text; null where it is empty."""
        column, kind = nw.col(name), self.schema[name]
        if isinstance(kind, nw.Boolean):
            text = nw.when(column).then(nw.lit("true")).otherwise(nw.lit("false"))
            return nw.when(~column.is_null()).then(text)
        if isinstance(kind, nw.Datetime):
            column = column.dt.date()
        if not isinstance(kind, nw.String):
            return column.cast(nw.String)
        return nw.when(column != "").then(column)

    def _number(self, name: str) -> nw.Expr:
        """A column as numbers; null where it is empty or holds none, or a larger one."""
        column, kind = nw.col(name), self.schema[name]
        if isinstance(kind, nw.String):
            text = _stripped(column)
            column = nw.when(text.str.contains(NUMBER)).then(text).cast(nw.Float64)
        if isinstance(kind, nw.String | nw.Float64 | nw.Float32):
            column = column.cast(nw.Float64)
            # Asked first, for DuckDB takes from the statistics of Parquet, which do not know of
            # them, that every number is small.
            is_one = ~column.is_nan() & (column.abs() <= LARGEST)
            return nw.when(is_one).then(column)
        return column

    def _flag(self, name: str) -> nw.Expr:
        """A column as true and false."""
        column = nw.col(name)
        if isinstance(self.schema[name], nw.String):
            text = _stripped(column).str.to_lowercase()
            return nw.when((text == "true") | (text == "false")).then(text == "true")
        return column

    def _typed(self, name: str) -> nw.Expr:
        """A column as what the condition compares it with; as it is where it asks for null."""
        kind = self.spec.condition.columns[name]
        typed = {"number": self._number, "text": self._text, "flag": self._flag}
        return typed[kind](name) if kind else self._filled(name)

    def _filled(self, name: str) -> nw.Expr:
        """A column, null where its text is empty."""
        return self._text(name) if isinstance(self.schema[name], nw.String) else nw.col(name)

    # -- Whether a record is counted

    @property
    def _why(self) -> nw.Expr:
        """The first reason that holds; "" where none does."""
        reasons = [
            *((nw.col(f"bad {name}"), f"{BAD}{name}") for name in self._suspects_of_condition),
            *((~nw.col("is_asked_for"), "condition") for _ in self._condition),
            (nw.col("country").is_null() | (nw.col("country") == ""), "no country"),
            (nw.col("is_undated"), "no date"),
            (nw.col("year").is_null(), f"{BAD}{self.spec.date}"),
            *((nw.col(f"bad {name}"), f"{BAD}{name}") for name in self._suspects_of_measure),
            *((nw.col(name).is_null(), "no value") for name in self._measured_names),
        ]
        why: nw.Expr = nw.lit("")
        for holds, code in reversed(reasons):
            why = nw.when(holds).then(nw.lit(code)).otherwise(why)
        return why

    @property
    def _why_columns(self) -> list[nw.Expr]:
        """What `_why` asks, under names of its own."""
        suspects = {**self._suspects_of_condition, **self._suspects_of_measure}
        return [
            *(bad.alias(f"bad {name}") for name, bad in suspects.items()),
            *(asked.alias("is_asked_for") for asked in self._condition),
            self._is_undated.alias("is_undated"),
        ]

    @property
    def _is_undated(self) -> nw.Expr:
        """Whether the date is empty, which is no fault, as a date that is none is."""
        is_empty = nw.col(self.spec.date).is_null()
        if isinstance(self.schema[self.spec.date], nw.String):
            return is_empty | (_stripped(nw.col(self.spec.date)) == "")
        return is_empty

    @property
    def _condition(self) -> list[nw.Expr]:
        asked = self.spec.condition.expression(self._typed)
        if asked is None:
            return []
        return [nw.when(asked).then(nw.lit(True)).otherwise(nw.lit(False))]  # unknown is no

    @cached_property
    def _suspects_of_condition(self) -> dict[str, nw.Expr]:
        """Column that is compared with numbers or flags -> whether it holds something else."""
        kinds = self.spec.condition.columns
        suspects = {name: self._bad(name, kind) for name, kind in kinds.items()}
        return {name: bad for name, bad in suspects.items() if bad is not None}

    @cached_property
    def _suspects_of_measure(self) -> dict[str, nw.Expr]:
        if not self.spec.measure.is_of_numbers:
            return {}
        name = self.spec.measure.column
        bad = self._bad(name, "number")
        return {} if bad is None or name in self._suspects_of_condition else {name: bad}

    def _bad(self, name: str, kind: str) -> nw.Expr | None:
        """Whether a cell is neither empty nor of a kind; None where no cell can be that."""
        column, type_ = nw.col(name), self.schema[name]
        if isinstance(type_, nw.String) and kind in ("number", "flag"):
            typed = self._number(name) if kind == "number" else self._flag(name)
            return (_stripped(column) != "") & typed.is_null()
        if isinstance(type_, nw.Float64 | nw.Float32) and kind == "number":
            return ~column.is_nan() & (column.abs() > LARGEST)
        return None

    # -- What is measured

    @property
    def _measured_names(self) -> tuple[str, ...]:
        return ("value",) if self.spec.measure.column else ()

    @property
    def _values(self) -> list[nw.Expr]:
        """The columns of what is measured."""
        measure = self.spec.measure
        if not measure.column:
            return []
        if not measure.is_of_numbers:
            return [self._text(measure.column).alias("value")]
        value = self._number(measure.column)
        return [value.alias("value")]

    @property
    def _is_of_doubles(self) -> bool:
        kind = self.schema.get(self.spec.measure.column)
        return isinstance(kind, nw.String | nw.Float64 | nw.Float32)

    @property
    def _names(self) -> list[nw.Expr]:
        """What is added up, of a judged record."""
        value, kind = nw.col("value"), self.spec.measure.kind
        if kind == "count":
            return []
        if kind == "share":
            is_it = value == self.spec.measure.value
            return [nw.when(is_it).then(nw.lit(1)).otherwise(nw.lit(0)).alias("hits")]
        if kind == "distinct":
            return [value]
        if kind == "median":
            return [value.cast(nw.Float64)]
        if self._is_of_doubles:
            whole = value.floor()
            # Decimals that a double of its size does not hold are noise: 12345678.9 is that.
            parts: nw.Expr = nw.lit(SMALLEST_PARTS)
            for size, held in PARTS:
                parts = nw.when(value.abs() < size).then(nw.lit(held)).otherwise(parts)
            billionths = ((value - whole) * parts + 0.5).floor() * (BILLION / parts)
            return [
                whole.cast(nw.Int64).alias("whole"),
                billionths.cast(nw.Int64).alias("billionths"),
                whole.abs().alias("size"),
            ]
        if isinstance(self.schema[self.spec.measure.column], nw.Decimal):
            return [value]
        return [value.cast(nw.Int64).alias("whole")]

    @property
    def _sums(self) -> list[tuple[str, str, str]]:
        """Column, how it is made one number, and the name of that."""
        match self.spec.measure.kind:
            case "count":
                return []
            case "share":
                return [("hits", "sum", "hits")]
            case "distinct":
                return [("value", "n_unique", "value")]
            case "median":
                return [("value", "median", "value")]
        if self._is_of_doubles:
            sums = [("whole", "sum", "whole"), ("billionths", "sum", "billionths")]
            return [*sums, ("size", "max", "size")]
        is_decimal = isinstance(self.schema[self.spec.measure.column], nw.Decimal)
        name = "value" if is_decimal else "whole"
        return [(name, "sum", name), (name, "min", "least"), (name, "max", "most")]


def _stripped(column: nw.Expr) -> nw.Expr:
    return column.str.strip_chars(BLANK)


def _fits(type_: nw.dtypes.DType, kind: str) -> bool:
    """Whether a column of a type can hold numbers, texts, flags; "" asks nothing of it."""
    if kind == "" or isinstance(type_, nw.String):
        return True
    if kind == "number":
        return bool(type_.is_numeric())
    if kind == "flag":
        return isinstance(type_, nw.Boolean)
    return type_.is_integer() or isinstance(
        type_, nw.Boolean | nw.Date | nw.Datetime | nw.Categorical | nw.Enum
    )


def _fits_date(type_: nw.dtypes.DType) -> bool:
    return bool(type_.is_numeric()) or isinstance(type_, nw.Date | nw.Datetime | nw.String)
