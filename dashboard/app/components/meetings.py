"""The questions of a topic that documents and public statistics both speak to, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.figures.meetings import Meeting
from dashboard.figures.urls import Urls
from dashboard.model.project import Project
from dashboard.text import interface as words
from dashboard.text.comparisons import verdict_sentence
from dashboard.text.meetings import counted, stated


def side_by_side(meetings: Sequence[Meeting], project: Project) -> Markup:
    """Each question with what both say, where each figure stands, and how they compare."""
    return render(
        "meetings.html",
        heads=words.MEETING,
        meetings=[
            {
                "question": meeting.metric.question,
                "stated": stated(meeting.stated, project),
                "stated_title": meeting.metric.title,
                "stated_address": Urls().metric(meeting.metric.metric),
                "counted": counted(meeting.counted, project),
                "counted_title": meeting.statistic.title,
                "counted_address": Urls().metric(meeting.statistic.metric),
                "verdict": verdict_sentence(meeting.verdict),
            }
            for meeting in meetings
        ],
    )
