"""Which country a cell of a table means: codes and names of ISO 3166, in many languages.

A name is taken only where it can mean one country. What is ambiguous or none is for the seeds to
say (`countries`), never for a guess.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pycountry
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers


def fold(name: str) -> str:
    """A name as it is compared: no case, no stops, no accents on Latin letters, no leading "the".

    Signs that are no letters of their own, such as full-width ones, become the usual ones.
    """
    plain = unicodedata.normalize("NFKD", name.strip().replace("’", "'"))
    plain = unicodedata.normalize(
        "NFC", "".join(sign for sign in plain if unicodedata.category(sign) != "Mn" or _keeps(sign))
    )
    words = plain.replace(".", "").casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _keeps(mark: str) -> bool:
    """Whether a mark makes another letter of the one before it: it does outside Latin script."""
    return not "\u0300" <= mark <= "\u036f"


class Countries:
    """The countries that cells may mean, beside those that a project names itself."""

    def __init__(self, own: Mapping[str, Iterable[str]], meant: Mapping[str, str]) -> None:
        """`own`: id of an entity -> its names; `meant`: a cell -> the id that it stands for."""
        self._own: dict[str, set[str]] = {}
        for id, names in own.items():
            for name in (id, *names):
                self._own.setdefault(fold(name), set()).add(id)
        self._meant = {fold(name): id for name, id in meant.items()}

    def of(self, cell: str) -> tuple[str, ...]:
        """The ids, ISO 3166-1 alpha-3, of the countries that a cell can mean.

        One where it is clear, several where it is ambiguous, none where it is no country. A cell
        that the seeds leave out has the id "".
        """
        name = fold(cell)
        if name in self._meant:
            return (self._meant[name],)
        for known in (self._own, _english(), _heads()):
            if name in known:
                return tuple(sorted(known[name]))
        return tuple(sorted(_translated().get(name, ())))


@cache
def _english() -> dict[str, set[str]]:
    """Codes and whole English names -> ids; a name that begins another's is left to `_heads`."""
    known: dict[str, set[str]] = {}
    for country in pycountry.countries:
        for name in (country.alpha_2, country.alpha_3, country.numeric, *_names(country)):
            known.setdefault(fold(name), set()).add(country.alpha_3)
    for name, id in _territories("en"):
        known.setdefault(fold(name), set()).add(id)
    for code, codes in get_global("territory_aliases").items():  # UK is GB
        if len(codes) == 1 and codes[0] in _alpha_3():
            known.setdefault(fold(code), {_alpha_3()[codes[0]]})
    return {name: ids for name, ids in known.items() if len(_heads().get(name, ids) | ids) == 1}


@cache
def _heads() -> dict[str, set[str]]:
    """What stands before a comma or bracket, and the name turned round -> ids.

    "Korea, Republic of" is "Korea" and "Republic of Korea".
    """
    known: dict[str, set[str]] = {}
    for country in pycountry.countries:
        for name in _names(country):
            head, _, tail = name.replace(" (", ", ").rstrip(")").partition(", ")
            for each in (head, f"{tail} {head}".strip()):
                known.setdefault(fold(each), set()).add(country.alpha_3)
    return known


@cache
def _translated() -> dict[str, set[str]]:
    """Names in other languages -> ids."""
    known: dict[str, set[str]] = {}
    for language in locale_identifiers():
        for name, id in _territories(language):
            known.setdefault(fold(name), set()).add(id)
    return known


def _territories(language: str) -> Iterator[tuple[str, str]]:
    """The names of countries in a language, each with the id of its country."""
    for code, name in Locale.parse(language).territories.items():
        if code in _alpha_3():
            yield name, _alpha_3()[code]


@cache
def _alpha_3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3."""
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


def _names(country: object) -> list[str]:
    """The English names of a country of ISO 3166-1, the short one first."""
    names = (getattr(country, key, "") for key in ("name", "official_name", "common_name"))
    return [name for name in names if name]
