"""An archive without a clock: Office files of the same figure are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a zip archive knows
UNIX, OWNER_ONLY = 3, 0o600 << 16  # the same wherever the archive is made


def read_part(archive: bytes, name: str) -> bytes:
    """One file of a zip archive; KeyError where it has none of that name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return parts.read(name)


def steady(archive: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive on every run and machine; `parts` replace those of the same name."""
    replaced, out = parts or {}, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system, entry.external_attr = UNIX, OWNER_ONLY
            content = replaced[name] if name in replaced else source.read(name)
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
