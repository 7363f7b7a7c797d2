"""The ids of claims and events: of what they say and where, so that none moves when another comes.

An id names document and line (of a table the period), for a claim metric and entity too, and ends
in four hexadecimal digits of a SHA-256 over what tells it from others there.
"""

from __future__ import annotations

import hashlib

from dashboard.data.seeds.schema import ClaimSeed, CompanionFigureSeed, EventSeed, RecordFigureSeed


def claim_id(document: str, claim: ClaimSeed | CompanionFigureSeed | RecordFigureSeed) -> str:
    """The id of a claim: `<document>.45.<metric>.<entity>-3f9c`.

    Of a table `<document>.2013-2024.<metric>.<entity>-3f9c`.
    """
    if isinstance(claim, ClaimSeed):
        mark = _digest(claim.unit or "", claim.says)
        return f"{document}.{claim.line}.{claim.metric}.{claim.entity}-{mark}"
    if isinstance(claim, RecordFigureSeed):  # the same when the table has been counted anew
        mark = _digest(claim.unit or "", claim.scope)
    else:
        mark = _digest(claim.unit or "", claim.says, claim.scope, claim.edition, claim.locator)
    period = claim.period.replace("/", "-")
    return f"{document}.{period}.{claim.metric}.{claim.entity}-{mark}"


def event_id(document: str, event: EventSeed) -> str:
    """The id of an event: `<document>.33.event-3f9c`."""
    mark = _digest(event.date, event.actor, event.says)
    return f"{document}.{event.line}.event-{mark}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:4]
