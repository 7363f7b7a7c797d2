"""The part of a file that holds a chart, with all said that XlsxWriter leaves to the reader.

XlsxWriter writes what Excel 2007 wrote, which leaves out every flag that is off. LibreOffice and
the later Office programs take a missing flag for one that is on, unless the file says that Excel
2007 made it, as no slide does: its axes would be gone, a legend key would stand beside each label,
and a missing figure would count as zero. Nor can XlsxWriter keep a label on one line, or write it
in two weights.
"""

from __future__ import annotations

import re

# What a data label may show: of itself only the name of its series, so that a program that cannot
# show the words of a label never shows a bare number in their place.
FLAGS = "".join(
    f'<c:show{name} val="{int(name == "SerName")}"/>'
    for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
# A label with a ground of its own covers the lines behind it, and no more than its words need.
COVER = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
# What XlsxWriter writes -> what is written instead (ECMA-376, part 1, 21.2 has the order).
INSTEAD = {
    r"<c:lang [^>]*>": r'<c:date1904 val="0"/>\g<0><c:roundedCorners val="0"/>',
    r"</c:title>": r'<c:overlay val="0"/>\g<0>',
    r"</c:scaling>(?!<c:delete)": r'\g<0><c:delete val="0"/>',
    r"<c:(grouping|scatterStyle) [^>]*>": r'\g<0><c:varyColors val="0"/>',
    r"</c:yVal>": r'\g<0><c:smooth val="0"/>',
    r"<c:plotVisOnly [^>]*>": r'\g<0><c:dispBlanksAs val="gap"/>',
    r'<c:showSerName val="1"/>': FLAGS,
    r"<a:bodyPr/>(?=((?!</c:tx>).)*</c:tx><c:spPr>)": COVER,
    r"<c:rich><a:bodyPr/>": '<c:rich><a:bodyPr wrap="none" anchor="ctr"/>',
    # The figure is strong; the rest of its label, which two spaces set off from it, is not.
    r'(<a:r><a:rPr [^>]*)b="1"([^>]*>(?:(?!<a:t>).)*<a:t>)([^<]*?)(  [^<]*</a:t></a:r>)': (
        r'\1b="1"\2\3</a:t></a:r>\1b="0"\2\4'
    ),
}


def explicit(part: bytes) -> bytes:
    """The chart of a workbook, the same to every program that reads it."""
    text = part.decode()
    for written, instead in INSTEAD.items():
        text = re.sub(written, instead, text)
    return text.encode()


def linked(part: bytes, relationship: str) -> bytes:
    """The chart of a slide, which reads the workbook that the relationship names."""
    data = f'<c:externalData r:id="{relationship}"><c:autoUpdate val="0"/></c:externalData>'
    # In the place of what only a sheet has.
    settings = rb"<c:printSettings>.*</c:printSettings>"
    return re.sub(settings, data.encode(), explicit(part))
