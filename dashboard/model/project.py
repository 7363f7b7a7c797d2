"""What the project is about."""

from __future__ import annotations

PROJECT = "China and the United States in AI: what five documents state"
SIDES = ("CHN", "USA")  # the two countries every metric is asked about
