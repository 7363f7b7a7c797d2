"""Finds every number in a line of text: digits, fractions, number words, and ranks in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = (
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WORDS: dict[str, float] = {
    **{word: value for value, word in enumerate(ONES)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
    **{word: value for value, word in enumerate(ORDINALS, 1)},
    **{f"{word}fold": value for value, word in enumerate(ONES)},
    **SCALE,
    "half": 0.5,
    "double": 2,
    "twice": 2,
    "decade": 10,
    "fully": 100,
    "once": 1,
}
# Ranks that carry no number word: they all mean the first place.
LEADING = (
    "number one",
    "largest",
    "biggest",
    "leader",
    "leaders",
    "lead",
    "leads",
    "led",
    "leading",
    "top",
    "topped",
    "dominated",
    "dominates",
    "dominate",
    "foremost",
)
# Magnitudes of no value.
VAGUE = (
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "decades",
    "multibillion",
    "century",
    "handful",
)

_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = rf"(?:[-\s]({'|'.join(SCALE)}))?"
_WORDS, _LEADING = (
    "|".join(sorted(listed, key=len, reverse=True))  # so that "sixteen" is not read as "six"
    for listed in (WORDS, LEADING)
)
_PATTERN = re.compile(
    rf"""
    (?P<fraction>\b\d+/\d+\b)
  | (?P<digits>{_DIGITS}){_SCALED}
  | \b(?P<rank>second\ only|number\ one)\b
  | \b(?P<words>(?:{_WORDS})(?:[-\s](?:{"|".join(SCALE)}))?)\b
  | \b(?P<leading>{_LEADING})\b
  | \b(?P<vague>{"|".join(VAGUE)})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Number:
    """A number where it stands."""

    start: int  # in the line, in characters
    end: int
    text: str
    values: tuple[float, ...]  # what it can mean; none where it is vague


def find(line: str) -> list[Number]:
    """Every number of a line, from left to right."""
    return [
        Number(found.start(), found.end(), found.group(), _values(found))
        for found in _PATTERN.finditer(line)
    ]


def _values(found: re.Match[str]) -> tuple[float, ...]:
    """What a match of _PATTERN can mean."""
    if found["fraction"]:
        bottom = found["fraction"].split("/")[1]
        return (float(Fraction(found["fraction"])),) if int(bottom) else ()
    if found["digits"]:
        scale = SCALE[found[3].lower()] if found[3] else 1
        return (float(found["digits"].replace(",", "")) * scale,)
    if found["rank"]:
        # "second only to X" ranks two: the one that is said to be second, and X.
        return (2.0, 1.0) if found["rank"].lower().startswith("second") else (1.0,)
    if found["words"]:
        value = 1.0
        for word in re.split(r"[-\s]", found["words"].lower()):
            value *= WORDS[word]
        return (value,)
    return (1.0,) if found["leading"] else ()


def agrees(says: str, value: float) -> bool:
    """Whether the words state the value, whatever their hedge."""
    return any(value in number.values for number in find(says))
