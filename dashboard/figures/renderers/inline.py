"""Data inside a script of an HTML page."""

from __future__ import annotations

import json


def inline(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
