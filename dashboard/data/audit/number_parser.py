"""Finds every quantity in a line of text: digits, number words, fractions, multiples, ranks, and
vague amounts.

Libraries that read number words (text2num, word2number) give a value and not its place, and know
neither ranks nor vague amounts, so the words stand here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
TENTHS = tuple(f"{word[:-1]}ieth" for word in TENS)  # twentieth
SCALE = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
CARDINALS: dict[str, float] = {
    **{word: value for value, word in enumerate(ONES)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
}
# Parts of one, as "two thirds" has them; alone, "third" is a rank and "quarter" no number.
PARTS = {
    **{"half": 2, "halves": 2, "quarter": 4, "quarters": 4},
    **{word: value for value, word in enumerate(ORDINALS, 1) if value > 2},
    **{f"{word}s": value for value, word in enumerate(ORDINALS, 1) if value > 2},
    **{"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000},
}
OTHERS: dict[str, float] = {
    **{word: value for value, word in enumerate(ORDINALS, 1)},
    **{word: 10 * value for value, word in enumerate(TENTHS, 2)},
    **{"hundredth": 100, "thousandth": 1000},
    **{f"{word}fold": value for word, value in {**CARDINALS, **SCALE}.items()},
    **dict.fromkeys(("half", "halves", "halve", "halved", "halving"), 0.5),
    **dict.fromkeys(("double", "doubles", "doubled", "doubling", "twice"), 2),
    **dict.fromkeys(("triple", "triples", "tripled", "tripling", "treble", "trebled", "thrice"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling"), 4),
    **dict.fromkeys(("quintuple", "quintupled", "quintupling"), 5),
    "decade": 10,
    "fully": 100,
    "once": 1,
}
# Ranks that carry no number word: they all mean the first place.
LEADING = (
    *("number one", "largest", "biggest", "leader", "leaders", "lead", "leads", "led", "leading"),
    *("top", "topped", "tops", "dominated", "dominates", "dominate", "dominant", "dominance"),
    *("foremost", "premier", "best", "greatest", "highest", "fastest", "strongest", "number-one"),
)
# Magnitudes of no value, and ranks of no place.
VAGUE = (
    *("dozens", "hundreds", "thousands", "millions", "billions", "trillions", "tens", "decades"),
    *("multibillion", "multimillion", "multitrillion", "century", "centuries", "millennium"),
    *("millennia", "handful", "couple", "pair", "pairs", "several", "few", "many", "most"),
    *("majority", "minority", "numerous", "multiple", "countless", "myriad", "fraction"),
    *("fractions", "quarter", "quarters", "thirds", "lowest", "smallest", "worst"),
    *("ahead", "surpass", "surpasses", "surpassed", "surpassing", "overtake", "overtakes"),
    *("overtaken", "overtook", "outpace", "outpaces", "outpaced", "exceed", "exceeds", "exceeded"),
)


def _any_of(words: object) -> str:
    """A pattern of any of the words, the longest first: "sixteen" is not read as "six"."""
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = _any_of(SCALE)
# "twenty-five", "five", and what stands before a scale: "two hundred", "five thousand".
_CARDINAL = rf"(?:(?:{_any_of(TENS)})(?:[-\s](?:{_any_of(ONES[1:10])}))?|{_any_of(ONES)})"
_SCALED = rf"(?:{_CARDINAL}(?:[-\s](?:{_SCALES}))*|{_SCALES})"
# "two hundred and fifty", "two thousand five hundred"; "two million and six" may be two numbers.
_AFTER = r"(?<=hundred)\sand\s|(?<=hundred)\s|(?<=thousand)\s|(?<=million)\s|(?<=billion)\s"
_PATTERN = re.compile(
    rf"""
    (?P<fraction>\b\d+/\d+\b)
  | (?P<digits>{_DIGITS})(?:[-\s](?P<scale>{_SCALES})\b)?
  | (?P<sign>[\u00bc-\u00be\u2150-\u215e\u00b2\u00b3\u00b9\u2070-\u2079])
  | \b(?P<rank>second\ only|number[\ -]one)\b
  | \b(?P<part>(?:an?|{_CARDINAL})[-\s](?:{_any_of(PARTS)}))\b(?!\s(?:{_any_of(PARTS)})\b)
  | \b(?P<dozen>half[-\s](?:an?\s)?(?:{_SCALES}))\b
  | \b(?P<ordinal>(?:{_any_of(TENS)})[-\s](?:{_any_of(ORDINALS[:9])}))\b
  | \b(?P<cardinal>{_SCALED}(?:(?:{_AFTER}){_SCALED})*)\b
  | \b(?P<other>{_any_of(OTHERS)})\b
  | \b(?P<leading>{_any_of(LEADING)})\b
  | \b(?P<vague>{_any_of(VAGUE)})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Number:
    """A quantity where it stands."""

    start: int  # in the line, in characters
    end: int
    text: str
    values: tuple[float, ...]  # what it can mean; none where it is vague


def find(line: str) -> list[Number]:
    """Every quantity of a line, from left to right."""
    return [
        Number(found.start(), found.end(), found.group(), _values(found))
        for found in _PATTERN.finditer(line)
    ]


def _values(found: re.Match[str]) -> tuple[float, ...]:
    """What a match of _PATTERN can mean."""
    text, kind = found.group().lower(), found.lastgroup
    words = re.split(r"[-\s]", text)
    match kind:
        case "fraction":
            bottom = int(text.split("/")[1])
            return (float(Fraction(text)),) if bottom else ()
        case "digits" | "scale":
            scale = SCALE[found["scale"].lower()] if found["scale"] else 1
            return (float(found["digits"].replace(",", "")) * scale,)
        case "sign":
            return (unicodedata.numeric(text),)
        case "rank":
            # "second only to X" ranks two: the one that is said to be second, and X.
            return (2.0, 1.0) if text.startswith("second") else (1.0,)
        case "part":
            return _parts(words)
        case "dozen":
            return (SCALE[words[-1]] / 2,)
        case "cardinal":
            return (_cardinal(words),)
        case "ordinal":
            return (CARDINALS[words[0]] + OTHERS[words[1]],)
        case "other":
            return (OTHERS[text],)
    return (1.0,) if kind == "leading" else ()


def _parts(words: list[str]) -> tuple[float, ...]:
    """ "two thirds", and "a third", which may be a rank as well."""
    bottom = PARTS[words[-1]]
    if words[0] in ("a", "an"):
        return (1 / bottom, float(bottom)) if words[-1] in ORDINALS else (1 / bottom,)
    return (sum(CARDINALS[word] for word in words[:-1]) / bottom,)


def _cardinal(words: list[str]) -> float:
    """ "two hundred and fifty thousand": what stands before a scale is counted in it."""
    total = part = 0.0
    for word in words:
        if word in CARDINALS:
            part += CARDINALS[word]
        elif word == "hundred":
            part = (part or 1) * SCALE[word]
        elif word in SCALE:
            scaled = (part or 1) * SCALE[word] if part or not total else total * (SCALE[word] - 1)
            total, part = total + scaled, 0.0
    return total + part


def agrees(says: str, value: float) -> bool:
    """Whether the words state the value, whatever their hedge."""
    return any(value in number.values for number in find(says))
