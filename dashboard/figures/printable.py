"""Letters that no file can hold, taken out of all that a figure says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

# What XML 1.0 cannot hold (2.2), and the control characters that it had better not: SVG, PDF,
# workbooks and slides are XML, half a surrogate pair is not even text, and the renderer ends the
# whole process over one of them.
UNPRINTABLE = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
)


def printable(value: Any) -> Any:
    """The value without unprintable letters in any of its texts, however deep they stand.

    What has none comes back as it is. Looks into dataclasses, tuples, lists and mappings.
    """
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value) if UNPRINTABLE.search(value) else value
    if isinstance(value, tuple | list):
        cleaned = [printable(each) for each in value]
        return value if _same(cleaned, value) else type(value)(cleaned)
    if isinstance(value, Mapping):
        texts = {printable(key): printable(each) for key, each in value.items()}
        return value if _same([*texts, *texts.values()], [*value, *value.values()]) else texts
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.init]
        before = [getattr(value, name) for name in names]
        after = [printable(each) for each in before]
        return (
            value
            if _same(after, before)
            else replace(value, **dict(zip(names, after, strict=True)))
        )
    return value


def _same(values: list[Any], others: Any) -> bool:
    return all(value is other for value, other in zip(values, others, strict=True))
